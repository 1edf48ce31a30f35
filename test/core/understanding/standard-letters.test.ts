import { describe, expect, test } from 'vitest';
import { letters } from '../../support/read-letters.ts';
import { mail } from './trained.ts';

describe('a standard letter is read with its kind, its reference and its separate questions', () => {
  test.each(letters)('$title', ({ text, subject, labels, kind, reference, questions, thirdParty }) => {
    const understood = mail(text, subject);
    expect({
      labels: [...understood.labels].sort(),
      kind: understood.letter,
      reference: understood.slots.reference,
      questions: understood.questions,
      thirdParty: understood.thirdParty,
    }).toEqual({ labels: [...labels].sort(), kind, reference, questions, thirdParty });
  });
});
