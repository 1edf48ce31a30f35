import { expect, test } from 'vitest';
import type { RequestRow } from '../../../src/core/application/rows.ts';
import { WRONG_TRIES } from '../../../src/core/identity/code-limits.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { aChallenge, storeRequest } from '../store/stored-rows.ts';

const use = useCore();

/** A link to an answer, by this token, of a request to whose address a code was mailed. */
async function linked(token: string): Promise<RequestRow> {
  const { settings, clock } = use();
  return settings.store.transaction(async (tx) => {
    const request = await storeRequest(tx, aRequest().searched().events, { email: `${token}@example.nl` });
    await tx.answers.addLink({
      tokenHash: settings.secrets.hash('token', token),
      requestId: request.id,
      letterId: null,
      createdAt: clock.now(),
      expiresAt: null,
      revokedAt: null,
    });
    const addressHash = settings.secrets.hash('address', `${token}@example.nl`);
    await tx.challenges.add(
      aChallenge(request.id, { purpose: 'open_answer', addressHash, createdAt: clock.now() }),
    );
    return request;
  });
}

async function callsFor({ id }: RequestRow) {
  return (await use().core.desk.tasks('open')).filter(
    ({ kind, requestId }) => kind === 'human_wanted' && requestId === id,
  );
}

test('on the answer page too, fifteen wrong codes end the guessing for a day, and a person is called', async () => {
  const { core, clock } = use();
  const request = await linked('guessed');
  for (let guess = 1; guess <= WRONG_TRIES; guess += 1)
    expect(await core.answers.enter('guessed', '000000', undefined)).toMatchObject({
      refusal: { code: 'answer.code_wrong' },
    });
  expect(await callsFor(request)).toEqual([]);
  for (const refused of [
    await core.answers.enter('guessed', '000000', undefined),
    await core.answers.sendCode('guessed', undefined),
  ])
    expect(refused).toMatchObject({ refusal: { code: 'answer.code_limit' } });
  expect(await callsFor(request)).toHaveLength(1);
  clock.advance(DAY);
  expect(await core.answers.sendCode('guessed', undefined)).toMatchObject({ ok: true });
});

test('after "dit was ik niet" no further code goes to that address for that request', async () => {
  const { core, sql } = use();
  const request = await linked('reported');
  await sql.query('UPDATE "Challenge" SET "revokedAt" = "createdAt" WHERE "requestId" = $1', [request.id]);
  expect(await core.answers.sendCode('reported', undefined)).toMatchObject({
    refusal: { code: 'answer.code_limit' },
  });
  expect(await callsFor(request)).toHaveLength(1);
});
