import { expect, test } from 'vitest';
import {
  LANGUAGES,
  namespaceOf,
  placeholdersOf,
  stemOf,
  textFiles,
  textsOf,
} from './support/locale-texts.ts';
import { parse } from './support/parsed.ts';
import { repeatedKeys } from './support/repeated-keys.ts';
import { keysMeant, mentionsInSource } from './support/text-keys.ts';
import { readText } from './support/tree.ts';

const DUTCH = textsOf('nl');
const ENGLISH = textsOf('en');
const STEMS = [...new Set([...DUTCH.keys()].map(stemOf))];
const NAMESPACES = textFiles('nl').map(namespaceOf);
const MENTIONS = mentionsInSource();

// Found by the code of a refusal or a step: refusals.test.ts follows those.
const BY_CODE = /^(refusals|deadline):/;

const EVERY_TEXT = LANGUAGES.flatMap((language) =>
  [...textsOf(language)].map(([key, text]) => ({ key, text, place: `${language} ${key}` })),
);

/** Per stem the `{{names}}` of its texts; one of the two plurals may leave some out. */
function filledIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const names = new Map<string, string[]>();
  for (const [key, text] of texts)
    names.set(stemOf(key), [...(names.get(stemOf(key)) ?? []), ...placeholdersOf(text)]);
  return new Map([...names].map(([stem, all]) => [stem, [...new Set(all)].sort().join(' ')]));
}

test('Dutch and English hold the same texts', () => {
  const english = new Set([...ENGLISH.keys()].map(stemOf));
  expect(STEMS.filter((key) => !english.has(key))).toEqual([]);
  expect([...english].filter((key) => !STEMS.includes(key))).toEqual([]);
});

test('a text that counts says it for one and for more, in both languages', () => {
  const halves = LANGUAGES.flatMap((language) => {
    const texts = textsOf(language);
    return [...texts.keys()]
      .filter((key) => /_(one|other)$/.test(key))
      .flatMap((key) => [`${stemOf(key)}_one`, `${stemOf(key)}_other`])
      .filter((key) => !texts.has(key))
      .map((key) => `${language} ${key}`);
  });
  expect(halves).toEqual([]);
});

test('both languages fill in the same things', () => {
  const english = filledIn(ENGLISH);
  const different = [...filledIn(DUTCH)].flatMap(([stem, names]) => {
    const others = english.get(stem);
    return others === undefined || others === names ? [] : [`${stem}: nl ${names}, en ${others}`];
  });
  expect(different).toEqual([]);
});

test('keys are words, at most two deep', () => {
  expect(
    EVERY_TEXT.filter(({ key }) => !/^[\w-]+:\w+(\.[\w()-]+)?$/.test(key)).map(({ place }) => place),
  ).toEqual([]);
});

test('a key stands once in its file', () => {
  const files = LANGUAGES.flatMap(textFiles);
  const repeated = files.flatMap((path) => {
    const keys = repeatedKeys(parse('locale.ts', `(${readText(path)})`));
    return keys.map((key) => `${path}: ${key}`);
  });
  expect(repeated).toEqual([]);
});

test('no text is empty', () => {
  expect(EVERY_TEXT.filter(({ text }) => text.trim() === '').map(({ place }) => place)).toEqual([]);
});

test('no text holds markup: each channel escapes and lays out by itself', () => {
  const markup = /<\/?[a-z!][^>]*>|&(\w+|#\d+);|\*\*|\]\(|^#{1,6} |\$t\(/im;
  expect(EVERY_TEXT.filter(({ text }) => markup.test(text)).map(({ place }) => place)).toEqual([]);
});

test('every text that the source asks for exists', () => {
  const key = new RegExp(`^(${NAMESPACES.join('|')}):(?=.*\\w)[\\w.*()-]+$`);
  const missing = MENTIONS.filter(({ text }) => key.test(text) && keysMeant(text, STEMS).length === 0);
  expect(missing.map(({ text, path }) => `${path}: ${text}`)).toEqual([]);
});

test('every text is used', () => {
  const used = new Set(MENTIONS.flatMap(({ text }) => (/:.*\w/.test(text) ? keysMeant(text, STEMS) : [])));
  const mentioned = new Set(MENTIONS.map(({ text }) => text));
  const unused = STEMS.filter((key) => {
    const [namespace = '', name = ''] = key.split(':');
    const [group = ''] = name.split('.');
    // Some files put a namespace before a key, or a group and a word together: `letter:${key}`, `terms:${group}.${word}`.
    const put = mentioned.has(`${namespace}:*`) && name.includes('.') && mentioned.has(name);
    const built = mentioned.has(`${namespace}:*.*`) && mentioned.has(group);
    return !BY_CODE.test(key) && !used.has(key) && !put && !built;
  });
  expect(unused).toEqual([]);
});

test.each([
  ['terms:rights.*', ['terms:rights.access', 'terms:rights.erasure']],
  ['terms:rights.access', ['terms:rights.access']],
  ['terms:*.*', ['terms:rights.access', 'terms:rights.erasure', 'terms:asks.access']],
  ['terms:right.*', []],
])('«%s» in the source means %j', (mention, keys) => {
  const known = ['terms:rights.access', 'terms:rights.erasure', 'terms:asks.access', 'pages:rights.access'];
  expect(keysMeant(mention, known)).toEqual(keys);
});

test('a key that stands twice in an object is seen', () => {
  expect(repeatedKeys(parse('locale.ts', '({ "a": { "b": 1, "b": 2 }, "c": { "b": 3 } })'))).toEqual(['b']);
});
