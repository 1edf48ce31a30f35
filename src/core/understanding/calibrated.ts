import { RIGHTS } from '../kernel/rights.ts';
import { CURVES, ERASURE_NEEDS } from './fitted-curves.ts';
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

export type Kind = keyof typeof CURVES;

export interface Curve {
  readonly base: number;
  readonly surest: number;
  readonly whole: number;
  readonly rival: number;
}

/** An erasure with less evidence than it needs, or that is not plain: asked about, never done. */
export const ASKED_ERASURE = 0.95;

/** What was fitted: a curve over the log odds of the evidence for each kind, and the evidence that an erasure needs. */
export interface Fitted {
  readonly curves: Readonly<Record<Kind, Curve>>;
  readonly erasureNeeds: { readonly alone: number; readonly among: number };
}

/**
 * How likely it is, 0 to 1, that every label was meant: rises with what speaks for them, falls with what rivals them.
 * An erasure cannot be undone: however likely the curve calls it, it is only done on more evidence than any erasure had
 * that was not meant, with a margin.
 */
export function calibratedBy({ curves, erasureNeeds }: Fitted): (evidence: Evidence) => number {
  return (evidence) => {
    const kind = kindOf(evidence);
    const curve = curves[kind];
    const { surest, whole, rival } = featuresOf(evidence);
    const score = curve.base + curve.surest * surest + curve.whole * whole + curve.rival * rival;
    const chance = 1 / (1 + Math.exp(-score));
    if (kind !== 'erasure') return chance;
    const needed = evidence.among === true ? erasureNeeds.among : erasureNeeds.alone;
    return erasureEvidence(evidence) >= needed ? chance : Math.min(chance, ASKED_ERASURE);
  };
}

/** The same by what was fitted last. */
export const calibrated = calibratedBy({ curves: CURVES, erasureNeeds: ERASURE_NEEDS });

/** The kind of decision; each kind errs in its own way. */
export function kindOf({ labels, apart, among }: Pick<Evidence, 'labels' | 'apart' | 'among'>): Kind {
  if (among === true && labels[0] !== 'erasure') return 'among';
  const rights = labels.filter((label) => RIGHTS.some((right) => right === label));
  if (rights.length > 0 && labels.length > 1) return apart ? 'apart' : 'several';
  if (rights.length > 0) return rights[0] === 'erasure' ? 'erasure' : 'right';
  return labels.every((label) => QUIET.has(label)) ? 'quiet' : 'other';
}

/** What speaks for an erasure, as log odds: how sure it is beside its rivals, and how well it fits the message. */
export function erasureEvidence(evidence: Evidence): number {
  const { surest, whole } = featuresOf(evidence);
  return surest + whole;
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
