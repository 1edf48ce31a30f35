import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tx } from '../../../src/core/application/ports.ts';
import type { MailContent } from '../../../src/core/application/rows.ts';
import { after, MINUTE } from '../../../src/core/kernel/clock.ts';
import { type LetterId, newId } from '../../../src/core/kernel/ids.ts';
import { day } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { NOW } from './stored-rows.ts';

const db = useTestStore();
const TO = 'sanne@example.nl';
const CONTENTS: readonly MailContent[] = [
  {
    kind: 'code',
    to: TO,
    language: 'nl',
    code: '012345',
    right: 'access',
    channel: 'web',
    purpose: 'prove_mailbox',
    reportToken: 'token',
  },
  { kind: 'answer', to: TO, language: 'en', number: 'PB-2345-6789', token: 'token' },
  { kind: 'sign_in', to: 'joris@example.nl', token: 'token' },
  { kind: 'staff_alert', to: 'joris@example.nl', task: 'human_wanted', number: null, path: '/balie/taken/1' },
  { kind: 'staff_alert', to: 'joris@example.nl', task: 'human_wanted', number: null, path: '/', late: true },
  {
    kind: 'staff_text',
    to: 'sanne@example.nl',
    language: 'nl',
    text: 'Dag',
    signedBy: 'Noor',
    question: true,
  },
  { kind: 'human_delayed', to: 'sanne@example.nl', language: 'en' },
  { kind: 'codes_allowed', to: 'sanne@example.nl', language: 'nl' },
  { kind: 'notice', to: 'sanne@example.nl', language: 'nl', about: 'facts_wrong' },
  {
    kind: 'not_answered_yet',
    to: TO,
    language: 'nl',
    message: {
      kind: 'not_answered_yet',
      number: 'PB-2345-6789',
      dueDay: day('2026-12-02'),
      past: true,
      waitsFor: 'identity',
      askedDay: day('2026-11-04'),
      nextDay: day('2026-12-08'),
    },
  },
  {
    kind: 'reminder',
    to: 'joris@example.nl',
    lines: [
      { number: 'PB-2345-6789', right: 'access', staffDue: day('2026-12-02'), stand: { kind: 'today' } },
      {
        number: 'PB-3456-7892',
        right: 'erasure',
        staffDue: day('2026-12-02'),
        stand: { kind: 'ahead', workdays: 3 },
        unstopped: day('2026-11-30'),
      },
      {
        number: 'PB-4567-8923',
        right: 'access',
        staffDue: day('2026-11-27'),
        stand: { kind: 'late', days: 2 },
      },
    ],
    more: 1,
    unproven: 2,
    path: '/balie',
  },
];

async function queue(tx: Tx, content: MailContent, letterId: LetterId | null = null): Promise<string> {
  const id = randomUUID();
  await tx.mails.add({ id, content, requestId: null, challengeId: null, letterId, createdAt: NOW });
  return id;
}

test.each(CONTENTS)('a mail of kind $kind waits with what it needs', async (content) => {
  await db.store.transaction(async (tx) => {
    const id = await queue(tx, content);
    expect(await tx.mails.byId(id)).toEqual({
      id,
      kind: content.kind,
      status: 'queued',
      content,
      createdAt: NOW,
      delayToldAt: null,
      requestId: null,
      challengeId: null,
      letterId: null,
    });
    expect(await tx.mails.byId(randomUUID())).toBeUndefined();
  });
});

test.each(CONTENTS)(
  'nothing is kept of a mail of kind $kind once it was sent, or has failed',
  async (content) => {
    const [sent, failed] = await db.store.transaction(async (tx) => {
      const ids = [await queue(tx, content), await queue(tx, content)] as const;
      await tx.mails.markSent(ids[0], NOW, '<1@example.nl>');
      await tx.mails.markFailed(ids[1], 'mailbox_unknown');
      return ids;
    });
    await db.store.transaction(async (tx) => {
      expect(await tx.mails.byId(sent)).toMatchObject({ status: 'sent', content: null });
      expect(await tx.mails.byId(failed)).toMatchObject({ status: 'failed', content: null });
    });
    const { rows } = await db.sql.query('SELECT "contentEnc" FROM "OutboundMail" WHERE "id" = ANY ($1)', [
      [sent, failed],
    ]);
    expect(rows).toEqual([{ contentEnc: null }, { contentEnc: null }]);
  },
);

test('a letter waits while its mail is queued or sent, and may be mailed again when that failed', async () => {
  await db.store.transaction(async (tx) => {
    const letter = newId<LetterId>();
    const content: MailContent = {
      kind: 'answer',
      to: TO,
      language: 'nl',
      number: 'PB-2345-6789',
      token: 't',
    };
    expect(await tx.mails.waitsFor(letter)).toBe(false);
    const first = await queue(tx, content, letter);
    expect(await tx.mails.waitsFor(letter)).toBe(true);
    await tx.mails.markFailed(first, 'mailbox_unknown');
    expect(await tx.mails.waitsFor(letter)).toBe(false);
    await tx.mails.markSent(await queue(tx, content, letter), NOW, '<1@example.nl>');
    expect(await tx.mails.waitsFor(letter)).toBe(true);
    expect(await tx.mails.waitsFor(newId<LetterId>())).toBe(false);
  });
});

test('caught mail is shown newest first, each mail once', async () => {
  const mail = (minutes: number) => ({
    id: randomUUID(),
    to: TO,
    subject: 'Uw code',
    text: '012345',
    html: '<p>012345</p>',
    at: after(NOW, minutes * MINUTE),
  });
  const [old, young] = [mail(0), mail(1)];
  await db.store.transaction(async (tx) => {
    await tx.mails.keepCaught(old);
    await tx.mails.keepCaught(young);
    await tx.mails.keepCaught({ ...old, text: 'tried again' });
    expect(await tx.mails.caught(10)).toEqual([young, old]);
    expect(await tx.mails.caught(1)).toEqual([young]);
  });
});
