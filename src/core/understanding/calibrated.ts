import { RIGHTS } from '../kernel/rights.ts';
import type { Label } from './understanding.ts';

/** What the model says of a decision, each 0 to 1. */
export interface Evidence {
  readonly labels: readonly Label[];
  /** How sure the least sure of the readings is beside its rivals. */
  readonly surest: number;
  /** The least chance that the message as one piece gives to one of the labels. */
  readonly whole: number;
  /** The best chance of a right, in any piece of the message, that is not among the labels. */
  readonly rival: number;
  /** Whether the message has more than one sentence: two wishes in one sentence are mostly one, misread. */
  readonly apart: boolean;
  /** One right by itself out of several that the message asks. */
  readonly among?: boolean;
}

interface Curve {
  readonly base: number;
  readonly surest: number;
  readonly whole: number;
  readonly rival: number;
}

/**
 * Logistic curves over the log odds of the evidence, one for each kind of decision. Fitted on the cross-validated
 * answers to the open part of the phrases (`node bench/fit-calibration.ts` prints them); a test holds them to it.
 */
const CURVES = {
  erasure: { base: -0.12, surest: 1.69, whole: 0, rival: 0 },
  right: { base: 0.61, surest: 1.28, whole: 0.39, rival: 0 },
  several: { base: -1.36, surest: 1.45, whole: 0, rival: 0 },
  apart: { base: 0.12, surest: 1.14, whole: 0, rival: 0 },
  // As a right by itself, with a point of log odds less: a sentence may only lead up to what another asks.
  among: { base: -0.39, surest: 1.28, whole: 0.39, rival: 0 },
  other: { base: 0.71, surest: 0.92, whole: 0.58, rival: -0.18 },
  quiet: { base: 0.79, surest: 0, whole: 0.98, rival: -0.29 },
} as const satisfies Record<string, Curve>;

export type Kind = keyof typeof CURVES;

/** How likely it is, 0 to 1, that every label was meant: rises with what speaks for them, falls with what rivals them. */
export function calibrated(evidence: Evidence): number {
  const curve = CURVES[kindOf(evidence)];
  const score = featuresOf(evidence);
  return (
    1 /
    (1 +
      Math.exp(
        -(curve.base + curve.surest * score.surest + curve.whole * score.whole + curve.rival * score.rival),
      ))
  );
}

/** The kind of decision; each kind errs in its own way. */
export function kindOf({ labels, apart, among }: Pick<Evidence, 'labels' | 'apart' | 'among'>): Kind {
  if (among === true) return 'among';
  const rights = labels.filter((label) => RIGHTS.some((right) => right === label));
  if (rights.length > 0 && labels.length > 1) return apart ? 'apart' : 'several';
  if (rights.length > 0) return rights[0] === 'erasure' ? 'erasure' : 'right';
  return labels.every((label) => QUIET.has(label)) ? 'quiet' : 'other';
}

const QUIET: ReadonlySet<Label> = new Set(['out_of_scope', 'greeting', 'thanks', 'auto_reply']);

/** The evidence as log odds, bounded: beyond these the model knows no more. */
export function featuresOf({ surest, whole, rival }: Omit<Evidence, 'labels' | 'apart' | 'among'>) {
  return { surest: logOdds(surest, 0.99), whole: logOdds(whole, 0.99), rival: logOdds(rival, 0.9) };
}

const LEAST = 0.02;

function logOdds(chance: number, most: number): number {
  const bounded = Math.min(most, Math.max(LEAST, chance));
  return Math.log(bounded / (1 - bounded));
}
