import { describe, expect, test } from 'vitest';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import type { Understanding } from '../../../src/core/understanding/understanding.ts';
import { chat } from '../understanding/trained.ts';
import { decide, said } from './dialogue.ts';

function receipt(change: Partial<Understanding>, state?: Parameters<typeof decide>[1]) {
  const { outputs, does } = decide(said(['erasure'], change), state);
  const found = outputs.flatMap((one) =>
    one.type === 'say' && one.message.kind === 'receipt' ? [one.message] : [],
  );
  const words = (language: 'nl' | 'en') =>
    found.flatMap((one) => renderMessage(one, language, firstProfile()).paragraphs).join(' ');
  return { does, nl: words('nl'), en: words('en') };
}

describe('a parent who asks for a child (UAVG 5; R4)', () => {
  const parent = { thirdParty: true, signals: ['other_person', 'own_child'] } as const;

  test('reads of the data of the child, gets no code, and a person looks first', () => {
    const { does, nl, en } = receipt(parent);
    expect(nl).toContain('U vraagt ons om de gegevens van uw kind te wissen.');
    expect(en).toContain('You ask us to erase the data of your child.');
    expect(does).toContain('third_party_noted');
    expect(does).not.toContain('ask_identity!');
  });

  test('of anybody else it says "iemand anders"', () => {
    expect(receipt({ thirdParty: true, signals: ['other_person'] }).nl).toContain(
      'de gegevens van iemand anders te wissen',
    );
  });

  test.each([
    'mijn dochter van 12 heeft een account, wis dat',
    'wilt u de gegevens van mijn zoon van 13 verwijderen',
    'please delete the account of my daughter',
  ])('is heard in "%s"', (text) => {
    expect(chat(text)).toMatchObject({ thirdParty: true });
    expect(chat(text).signals).toContain('own_child');
  });

  test.each(['verwijder de gegevens van mijn man', 'verwijder mijn gegevens', 'ik heb een kind'])(
    'is not heard in "%s"',
    (text) => {
      expect(chat(text).signals).not.toContain('own_child');
    },
  );
});

describe('a wish about one thing keeps its object', () => {
  test('the receipt names it', () => {
    const { nl, en } = receipt({ slots: { part: 'mijn telefoonnummer' } });
    expect(nl).toContain('U vraagt ons om uw telefoonnummer te wissen.');
    expect(en).toContain('You ask us to erase your telefoonnummer.');
  });

  test('but not what was written behind it, which may be any words', () => {
    const { nl } = receipt({ slots: { part: 'mijn review van gisteren over Jan' } });
    expect(nl).toContain('om uw review te wissen');
    expect(nl).not.toContain('Jan');
  });

  test('also when the customer was asked first what was meant', () => {
    const asked = decide(said(['erasure'], { confidence: 0.8, slots: { part: 'mijn foto' } }));
    const { outputs } = decide({ type: 'chose', choice: 'yes' }, asked.state);
    expect(outputs).toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ kind: 'receipt', part: 'mijn foto' }) }),
    );
  });

  test('all data stay all data', () => {
    expect(receipt({}).nl).toContain('U vraagt ons om uw gegevens te wissen.');
  });
});

test('a child reads its receipt in the je-form (R4)', () => {
  const { nl, en } = receipt({ signals: ['minor'], slots: { part: 'mijn foto' } });
  expect(nl).toContain('Je vraagt ons om je foto te wissen. Je krijgt antwoord');
  expect(nl).not.toMatch(/\b[Uu]w?\b/);
  expect(en).toContain('You ask us to erase your foto.');
});
