import { describe, expect, test } from 'vitest';
import { factWords } from '../../../src/core/conversation/fact-words.ts';
import { areEnough, kindsIn, matchesAnOrder, withoutKnown } from '../../../src/core/identity/order-facts.ts';
import {
  factsOnFile,
  readOrderFacts,
  withoutOrderFacts,
} from '../../../src/core/identity/read-order-facts.ts';
import { typedWords } from '../../../src/core/kernel/typed-words.ts';
import { choiceWords } from '../../../src/core/text/choices.ts';

const WORDS = factWords([choiceWords('nl', typedWords), choiceWords('en', typedWords)]);
const read = (text: string) => readOrderFacts(text, WORDS);
const kinds = (text: string) => kindsIn(read(text));

const ORDER = factsOnFile(
  [
    { name: 'orderNumber', value: 'D2401' },
    { name: 'orderDate', value: '14-03-2026' },
    { name: 'name', value: 'Sanne de Vries' },
    { name: 'street', value: 'Lindelaan 12' },
    { name: 'item', value: 'Geurkaars "Vijgenblad" 200 g' },
    { name: 'amount', value: '1.049,95' },
    { name: 'paymentMethod', value: 'iDEAL' },
    { name: 'Rekening', value: 'NL91 ABNA 0417 1643 00' },
  ],
  WORDS,
);
const OTHER = factsOnFile(
  [
    { name: 'orderDate', value: '2026-11-02' },
    { name: 'amount', value: '15.90' },
    { name: 'paymentMethod', value: 'Creditcard' },
  ],
  WORDS,
);
const proves = (text: string) => matchesAnOrder(read(text), [ORDER, OTHER]);

describe('an answer is read as a customer writes it', () => {
  test.each([
    ['€ 49,95', [{ cents: 4995, whole: false }]],
    ['49,95', [{ cents: 4995, whole: false }]],
    ['49.95 euro', [{ cents: 4995, whole: false }]],
    ['1.049,95', [{ cents: 104995, whole: false }]],
    ['ongeveer 50 euro', [{ cents: 5000, whole: true }]],
    ['€50,-', [{ cents: 5000, whole: true }]],
    ['op 14-03-2026', []],
    ['in 2026', []],
  ])('the amount in "%s"', (text, amounts) => {
    expect(read(text).amounts).toEqual(amounts);
  });

  test.each([
    ['in maart', 3],
    ['op 14-3-2026', 3],
    ['2 dec 2025', 12],
    ['in May', 5],
  ])('the month in "%s"', (text, month) => {
    expect(read(text).months).toEqual([month]);
  });

  test('the last three of an account number, alone or with the rest of it', () => {
    expect(read('eindigt op 300').ibans).toEqual(['300']);
    expect(read('NL91 ABNA 0417 1643 00').ibans).toEqual(['300']);
  });

  test('the way of paying, in either language', () => {
    expect(read('betaald met ideal').methods).toEqual(['ideal']);
    expect(read('I paid by bank transfer').methods).toEqual(read('per overboeking').methods);
  });

  test('words around the facts name no item', () => {
    expect(kinds('het bedrag was 49,95 en ik heb betaald met iDEAL in maart')).toEqual([
      'amount',
      'method',
      'month',
    ]);
  });
});

describe('two facts of one order, one of them unknown to a housemate', () => {
  test.each([
    'het was € 1.049,95, betaald met iDEAL',
    'rekening eindigt op 300, in maart besteld',
    '1049,95 voor een geurkaars',
    'kaars, 1.049,95',
    '1050 euro in maart',
  ])('"%s" proves it', (text) => {
    expect(areEnough(kinds(text))).toBe(true);
    expect(proves(text)).toBe(true);
  });

  test.each([
    ['the month of another order', '1.049,95 in november'],
    ['the amount of one order and the way of another', '15,90 met ideal'],
    ['a wrong amount', '1.049,96 met ideal'],
    ['a wrong account', 'eindigt op 301, in maart'],
    ['another item', '1.049,96 voor een wasmand'],
    ['two amounts to choose from', '1.049,95 of 15,90, met ideal'],
  ])('not by %s', (_why, text) => {
    expect(proves(text)).toBe(false);
  });

  test('what the box and the kitchen table tell is not enough: item, month and way of paying', () => {
    expect(areEnough(kinds('een geurkaars in maart met ideal'))).toBe(false);
    expect(proves('een geurkaars in maart met ideal')).toBe(false);
  });

  test('a list of every item there may be names none', () => {
    const list = 'geurkaars brander melts linnen vijgen lavendel zeep doosje lint pakket';
    expect(kinds(`1.049,95 ${list}`)).toEqual(['amount']);
  });

  test('what stood in the request itself counts no more', () => {
    const asked = read('Verwijder mijn bestelling van 1.049,95 euro uit maart');
    expect(areEnough(kindsIn(withoutKnown(read('1.049,95, ideal'), asked)))).toBe(false);
  });

  test('whoever has no order proves nothing, whatever is typed', () => {
    expect(matchesAnOrder(read('1.049,95 ideal'), [])).toBe(false);
  });

  test('of a row that a person typed the amount, way and month count, the words on the label do not', () => {
    const typed = factsOnFile(
      [{ name: 'text', value: '14-03-2026 Lindelaan 12 € 22,50 iDEAL NL91ABNA0417164300' }],
      WORDS,
    );
    expect(matchesAnOrder(read('22,50 en 300'), [typed])).toBe(true);
    expect(matchesAnOrder(read('22,50 Lindelaan'), [typed])).toBe(false);
  });
});

test('what is kept beside facts holds no amount, account, date, month or way of paying', () => {
  const typed =
    'In maart 45,95 met i-deal van NL91ABNA0417164300, op 3-3-2026, eindigt op 300. Laat de 2 facturen staan.';
  expect(withoutOrderFacts(typed, WORDS, '…')).toBe(
    'In … … met … van …, op …, eindigt op …. Laat de 2 facturen staan.',
  );
});
