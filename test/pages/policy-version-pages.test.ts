import { describe, expect, test } from 'vitest';
import type { PolicyVersionView } from '../../src/core/application/core-api.ts';
import { parseDay } from '../../src/core/kernel/calendar-day.ts';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import { policyDifferences } from '../../src/core/policy/policy-differences.ts';
import type { ToldPart } from '../../src/core/policy/policy-version.ts';
import { differencePage, versionPage, versionsSection } from '../../src/pages/policy-version-pages.ts';

function day(text: string) {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}
const FIRST: PolicyVersionView = {
  number: 1,
  policyDate: day('2023-10-26'),
  hash: 'a'.repeat(64),
  standing: 'earlier',
  toldFrom: day('2026-11-22'),
  before: null,
};
const NOW: PolicyVersionView = {
  ...FIRST,
  number: 2,
  standing: 'now',
  toldFrom: day('2026-12-01'),
  before: 1,
};
const COMING: PolicyVersionView = {
  ...FIRST,
  number: 3,
  policyDate: day('2027-01-01'),
  standing: 'coming',
  toldFrom: null,
  before: 2,
};
const frame = (language: 'nl' | 'en') => ({ language, shop: firstProfile(), demo: false });
const part = (text: string): ToldPart => ({
  id: 'cookies',
  title: 'Cookies & co',
  paragraphs: [{ text, facts: [] }],
});
/** What a reader sees, without markup. */
const words = (markup: { toString(): string }) =>
  markup
    .toString()
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
/** A screen reader goes by the headings: none leaves out a level. */
function levels(markup: string): readonly number[] {
  return [...markup.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
}

describe('the list of versions', () => {
  test('says of each since when it is told, which holds now and which is still to come', () => {
    const shown = words(versionsSection([COMING, NOW, FIRST], 'nl'));
    expect(shown).toContain('versie 3 : geldt vanaf 1 januari 2027.');
    expect(shown).toContain(
      'versie 2 : geldt nu, beleid van 26 oktober 2023, hier te lezen sinds 1 december 2026.',
    );
    expect(shown).toContain(
      'versie 1 : gold eerder, beleid van 26 oktober 2023, hier te lezen sinds 22 november 2026.',
    );
    const english = words(versionsSection([COMING, NOW, FIRST], 'en'));
    expect(english).toContain('version 3 : holds from 1 January 2027.');
    expect(english).toContain('to be read here since 22 November 2026.');
  });

  test('leads to each of them and to what changed in it; the first changed nothing', () => {
    const markup = versionsSection([NOW, FIRST], 'nl').toString();
    expect([...markup.matchAll(/href="([^"]+)"/g)].map(([, path]) => path)).toEqual([
      '/privacy/versie/2',
      '/privacy/verschil/1/2',
      '/privacy/versie/1',
    ]);
  });

  test('from three versions on any two can be chosen, at first the oldest and the newest, without a script', () => {
    expect(versionsSection([NOW, FIRST], 'nl').toString()).not.toContain('<form');
    const markup = versionsSection([COMING, NOW, FIRST], 'nl').toString();
    expect(markup).toMatch(/<form [^>]*action="\/privacy\/verschil" method="get"/);
    const [from = '', to = ''] = [...markup.matchAll(/<select name="(?:van|naar)">(.*?)<\/select>/gs)].map(
      ([, options = '']) => /value="(\d)" selected/.exec(options)?.[1],
    );
    expect([from, to]).toEqual(['1', '3']);
    // Each list has a name that is read aloud.
    expect(markup.match(/<label>[^<]+ <select/g)).toHaveLength(2);
  });
});

describe.each(['nl', 'en'] as const)('the pages of a version in %s', (language) => {
  test('one version is its text, its standing and its hash', () => {
    const told = { nl: [part('Wij zetten geen <cookies>.')], en: [part('We set no <cookies>.')] };
    const markup = versionPage(frame(language), { ...NOW, told }).toString();
    expect(markup).toContain(`<html lang="${language}">`);
    expect(markup).toContain(language === 'nl' ? 'geen &lt;cookies&gt;.' : 'no &lt;cookies&gt;.');
    expect(markup).toContain('Cookies &amp; co');
    expect(markup).toContain(NOW.hash);
    expect(words(markup)).toContain(language === 'nl' ? 'Geldt nu, beleid van' : 'Holds now, policy of');
    expect(levels(markup)).toEqual([1, 2]);
    // The other language is the same version.
    expect(markup).toContain(`/privacy/versie/2?taal=${language === 'nl' ? 'en' : 'nl'}`);
  });

  test('what changed stands between its two versions, with a key to the marks', () => {
    const changes = policyDifferences(
      [part('Wij zetten geen enkel koekje.')],
      [part('Wij zetten precies één koekje.')],
    );
    const markup = differencePage(frame(language), [FIRST, NOW], { nl: changes, en: changes }).toString();
    expect(markup).toContain('href="/privacy/versie/1"');
    expect(markup).toContain('href="/privacy/versie/2"');
    expect(markup).toContain(language === 'nl' ? 'Een schermlezer zegt' : 'A screen reader says');
    const marks = [...markup.matchAll(/<(ins|del)><span class="unseen">(\S+) <\/span>([^<]*)/g)].map(
      ([, mark, word, said]) => [mark, word, said],
    );
    expect(levels(markup)).toEqual([1, 2]);
    expect(marks).toEqual(
      language === 'nl'
        ? [
            ['del', 'verwijderd:', 'geen enkel'],
            ['ins', 'toegevoegd:', 'precies één'],
          ]
        : [
            ['del', 'removed:', 'geen enkel'],
            ['ins', 'added:', 'precies één'],
          ],
    );
  });

  test('two versions with one text are said to be equal', () => {
    const changes = policyDifferences([part('Geen.')], [part('Geen.')]);
    const shown = words(differencePage(frame(language), [FIRST, NOW], { nl: changes, en: changes }));
    expect(shown).toContain(
      language === 'nl' ? 'Deze twee versies zijn gelijk.' : 'These two versions are equal.',
    );
  });
});

test('the first version has nothing before it to be compared with', () => {
  const told = { nl: [part('Geen.')], en: [part('None.')] };
  expect(versionPage(frame('nl'), { ...FIRST, told }).toString()).not.toContain('/privacy/verschil');
  expect(versionPage(frame('nl'), { ...NOW, told }).toString()).toContain('/privacy/verschil/1/2');
  const coming = versionPage(frame('en'), { ...COMING, told }).toString();
  expect(coming).toContain('/privacy/verschil/2/3');
  expect(words(coming)).toContain('Holds from 1 January 2027.');
});

test('the page can be printed: its button and links stay off the paper', () => {
  const told = { nl: [part('Geen.')], en: [part('None.')] };
  const markup = versionPage(frame('nl'), { ...NOW, told }).toString();
  expect(markup).toMatch(/<p class="actions no-print"><button type="button" data-afdrukken hidden>/);
  const listed = versionsSection([COMING, NOW, FIRST], 'nl').toString();
  expect(listed).toMatch(/<form class="compare no-print"/);
});
