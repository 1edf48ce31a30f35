import { expect, test } from 'vitest';
import { policyDifferences } from '../../../src/core/policy/policy-differences.ts';
import { hashOfPolicy, type ToldPart } from '../../../src/core/policy/policy-version.ts';
import { listDifferences, sentenceDifferences } from '../../../src/core/policy/word-differences.ts';
import { policyChangesHtml } from '../../../src/core/text/policy-changes-html.ts';

const part = (id: string, title: string, ...texts: string[]): ToldPart => ({
  id,
  title,
  paragraphs: texts.map((text) => ({ text, facts: [] })),
});
/** The text that each of both has, read from what changed. */
const sideOf = (kind: 'removed' | 'added', pieces: ReturnType<typeof listDifferences>) =>
  pieces.filter((piece) => piece.kind === 'same' || piece.kind === kind).map(({ text }) => text);

test('what stays is the longest common row; without what came it is the old text, without what went the new one', () => {
  const before = 'een twee drie vier vijf zes'.split(' ');
  const after = 'nul een drie vier zeven zes'.split(' ');
  const pieces = listDifferences(before, after);
  expect(sideOf('removed', pieces)).toEqual(before);
  expect(sideOf('added', pieces)).toEqual(after);
  expect(pieces.filter(({ kind }) => kind === 'same').map(({ text }) => text)).toEqual([
    'een',
    'drie',
    'vier',
    'zes',
  ]);
  expect(listDifferences([], [])).toEqual([]);
  expect(listDifferences(['a'], ['a'])).toEqual([{ kind: 'same', text: 'a' }]);
});

test('in a sentence neighbours of one kind stand together, what went before what came', () => {
  expect(
    sentenceDifferences(
      'Facturen bewaren wij zeven jaar na de bestelling.',
      'Facturen bewaren wij tien volle jaar na de bestelling.',
    ),
  ).toEqual([
    { kind: 'same', text: 'Facturen bewaren wij' },
    { kind: 'removed', text: 'zeven' },
    { kind: 'added', text: 'tien volle' },
    { kind: 'same', text: 'jaar na de bestelling.' },
  ]);
  expect(sentenceDifferences('Wij zetten cookies.', 'Mollie krijgt uw naam en adres.')).toBeUndefined();
});

test('topic by topic: what came, went and changed; a topic without one is found by its heading, not its place', () => {
  const before = [
    part('deel-1', 'Wie wij zijn', 'Wij verkopen zeep.'),
    part('cookies', 'Cookies', 'Wij zetten geen cookies. Wij volgen u niet.'),
    part('deel-3', 'Beoordelingen', 'Sterren staan op de site.'),
  ];
  const after = [
    part('marketing', 'Nieuwsbrief', 'U krijgt een brief als u dat vraagt.'),
    part('deel-2', 'Wie wij zijn', 'Wij verkopen zeep.'),
    part('cookies', 'Koekjes', 'Wij zetten één cookie. Wij volgen u niet.'),
  ];
  const changes = policyDifferences(before, after);
  expect(changes.map(({ title, kind }) => `${title}: ${kind}`)).toEqual([
    'Nieuwsbrief: added',
    'Wie wij zijn: same',
    'Koekjes: changed',
    'Beoordelingen: removed',
  ]);
  expect(changes[2]?.sentences.map(({ kind }) => kind)).toEqual(['changed', 'same']);
});

test('a reader without colours hears what came and what went, and no text of the policy is markup', () => {
  const html = policyChangesHtml(
    policyDifferences(
      [part('cookies', 'Cookies', 'Wij zetten geen <b>cookies</b> op uw toestel.')],
      [part('cookies', 'Cookies', 'Wij zetten één <b>cookies</b> op uw toestel.')],
    ),
    'nl',
  );
  expect(html).toContain('<del><span class="unseen">verwijderd: </span>geen</del>');
  expect(html).toContain('<ins><span class="unseen">toegevoegd: </span>één</ins>');
  expect(html).toContain('&lt;b&gt;cookies&lt;/b&gt;');
  const same = [part('cookies', 'Cookies', 'Geen.')];
  expect(policyChangesHtml(policyDifferences(same, same), 'nl')).toBe(
    '<p>Deze twee versies zijn gelijk.</p>',
  );
});

test('far from a change sentences are left out, and said to be', () => {
  const sentences = (last: string) => `Een. Twee. Drie. Vier. ${last}`;
  const html = policyChangesHtml(
    policyDifferences(
      [part('a', 'A', sentences('Vijf zes zeven.'))],
      [part('a', 'A', sentences('Vijf acht zeven.'))],
    ),
    'en',
  );
  expect(html.match(/class="left-out"/g)).toHaveLength(1);
  expect(html).not.toContain('Drie.');
  expect(html).toContain('<p>Vier.</p>');
  expect(html).toContain('<span class="unseen">added: </span>acht');
});

