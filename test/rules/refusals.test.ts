import { expect, test } from 'vitest';
import { DEADLINE_STEPS } from '../../src/core/deadline/deadline-step.ts';
import { LANGUAGES, placeholdersOf, stemOf, textsOf } from './support/locale-texts.ts';
import { refusalUses } from './support/refusal-codes.ts';

const USES = refusalUses();
const CODES = [...new Set(USES.map(({ code }) => code))].sort();

/** `decision.too_late` is refusals:decision.too_late; what concerns the clock stands with the steps of the dates. */
function keyOf(code: string): string {
  return code.startsWith('deadline.') ? code.replace('.', ':') : `refusals:${code}`;
}

test('every refusal says in Dutch and in English what to do', () => {
  const missing = LANGUAGES.flatMap((language) => {
    const texts = textsOf(language);
    return CODES.filter((code) => !texts.has(keyOf(code))).map((code) => `${language} ${keyOf(code)}`);
  });
  expect(missing).toEqual([]);
});

test('no text explains a refusal or a step that does not exist', () => {
  const known = new Set([
    ...CODES.map(keyOf),
    ...Object.keys(DEADLINE_STEPS).map((step) => `deadline:${step}`),
  ]);
  const keys = [...textsOf('nl').keys()].filter((key) => /^(refusals|deadline):/.test(key)).map(stemOf);
  expect([...new Set(keys)].filter((key) => !known.has(key))).toEqual([]);
});

test('every step of a date has its sentence', () => {
  const stems = new Set([...textsOf('nl').keys()].map(stemOf));
  expect(Object.keys(DEADLINE_STEPS).filter((step) => !stems.has(`deadline:${step}`))).toEqual([]);
});

test('a code means one thing: no refusal has the name of a step', () => {
  const steps = new Set(Object.keys(DEADLINE_STEPS).map((step) => `deadline.${step}`));
  expect(CODES.filter((code) => steps.has(code))).toEqual([]);
});

test('a refusal hands over what its text fills in', () => {
  const texts = textsOf('nl');
  const incomplete = USES.flatMap(({ code, place, params }) => {
    const wanted = placeholdersOf(texts.get(keyOf(code)) ?? '');
    const missing = params === undefined ? [] : wanted.filter((name) => !params.includes(name));
    return missing.length === 0 ? [] : [`${place}: ${code} without ${missing.join(', ')}`];
  });
  expect(incomplete).toEqual([]);
});

test('the reader of codes finds those that are refused, typed, listed and built', () => {
  expect(CODES).toEqual(
    expect.arrayContaining([
      'decision.wrong_state',
      'answer.not_ready',
      'export.missing',
      'deadline.id_invalid',
    ]),
  );
});
