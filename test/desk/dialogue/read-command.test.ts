import { expect, test } from 'vitest';
import { newRequestNumber } from '../../../src/core/kernel/ids.ts';
import { readCommand } from '../../../src/desk/dialogue/read-command.ts';

test.each([
  ['', { type: 'list' }],
  ['  Lijst ', { type: 'list' }],
  ['list', { type: 'list' }],
  ['mijn', { type: 'mine' }],
  ['MINE', { type: 'mine' }],
  ['nieuw', { type: 'new' }],
  ['new', { type: 'new' }],
  ['hulp', { type: 'help' }],
  ['?', { type: 'help' }],
  ['toString', { type: 'unknown' }],
  ['zoek iets', { type: 'unknown' }],
  ['PB-2345', { type: 'unknown' }],
])('«%s» is understood in Dutch and in English', (typed, command) => {
  expect(readCommand(typed)).toEqual(command);
});

test.each(['PB-2345-6789', 'pb-2345-6789', '2345-6789', '23456789', 'pb 2345 6789', ' PB23456789 '])(
  '«%s» is one number, however it is typed',
  (typed) => {
    expect(readCommand(typed)).toEqual({ type: 'find', number: 'PB-2345-6789' });
  },
);

test.each(['PB-WXYZ-QRST', 'wxyz qrst', 'wxyz-qrst', 'WXYZQRST'])(
  '«%s» is a number although it has no digit',
  (typed) => {
    expect(readCommand(typed)).toEqual({ type: 'find', number: 'PB-WXYZ-QRST' });
  },
);

test('every number that is given out is understood without its first letters', () => {
  for (let count = 0; count < 500; count += 1) {
    const number = newRequestNumber();
    expect(readCommand(number.slice(3).toLowerCase())).toEqual({ type: 'find', number });
  }
});
