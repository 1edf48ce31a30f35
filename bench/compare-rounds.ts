import { type Figure, figureOf, quantile } from './figures.ts';

/** Does one act of worker `worker`; acts of one worker follow each other. */
export type Act = (worker: number) => Promise<void>;

export interface Contest {
  readonly ours: Act;
  readonly bare: Act;
  readonly workers: number;
}

interface Round {
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
  const pairs: (readonly [ours: Round, bare: Round])[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const pair = [await runRound(ours, workers, roundMs), await runRound(bare, workers, roundMs)] as const;
    if (round > 0) pairs.push(pair);
  }
  const ratio = quantile(
    pairs.map(([first, second]) => first.perSecond / second.perSecond),
    0.5,
  );
  return [
    summary(
      what.bare,
      pairs.map(([, second]) => second),
      1,
    ),
    summary(
      what.ours,
      pairs.map(([first]) => first),
      ratio,
    ),
  ];
}

function summary(what: string, rounds: readonly Round[], ratio: number): Figure {
  const perSecond = quantile(
    rounds.map((round) => round.perSecond),
    0.5,
  );
  return figureOf(
    what,
    rounds.flatMap((round) => round.times),
    { perSecond, ratio },
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
