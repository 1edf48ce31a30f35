import { expect, test } from 'vitest';
import { makeAnswers } from '../../../src/core/application/answers.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { recordSearches } from '../../../src/core/application/record-searches.ts';
import { runCommand } from '../../../src/core/application/run-command.ts';
import type { BuildPackage } from '../../../src/core/fulfilment/package-parts.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { aChallenge, storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const COVERAGE = { status: 'complete', scanned: 2, found: 2, provesAbsence: false } as const;

function order(ref: string, text: string): FoundRecord {
  return {
    ref,
    category: 'order',
    fields: [{ name: 'text', value: text }],
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: 'manual', fetchedAt: '2026-11-22T10:00:00Z' },
  };
}

async function drafted() {
  const { settings, core } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const records = [order('jouwweb:1', 'van Sanne'), order('jouwweb:2', 'van een huisgenoot')];
  const request = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest().searching().events, { email: 'sanne@example.nl' }),
  );
  await settings.store.transaction((tx) =>
    recordSearches(tx, settings, request.id, [{ source: 'jouwweb', coverage: COVERAGE, records }], 'system'),
  );
  await prepareAnswer(settings, request.id);
  return { by, id: request.id };
}

test('a record that is left out stays stored, and leaves neither page nor package (AVG 15(4))', async () => {
  const { settings, core, clock } = use();
  const { id, by } = await drafted();
  const before = await core.desk.card(id);
  const change = { source: 'jouwweb', ref: 'jouwweb:2', reason: 'other_person' } as const;
  expect((await core.sources.withhold(id, change, by)).ok).toBe(true);
  const after = await core.desk.card(id);
  expect(after?.letterHash).not.toBe(before?.letterHash);
  expect(after?.sources[0]?.records).toHaveLength(2);
  expect(after?.history.findLast(({ type }) => type === 'record_withheld')?.params).toEqual({ ...change });

  const preview = await core.decisions.preview(id, by);
  expect(preview).toMatchObject({
    value: {
      counts: [{ source: 'jouwweb', category: 'order', count: 1 }],
      leftOut: [{ source: 'jouwweb', reason: 'other_person', count: 1 }],
    },
  });
  expect((await approve(core, id, by)).ok).toBe(true);
  clock.advance(HOUR);
  const letterId = (await settings.store.transaction((tx) => tx.answers.latestLetter(id)))?.id ?? null;
  await settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(id);
    const challengeId = newId<ReturnType<typeof aChallenge>['id']>();
    if (request === undefined || letterId === null) throw new Error('no letter');
    await runCommand(tx, request, { type: 'confirm_sent', by: 'system', letterId }, clock.now());
    await tx.answers.addLink({
      tokenHash: settings.secrets.hash('token', 'token-of-the-copy'),
      requestId: id,
      letterId,
      createdAt: clock.now(),
      expiresAt: null,
      revokedAt: null,
    });
    const codeHash = settings.secrets.hash('code', `${challengeId} 123456`);
    const createdAt = clock.now();
    await tx.challenges.add(aChallenge(id, { id: challengeId, purpose: 'open_answer', codeHash, createdAt }));
    await tx.challenges.markMailed(challengeId, createdAt);
  });
  const packed: Parameters<BuildPackage>[0][] = [];
  const answers = makeAnswers({
    ...settings,
    buildPackage: (answer) => {
      packed.push(answer);
      return settings.buildPackage(answer);
    },
  });
  const entered = await answers.enter('token-of-the-copy', '123456', undefined);
  if (!entered.ok) throw new Error(entered.refusal.code);
  const view = await answers.view('token-of-the-copy', entered.value.session);
  expect(view).toMatchObject({ value: { results: [{ withheld: 1, records: [{ ref: 'jouwweb:1' }] }] } });
  await answers.download('token-of-the-copy', entered.value.session);
  const given: unknown[] = [];
  for (const { records } of packed.flatMap(({ sources }) => sources))
    for await (const record of records()) given.push(record);
  expect(given).toMatchObject([{ ref: 'jouwweb:1' }]);
});

test('what was left out can be put back until approval, and not after it', async () => {
  const { core } = use();
  const { id, by } = await drafted();
  const row = { source: 'jouwweb', ref: 'jouwweb:2' };
  const first = (await core.desk.card(id))?.letterHash;
  await core.sources.withhold(id, { ...row, reason: 'rights_of_others' }, by);
  await core.sources.withhold(id, { ...row, reason: null }, by);
  expect((await core.desk.card(id))?.letterHash).toBe(first);
  expect(await core.sources.withhold(id, { ...row, ref: 'jouwweb:9', reason: null }, by)).toMatchObject({
    refusal: { code: 'source.record_unknown' },
  });
  expect((await approve(core, id, by)).ok).toBe(true);
  expect(await core.sources.withhold(id, { ...row, reason: 'uavg_41' }, by)).toMatchObject({
    refusal: { code: 'source.too_late' },
  });
});

test('a row that was left out stays out when its source is filled in again', async () => {
  const { core } = use();
  const { id, by } = await drafted();
  await core.sources.withhold(id, { source: 'jouwweb', ref: 'jouwweb:2', reason: 'other_person' }, by);
  const reopened = await core.sources.reopenManual(id, 'jouwweb', by);
  if (!reopened.ok) throw new Error(reopened.refusal.code);
  const rows = ['van een huisgenoot', 'van Sanne, verbeterd'].map((text) => ({ category: 'order', text }));
  const answer = { source: 'jouwweb', answer: 'found', rows, reason: '' } as const;
  expect((await core.sources.recordManual(reopened.value.taskId, [answer], by)).ok).toBe(true);
  const records = (await core.desk.card(id))?.sources[0]?.records;
  expect(records?.map(({ withheld }) => withheld)).toEqual(['other_person', undefined]);
});