test('very long texts are compared in time: the one then stands for the other', () => {
  const many = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`);
  const pieces = listDifferences(['kop', ...many('a'), 'slot'], ['kop', ...many('b'), 'slot']);
  expect(pieces).toHaveLength(6_002);
  expect(sideOf('added', pieces).at(1)).toBe('b0');
});

test('the hash names the text and not the order of its keys', () => {
  const told = { nl: [part('a', 'A', 'Een.')], en: [] };
  expect(hashOfPolicy({ en: [], nl: told.nl })).toBe(hashOfPolicy(told));
  expect(hashOfPolicy({ ...told, nl: [part('a', 'A', 'Twee.')] })).not.toBe(hashOfPolicy(told));
});

/** The same row of numbers for the same beginning: a failure can be had again. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'whatever is compared, both texts can be read back from it (%i)',
  (seed) => {
    const random = numbersFrom(seed + 1);
    const list = () =>
      Array.from({ length: Math.floor(random() * 14) }, () => 'abcdef'[Math.floor(random() * 6)] ?? '');
    const [before, after] = [list(), list()];
    const pieces = listDifferences(before, after);
    expect(sideOf('removed', pieces)).toEqual(before);
    expect(sideOf('added', pieces)).toEqual(after);
    // Nothing that both have at the same end is told as changed.
    if (before[0] !== undefined && before[0] === after[0]) expect(pieces[0]?.kind).toBe('same');
    const backwards = listDifferences(after, before).filter(({ kind }) => kind === 'same').length;
    expect(pieces.filter(({ kind }) => kind === 'same')).toHaveLength(backwards);
  },
);

test('a sentence that moved is told as gone and come, not lost', () => {
  const [change] = policyDifferences(
    [part('a', 'A', 'Eerste zin hier. Tweede heel andere woorden.')],
    [part('a', 'A', 'Tweede heel andere woorden. Eerste zin hier.')],
  );
  const kinds = change?.sentences.map(({ kind }) => kind).toSorted();
  expect(kinds).toEqual(['added', 'removed', 'same']);
});

test('of two headings that are equal each finds one of its own', () => {
  const twice = [part('deel-1', 'Slot', 'Een.'), part('deel-2', 'Slot', 'Twee.')];
  expect(policyDifferences(twice, twice).map(({ kind }) => kind)).toEqual(['same', 'same']);
  expect(policyDifferences(twice, twice.slice(0, 1)).map(({ kind }) => kind)).toEqual(['same', 'removed']);
});

test('an abbreviation or an amount does not cut a sentence in two', () => {
  const [change] = policyDifferences([part('a', 'A', 'Wij bewaren o.a. uw naam en 12.50 euro.')], []);
  expect(change?.sentences).toHaveLength(1);
});

test('a sentence that went between two that changed is told at its place', () => {
  const [change] = policyDifferences(
    [part('a', 'A', 'Wij bewaren uw naam een jaar. Wij bewaren uw adres een jaar. Uw post gaat weg.')],
    [part('a', 'A', 'Wij bewaren uw naam twee jaar. Uw post gaat direct weg.')],
  );
  expect(
    change?.sentences.map(({ kind, pieces }) => `${kind}: ${pieces.map(({ text }) => text).join(' | ')}`),
  ).toEqual([
    'changed: Wij bewaren uw naam | een | twee | jaar.',
    'removed: Wij bewaren uw adres een jaar.',
    'changed: Uw post gaat | direct | weg.',
  ]);
});

test('what was told before and comes back is no change', () => {
  const before = [part('a', 'A', 'Een.'), part('b', 'B', 'Twee.')];
  const after = [part('b', 'B', 'Twee.'), part('a', 'A', 'Een.')];
  expect(policyDifferences(before, after).map(({ kind }) => kind)).toEqual(['same', 'same']);
});

test.each([
  ['nl', 'Nieuw onderdeel: Cookies', 'Vervallen onderdeel: Beoordelingen'],
  ['en', 'New part: Cookies', 'Part that was dropped: Beoordelingen'],
] as const)('a whole part that came or went is named as one (%s)', (language, came, went) => {
  const html = policyChangesHtml(
    policyDifferences(
      [part('deel-1', 'Beoordelingen', 'Sterren staan op de site.')],
      [part('cookies', 'Cookies', 'Wij zetten geen cookies.')],
    ),
    language,
  );
  expect([...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, heading]) => heading)).toEqual([came, went]);
  expect(html).not.toContain('left-out');
});
