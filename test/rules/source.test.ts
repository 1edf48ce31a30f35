import { describe, expect, test } from 'vitest';
import { FORBIDDEN_HABITS } from './support/forbidden-habits.ts';
import { FORBIDDEN_TYPES } from './support/forbidden-types.ts';
import { parse, parsed, placeOf } from './support/parsed.ts';
import { ourFiles } from './support/tree.ts';

const FILES = ourFiles();

describe.each([...FORBIDDEN_TYPES, ...FORBIDDEN_HABITS])('$rule', ({ where, find, wrong, right }) => {
  test('in every file', () => {
    const files = FILES.filter(where).map(parsed);
    expect(files.flatMap((file) => find(file).map((offset) => placeOf(file, offset)))).toEqual([]);
  });

  test.each(wrong)('«%s» is found', (source) => {
    expect(find(parse('sample.ts', source))).not.toEqual([]);
  });

  test.each(right)('«%s» is right', (source) => {
    expect(find(parse('sample.ts', source))).toEqual([]);
  });
});
