import { expect, test } from 'vitest';
import { typedTexts } from '../../../src/core/application/check-typed.ts';
import { correction, rectified } from '../fulfilment/outcome/sample-outcomes.ts';

test('what staff typed into a row is read as strictly as any other text (R15)', () => {
  const row = { ...correction('another', 'not_changed'), why: 'Het pakket ging naar Kerkstraat 12.' };
  const outcome = rectified({ corrections: [row], orderWords: 'Nog niet verstuurd.' });
  const free = { opening: 'Dag.', closing: '' };
  const texts = typedTexts({ free, refusal: null, outcome });
  for (const text of ['Dag.', row.label, row.before, row.after, row.why, 'Nog niet verstuurd.'])
    expect(texts).toContain(text);
  expect(texts).not.toContain('');
  expect(texts).not.toContain('not_changed');
});
