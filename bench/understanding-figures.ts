import { isAsked, rightsOf } from '../src/core/conversation/filed-rights.ts';
import { RIGHTS } from '../src/core/kernel/rights.ts';
import { isConfident, LABELS } from '../src/core/understanding/understanding.ts';
import { type Answered, expectedLabels } from './cross-validate-understanding.ts';

export interface Figures {
  readonly messages: number;
  /** Part of the messages whose label set is exactly right, 0 to 1. */
  readonly exact: number;
  readonly macroF1: number;
  /** Part of the messages in which a right was filed, as the dialogue files, that was not asked. */
  readonly wronglyFiled: number;
  /** Messages in which an erasure was filed that was not asked. */
  readonly falseErasures: readonly string[];
  /** Part of the messages that are answered with a confirming question. */
  readonly askedBack: number;
  /** Part of the messages in which the customer is asked which right is meant, none being filed or anything answered. */
  readonly askedRight: number;
  /** Part of the messages with a right that was neither filed nor put as a question. */
  readonly missed: number;
  /** Expected calibration error over ten equal bins. */
  readonly calibrationError: number;
  /** Wanted -> understood, most frequent first. */
  readonly confusions: readonly (readonly [string, number])[];
}

const ANSWERED = ['policy_question', 'status', 'withdraw_request'] as const;

/** What the answers are worth; asides are left out, they ask nothing. */
export function figuresOf(answers: readonly Answered[]): Figures {
  const rows = answers
    .filter(({ message }) => !message.wants.includes('aside'))
    .map(({ message, understanding }) => ({
      text: message.text,
      wanted: expectedLabels(message.wants),
      got: [...understanding.labels].sort(),
      confidence: understanding.confidence,
      isSure: isConfident(understanding),
      filed: rightsOf(understanding).sure,
      put: rightsOf(understanding).perhaps,
      answered:
        ANSWERED.some((label) => isAsked(understanding, label)) || understanding.labels.includes('human'),
    }));
  const isExact = (row: (typeof rows)[number]) => row.wanted.join() === row.got.join();
  const share = (holds: (row: (typeof rows)[number]) => boolean) => rows.filter(holds).length / rows.length;
  const scores = LABELS.flatMap((label) => {
    const hit = rows.filter(({ wanted, got }) => wanted.includes(label) && got.includes(label)).length;
    const either =
      rows.filter(({ wanted }) => wanted.includes(label)).length +
      rows.filter(({ got }) => got.includes(label)).length;
    return either === 0 ? [] : [(2 * hit) / either];
  });
  const bins = Array.from({ length: 10 }, (_, bin) =>
    rows.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin),
  );
  const gap = (bin: typeof rows) =>
    Math.abs(bin.filter(isExact).length - bin.reduce((sum, { confidence }) => sum + confidence, 0));
  const confusions = new Map<string, number>();
  for (const row of rows) {
    if (isExact(row)) continue;
    const pair = `${row.wanted.join('+')} -> ${row.got.join('+')}`;
    confusions.set(pair, (confusions.get(pair) ?? 0) + 1);
  }
  return {
    messages: rows.length,
    exact: share(isExact),
    macroF1: scores.reduce((a, b) => a + b, 0) / scores.length,
    wronglyFiled: share(({ filed, wanted }) => filed.some((right) => !wanted.includes(right))),
    falseErasures: rows
      .filter(({ filed, wanted }) => filed.includes('erasure') && !wanted.includes('erasure'))
      .map(({ text }) => text),
    askedBack: share(({ isSure }) => !isSure),
    askedRight: share(({ filed, put, answered }) => filed.length === 0 && put.length > 0 && !answered),
    missed: share(({ wanted, filed, put }) =>
      RIGHTS.some((right) => wanted.includes(right) && !filed.includes(right) && !put.includes(right)),
    ),
    calibrationError: bins.reduce((sum, bin) => sum + gap(bin), 0) / rows.length,
    confusions: [...confusions].sort((a, b) => b[1] - a[1]),
  };
}
