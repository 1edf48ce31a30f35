import type { Finding, FoundRecord, KeyKind, SubjectKey } from '../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { mollie } from '../../src/processors/mollie/mollie.ts';
import type { FakeApi } from './fake-api.ts';

export const NOW = new Date('2026-11-23T09:00:00Z');
/** The address of an order, as a payment has it. */
export const ADDRESS = {
  givenName: 'Jan',
  familyName: 'Prins',
  streetAndNumber: 'Dorpsstraat 12',
  postalCode: '1234 AB',
  city: 'Ons Dorp',
  country: 'NL',
  email: 'jan@example.nl',
  phone: '+31612345678',
};
export const PROVEN: SubjectKey = { kind: 'email', value: 'jan@example.nl', from: 'proven' };

/**
 * The adapter at a Mollie on loopback; it notes how long it was asked to wait, and waits for nothing. `timeoutMs` only for
 * a Mollie that never answers: a busy machine may be slower.
 */
export function atMollie(
  api: Pick<FakeApi, 'url'>,
  given: {
    readonly read?: string;
    readonly write?: string;
    readonly timeoutMs?: number;
    readonly clock?: () => number;
  } = {},
) {
  const { read = 'live_read', write, timeoutMs } = given;
  const waited: number[] = [];
  const settings = {
    accessToken: new Redacted(read),
    writeToken: write === undefined ? undefined : new Redacted(write),
    apiUrl: api.url,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  const wait = async (ms: number) => {
    waited.push(ms);
  };
  const processor = mollie(settings, wait, given.clock);
  return { processor, waited };
}

/** A key that somebody said is theirs. */
export function confirmed(kind: KeyKind, value: string): SubjectKey {
  return { kind, value, from: 'confirmed' };
}

/** All that a search by these keys brings, as it goes to the engine. */
export async function searching(
  { find }: Pick<ReturnType<typeof mollie>, 'find'>,
  keys: readonly SubjectKey[] = [PROVEN],
  name?: string,
) {
  const findings: Finding[] = [];
  const context = { requestId: 'r1', level: 1, requestReceivedAt: NOW, now: NOW };
  const named = name === undefined ? context : { ...context, name };
  for await (const finding of find(keys, named)) findings.push(finding);
  const records = findings.flatMap((one) => (one.type === 'record' ? [one.record] : []));
  return {
    records,
    refs: records.map(({ ref, confidence }) => (confidence === undefined ? ref : `${ref} ?`)),
    keys: findings.flatMap((one) => (one.type === 'key' ? [`${one.key.kind} ${one.key.value}`] : [])),
    progress: findings.flatMap((one) => (one.type === 'progress' ? [one.scanned] : [])),
    coverage: findings.at(-1),
  };
}

/** The values of one field. */
export function valuesOf({ fields }: Pick<FoundRecord, 'fields'>, name: string): readonly string[] {
  return fields.flatMap((field) => (field.name === name ? [field.value] : []));
}
