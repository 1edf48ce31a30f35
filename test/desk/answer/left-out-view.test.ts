import { expect, test } from 'vitest';
import type { PreviewView } from '../../../src/core/application/core-api.ts';
import { leftOutView } from '../../../src/desk/answer/left-out-view.ts';
import { textOf } from '../../support/web-customer.ts';
import { VIEW } from '../plain-view.ts';

function words(...leftOut: PreviewView['leftOut']): string {
  return textOf(String(leftOutView(VIEW, { leftOut }, (source) => source.toUpperCase())));
}

test('who approves reads per system what does not leave, how much of it and why (AVG 15(4))', () => {
  const shown = words(
    { source: 'mollie', reason: 'other_person', count: 2 },
    { source: 'mijndomein', reason: 'rights_of_others', count: 1 },
  );
  expect(shown).toMatch(
    /^Blijft eruit MOLLIE: 2 .*\. Gaat over iemand anders MIJNDOMEIN: 1 .*\. Schaadt de rechten/,
  );
});

test('when everything leaves nothing is said of what does not', () => {
  expect(words()).toBe('');
});
