import { expect, test } from 'vitest';
import { heardPart } from '../../../src/desk/request/heard-part.ts';
import { textOf } from '../../support/web-customer.ts';
import { VIEW } from '../plain-view.ts';
import { sampleRequest } from '../sample-requests.ts';

const words = (given: Parameters<typeof sampleRequest>[0]) =>
  textOf(String(heardPart(VIEW, sampleRequest(given))));

test('staff see each question of an access request, the kind of letter and its reference', () => {
  const heard = {
    letter: 'generator',
    questions: ['purposes', 'source'],
    said: [{ what: 'reference', value: '2025-K7M3QWX' }],
  } as const;
  const shown = words({ right: 'access', heard });
  for (const part of [
    'Een website die brieven maakt',
    '2025-K7M3QWX',
    'Waarvoor, en op welke grond',
    'Waar de gegevens vandaan komen',
    '(in de brief onder ‘Hoe we aan uw gegevens komen’)',
  ])
    expect(shown).toContain(part);
  expect(shown).not.toContain('Een kopie');
});

test('the questions belong to access only, and what a wish is about to any right', () => {
  const heard = {
    letter: undefined,
    questions: ['purposes'],
    said: [
      { what: 'oldValue', value: 'Smit' },
      { what: 'newValue', value: '<b>Smith' },
    ],
  } as const;
  const shown = words({ right: 'rectification', heard });
  expect(shown).toContain('Zo staat het nu Smit');
  expect(shown).toContain('<b>Smith');
  expect(shown).not.toContain('Waarvoor');
});

test('where nothing was read nothing is shown', () => {
  expect(words({ heard: { letter: undefined, questions: [], said: [] } })).toBe('');
  expect(words({})).toBe('');
});
