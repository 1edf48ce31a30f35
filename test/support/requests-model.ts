import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { RequestRow } from '../../src/core/application/rows.ts';
import type { Actor } from '../../src/core/approval/staff-channel.ts';
import type { InboundMessage } from '../../src/core/conversation/channel.ts';
import { isOpen } from '../../src/core/request/request-state.ts';
import type { CoreUnderTest } from './use-core.ts';
import { workOff } from './work-off.ts';

/** Somebody's chat as the model knows it: what was sent, and what must be true of what it opened. */
export interface Chat {
  readonly key: string;
  readonly who: 'owner' | 'stranger';
  number: string;
  sent: number;
  last: InboundMessage | undefined;
  receivedAt: Date;
  proven: boolean;
  withdrawn: boolean;
}

export interface Model {
  /** One mailbox, which only the owner reads. */
  readonly address: string;
  readonly chats: Chat[];
}

export class Real {
  open: CoreUnderTest;
  readonly by: Actor & { readonly via: 'desk' };

  constructor(open: CoreUnderTest, by: Actor & { readonly via: 'desk' }) {
    this.open = open;
    this.by = by;
  }

  async receive(chat: Chat, part: { readonly text: string } | { readonly choice: string }): Promise<void> {
    const base = { channel: 'web', conversationKey: chat.key, externalId: randomUUID() } as const;
    const receivedAt = this.open.clock.now();
    const message: InboundMessage =
      'text' in part
        ? { ...base, receivedAt, kind: 'text', text: part.text }
        : { ...base, receivedAt, kind: 'choice', choice: part.choice };
    expect(await this.open.core.receive(message)).toMatchObject({ status: 'stored' });
    chat.sent += 1;
    chat.last = message;
    await workOff(this.open);
  }

  async row(number: string): Promise<RequestRow> {
    const found = await this.open.settings.store.transaction((tx) => tx.requests.byNumber(number));
    if (found === undefined) throw new Error(`no request ${number}`);
    return found;
  }

  async told(chat: Chat) {
    const entries = await this.open.core.transcripts.read('web', chat.key, 0);
    return entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message] : []));
  }

  /** The code in the newest mail to this address, as its reader finds it. */
  async code(address: string): Promise<string | undefined> {
    const mails = await this.open.core.desk.caughtMail(100);
    return mails.flatMap(({ to, text }) => (to === address ? (/\b\d{6}\b/.exec(text) ?? []) : []))[0];
  }
}

/** What leaves without approval (R15), as stored mails name it. */
const AUTOMATIC = ['code', 'receipt', 'human_delayed', 'codes_allowed', 'not_answered_yet', 'facts'];

/** What holds whatever was done, in whatever order. */
export const INVARIANTS: Readonly<Record<string, (model: Model, real: Real) => Promise<void>>> = {
  async 'a duplicate never locks out or overtakes a verified request'({ chats }, real) {
    for (const chat of chats) {
      const { state } = await real.row(chat.number);
      if (chat.who === 'stranger') expect([state.level, state.status === 'joined']).toEqual([0, false]);
      if (!chat.proven || chat.withdrawn) continue;
      expect(['withdrawn', 'lapsed', 'refused', 'answered_generally']).not.toContain(state.status);
      if (state.status !== 'joined') continue;
      const into = await real.row(state.joinedTo);
      expect(into.state.level).toBeGreaterThan(0);
      expect(chats.find(({ number }) => number === into.number)?.who).toBe('owner');
      expect(isOpen(into.state) || into.state.status === 'answered').toBe(true);
    }
  },

  async 'no unverified duplicate is approved, answered or joined'({ chats }, real) {
    for (const { number } of chats) {
      const { state } = await real.row(number);
      if (state.level === 0)
        expect(['received', 'awaiting_identity', 'withdrawn', 'answered_generally', 'lapsed']).toContain(
          state.status,
        );
    }
  },

  async 'the earlier receipt is kept on joining'({ chats }, real) {
    const rows = await Promise.all(chats.map(({ number }) => real.row(number)));
    const at = (row: RequestRow) =>
      chats.find(({ number }) => number === row.number)?.receivedAt ?? new Date(0);
    for (const row of rows.filter(({ state }) => isOpen(state) && state.level > 0)) {
      const joined = rows.filter(({ state }) => state.status === 'joined' && state.joinedTo === row.number);
      const earliest = Math.min(...[row, ...joined].map((one) => at(one).getTime()));
      expect(row.receivedAt.getTime()).toBe(earliest);
      for (const one of joined)
        if (one.state.status === 'joined') expect(one.state.due.customerDue).toBe(row.state.due.customerDue);
    }
  },

  async 'a withdrawn request is never answered'({ chats }, real) {
    for (const chat of chats.filter(({ withdrawn }) => withdrawn))
      expect((await real.row(chat.number)).state.status).toBe('withdrawn');
  },

  async 'nothing leaves unapproved: a template of R15, or a letter that was approved with its hash'(
    { chats },
    real,
  ) {
    const { rows } = await real.open.sql.query<{ kind: string; approved: boolean }>(
      `SELECT m."kind", EXISTS (SELECT 1 FROM "Letter" l JOIN "RequestEvent" e ON e."requestId" = l."requestId"
         WHERE l."id" = m."letterId" AND e."type" = 'approved' AND e."data"->>'letterHash' = l."hash") AS approved
       FROM "OutboundMail" m JOIN "PrivacyRequest" r ON r."id" = m."requestId" WHERE r."number" = ANY ($1)`,
      [chats.map(({ number }) => number)],
    );
    for (const { kind, approved } of rows) if (!approved) expect(AUTOMATIC).toContain(kind);
  },

  async 'every message is stored exactly once'({ chats }, real) {
    for (const { key, sent } of chats) {
      const entries = await real.open.core.transcripts.read('web', key, 0);
      expect(entries.filter(({ from }) => from === 'customer')).toHaveLength(sent);
    }
  },

  async 'no stranger is told that a request exists'({ chats }, real) {
    for (const stranger of chats.filter(({ who }) => who === 'stranger')) {
      const told = JSON.stringify(await real.told(stranger));
      for (const { number } of chats) if (number !== stranger.number) expect(told).not.toContain(number);
      for (const kind of ['"joined"', '"took_in"', '"answer_sent"', '"proven"'])
        expect(told).not.toContain(kind);
    }
  },
};

export async function holds(model: Model, real: Real): Promise<void> {
  for (const [name, check] of Object.entries(INVARIANTS)) {
    try {
      await check(model, real);
    } catch (error) {
      throw new Error(`broken: ${name}`, { cause: error });
    }
  }
}
