import { type Figure, figureOf, quantile } from './figures.ts';

/** Does one act of worker `worker`; acts of one worker follow each other. */
export type Act = (worker: number) => Promise<void>;

export interface Contest {
  readonly ours: Act;
  readonly bare: Act;
  readonly workers: number;
}

export interface Round {
  readonly times: readonly number[];
  readonly perSecond: number;
}

const ROUNDS = 5;

/**
 * Both in turn, several rounds of `roundMs` each, after one round of each that does not count: what else the machine
 * does meets both alike. The ratio is the median of the rounds' ratios.
 */
export async function compareRounds(
  what: { readonly ours: string; readonly bare: string },
  { ours, bare, workers }: Contest,
  roundMs: number,
): Promise<readonly Figure[]> {
  await runRound(ours, workers, roundMs);
  await runRound(bare, workers, roundMs);
  const pairs: (readonly [ours: Round, bare: Round])[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    pairs.push([await runRound(ours, workers, roundMs), await runRound(bare, workers, roundMs)]);
  const ratios = pairs.map(([first, second]) => first.perSecond / second.perSecond);
  return [
    figureOfRounds(
      what.bare,
      pairs.map(([, round]) => round),
      1,
    ),
    figureOfRounds(
      what.ours,
      pairs.map(([round]) => round),
      quantile(ratios, 0.5),
    ),
  ];
}

/** Rounds of one alone, after one that does not count. */
export async function repeatRounds(act: Act, workers: number, roundMs: number): Promise<readonly Round[]> {
  await runRound(act, workers, roundMs);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runRound(act, workers, roundMs));
  return rounds;
}

/** Times of all rounds together; how many in a second is the median round's. */
export function figureOfRounds(what: string, rounds: readonly Round[], ratio: number): Figure {
  const times = rounds.flatMap((round) => round.times);
  return figureOf(what, times, { perSecond: rateOf(rounds), ratio });
}

/** How many in a second, in the median round. */
export function rateOf(rounds: readonly Round[]): number {
  return quantile(
    rounds.map((round) => round.perSecond),
    0.5,
  );
}

async function runRound(act: Act, workers: number, roundMs: number): Promise<Round> {
  const times: number[] = [];
  const start = performance.now();
  const work = async (worker: number) => {
    while (performance.now() < start + roundMs) {
      const begin = performance.now();
      await act(worker);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return { times, perSecond: times.length / ((performance.now() - start) / 1000) };
}
