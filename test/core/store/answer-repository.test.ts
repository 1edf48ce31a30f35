import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LetterRow } from '../../../src/core/application/rows.ts';
import { after, MINUTE } from '../../../src/core/kernel/clock.ts';
import { type LetterId, newId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { aTransmission } from '../../support/a-transmission.ts';
import { useTestStore } from '../../support/store.ts';
import { NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();

function aLetter(requestId: RequestId, version: number): LetterRow {
  return {
    id: newId<LetterId>(),
    requestId,
    version,
    kind: 'refusal',
    hash: `hash ${version}`,
    body: {
      title: 'Uw verzoek',
      language: 'nl',
      blocks: [
        { id: 'head', kind: 'heading', text: 'Beste Sanne', locked: true },
        { id: 'opening', kind: 'paragraph', text: 'Dank u.', locked: false },
        { id: 'list', kind: 'list', items: ['een', 'twee'], locked: true },
        { id: 'table', kind: 'table', head: ['a', 'b'], rows: [['1', '2']], locked: true },
      ],
    },
    input: {
      free: { opening: 'Dank u.', closing: '' },
      refusal: { ground: 'excessive', article: '', facts: 'Elke dag een verzoek.' },
    },
    reason: '',
    postedTo: '',
    createdAt: NOW,
  };
}

test('a letter is kept word for word, and the latest version of a request is found', async () => {
  await db.store.transaction(async (tx) => {
    const { id } = await storeRequest(tx);
    const first = aLetter(id, 1);
    const second = { ...aLetter(id, 2), input: { ...first.input, refusal: null } };
    expect(await tx.answers.latestLetter(id)).toBeUndefined();
    await tx.answers.addLetter(first);
    await tx.answers.addLetter(second);
    expect(await tx.answers.letter(first.id)).toEqual(first);
    expect(await tx.answers.latestLetter(id)).toEqual(second);
    expect(await tx.answers.letter(newId<LetterId>())).toBeUndefined();
  });
});

test('the letters of a request count up, and a notice that came last is not the draft of its decision', async () => {
  await db.store.transaction(async (tx) => {
    const { id } = await storeRequest(tx);
    const draft = aLetter(id, 1);
    const notice = { ...aLetter(id, 2), kind: 'extension' } as const;
    await tx.answers.addLetter(draft);
    await tx.answers.addLetter(notice);
    expect(await tx.answers.letter(notice.id)).toMatchObject({ version: 2 });
    expect(await tx.answers.latestLetter(id)).toEqual(draft);
  });
});

test('a link keeps the first time that it was opened, used and revoked, and the end that belongs to it', async () => {
  const tokenHash = randomUUID();
  await db.store.transaction(async (tx) => {
    const { id: requestId } = await storeRequest(tx);
    const link = { tokenHash, requestId, letterId: null, createdAt: NOW, expiresAt: null, revokedAt: null };
    await tx.answers.addLink(link);
    expect(await tx.answers.link(tokenHash)).toEqual({ ...link, openedAt: null, downloadedAt: null });
    expect(await tx.answers.link('unknown')).toBeUndefined();
    const later = after(NOW, MINUTE);
    await tx.answers.markLink(tokenHash, { openedAt: NOW, expiresAt: later });
    const again = after(NOW, 2 * MINUTE);
    await tx.answers.markLink(tokenHash, { openedAt: later, expiresAt: again, downloadedAt: later });
    await tx.answers.markLink(tokenHash, { revokedAt: NOW });
    await tx.answers.markLink(tokenHash, { revokedAt: later });
    expect(await tx.answers.link(tokenHash)).toMatchObject({ ...link, expiresAt: later, revokedAt: NOW });
  });
  const { rows } = await db.sql.query(
    'SELECT "openedAt", "downloadedAt" FROM "RequestLink" WHERE "tokenHash" = $1',
    [tokenHash],
  );
  expect(rows).toEqual([{ openedAt: NOW, downloadedAt: after(NOW, MINUTE) }]);
});

test('what ends the links of a request, or all of them, ends those of another controller too (R37, AVG 20(2))', async () => {
  await db.store.transaction(async (tx) => {
    const sent = async () => {
      const { id } = await storeRequest(tx);
      const row = aTransmission(id, newId<LetterId>(), NOW);
      await tx.transmissions.add(row);
      return row;
    };
    const [one, other] = [await sent(), await sent()];
    const later = after(NOW, MINUTE);
    await tx.answers.revokeLinks(one.requestId, NOW);
    expect(await tx.transmissions.byToken(other.tokenHash)).toEqual({
      ...other,
      openedAt: null,
      revokedAt: null,
    });
    await tx.answers.revokeAllLinks(later);
    expect((await tx.transmissions.byStopToken(one.stopTokenHash))?.revokedAt).toEqual(NOW);
    expect((await tx.transmissions.latest(other.requestId))?.revokedAt).toEqual(later);
    expect(await tx.transmissions.revoke(other.requestId, later)).toBe(0);
  });
});
