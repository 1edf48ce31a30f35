import { randomUUID } from 'node:crypto';
import process from 'node:process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestRow } from '../../../src/core/application/rows.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { cardOf } from '../../support/core-customer.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { dropOrders, searchByHand } from '../../support/desk-work.ts';
import { type Chat, holds, type Model, Real } from '../../support/requests-model.ts';
import { type CoreUnderTest, useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore({ from: new Date('2026-11-02T08:00:00Z') });
/** The same walks every time; MODEL_SEED and MODEL_RUNS take others, and more. */
const SEED = Number(process.env.MODEL_SEED ?? 20_261_122);
const RUNS = Number(process.env.MODEL_RUNS ?? 4);
const COMMANDS = 8;
const LONG = 20_000 * RUNS;

type Command = fc.AsyncCommand<Model, Real>;
type Run = (model: Model, real: Real) => Promise<void>;

/** Does it, and looks whether everything still holds. */
function command(name: string, run: Run, check: (model: Model) => boolean = () => true): Command {
  return {
    check,
    run: async (model, real) => {
      await run(model, real);
      await holds(model, real);
    },
    toString: () => name,
  };
}

/** One of those chats, whichever number was drawn. */
function pick({ chats }: Model, index: number, fits: (chat: Chat) => boolean): Chat | undefined {
  const fitting = chats.filter(fits);
  return fitting[index % Math.max(1, fitting.length)];
}

function asks(who: Chat['who']): Command {
  return command(`${who} asks`, async (model, real) => {
    const { open } = real;
    const receivedAt = open.clock.now();
    const state = { sent: 0, last: undefined, receivedAt, proven: false, withdrawn: false };
    const chat: Chat = { key: randomUUID(), who, number: '', ...state };
    await real.receive(chat, { text: 'Wat bewaren jullie van mij?' });
    for (const message of await real.told(chat)) if (message.kind === 'receipt') chat.number = message.number;
    chat.receivedAt = (await real.row(chat.number)).receivedAt;
    model.chats.push(chat);
    await real.receive(chat, { choice: `copy.${chat.number}` });
    await real.receive(chat, { text: `Sanne de Vries, ${model.address}` });
  });
}

/** The owner types the code of the mail; a stranger guesses. */
function proves(index: number): Command {
  return command(`proves ${index}`, async (model, real) => {
    const chat = pick(model, index, ({ withdrawn, proven }) => !withdrawn && !proven);
    if (chat === undefined) return;
    if (chat.who === 'owner') await real.receive(chat, { choice: `resend.${chat.number}` });
    const code = chat.who === 'owner' ? await real.code(model.address) : '000000';
    await real.receive(chat, { text: code ?? '000000' });
    const { state } = await real.row(chat.number);
    chat.proven = state.level > 0;
  });
}

function withdraws(index: number): Command {
  return command(`withdraws ${index}`, async (model, real) => {
    const chat = pick(model, index, ({ withdrawn }) => !withdrawn);
    if (chat === undefined) return;
    const before = await real.row(chat.number);
    const rows = new Map<string, RequestRow>();
    for (const { number } of model.chats) rows.set(number, await real.row(number));
    await real.receive(chat, { text: 'laat maar' });
    await real.receive(chat, { text: 'ja' });
    for (const message of await real.told(chat))
      if (message.kind === 'withdrawn' && message.number === chat.number) chat.withdrawn = true;
    // What is answered together ends together; nothing else does.
    const together = ({ state }: RequestRow, number: string) =>
      state.status === 'joined' ? state.joinedTo : number;
    for (const one of model.chats) {
      const joined = together(before, chat.number) === together(rows.get(one.number) ?? before, one.number);
      if (chat.withdrawn && joined) one.withdrawn = true;
    }
  });
}

/** Staff try to answer it, whether or not that may be. */
function answers(index: number): Command {
  return command(`staff answer ${index}`, async (model, real) => {
    const chat = pick(model, index, ({ proven }) => proven || index === 3);
    if (chat === undefined) return;
    const { open, by } = real;
    const { id, state } = await real.row(chat.number);
    const detail = await cardOf(open, chat.number);
    if (state.level === 0) {
      expect((await open.core.decisions.preview(id, by)).ok).toBe(false);
      expect((await open.core.decisions.approve(id, detail.version, detail.letterHash ?? '', by)).ok).toBe(
        false,
      );
      return;
    }
    if (state.status !== 'awaiting_approval') return;
    if (detail.tasks.some(({ kind, doneAt }) => kind === 'manual_search' && doneAt === null)) {
      await dropOrders(open, by, []);
      await searchByHand(open, chat.number, by);
    }
    await approve(open.core, id, by);
  });
}

const passes = (ms: number): Command =>
  command(`${ms / MINUTE} minutes pass`, async (_model, { open }) => {
    open.clock.advance(ms);
    await workOff(open);
  });

/** As after an acknowledgement that was lost. */
function comesAgain(index: number): Command {
  return command(`the last message of ${index} comes again`, async (model, { open }) => {
    const last = pick(model, index, () => true)?.last;
    if (last !== undefined) expect(await open.core.receive(last)).toEqual({ status: 'duplicate' });
  });
}

const restarts: Command = command('restart', async (_model, real) => {
  const reopened = await real.open.reopen();
  if (real.open !== use()) await real.open.close();
  const open: CoreUnderTest = { ...use(), ...reopened };
  real.open = open;
});

const which = fc.nat({ max: 3 });
const walk = fc.commands(
  [
    fc.constant(asks('owner')),
    fc.constant(asks('owner')),
    fc.constant(asks('stranger')),
    which.map(proves),
    which.map(proves),
    which.map(proves),
    which.map(withdraws),
    which.map(answers),
    which.map(answers),
    which.map(comesAgain),
    fc.constantFrom(11 * MINUTE, 5 * HOUR, 2 * DAY).map(passes),
    fc.constant(restarts),
  ],
  { maxCommands: COMMANDS, size: 'max' },
);

/** Each walk begins with one of these, and ends with an answer that leaves; what comes between is drawn. */
const BEGIN = [
  [asks('owner'), asks('stranger'), proves(0)],
  [asks('owner'), passes(5 * HOUR), asks('owner'), asks('stranger'), proves(1), proves(0)],
];
const END = [answers(0), passes(11 * MINUTE), restarts];
let people = 0;

test(
  'whatever a customer, strangers and staff do with the same request, in whatever order (R12, R15, R24)',
  async () => {
    const by = await staffActor(use().core, 'eigenaar@example.nl');
    const walked = fc.asyncProperty(fc.constantFrom(...BEGIN), walk, async (begin, commands) => {
      people += 1;
      const model: Model = { address: `sanne.model.${people}@example.nl`, chats: [] };
      const real = new Real(use(), by);
      try {
        await fc.asyncModelRun(() => ({ model, real }), [...begin, ...commands, ...END]);
        expect((await real.open.core.register.verify()).broken).toBeNull();
      } finally {
        if (real.open !== use()) await real.open.close();
      }
    });
    await fc.assert(walked, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  },
  LONG,
);
