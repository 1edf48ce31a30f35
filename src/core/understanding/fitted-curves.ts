/**
 * Written by bench/fit-calibration.ts from the cross-validated answers to the open part of the phrases, not by hand:
 * logistic curves over the log odds of the evidence, one for each kind of decision.
 */
export const CURVES = {
  erasure: { base: 0, surest: 1.41, whole: 0.48, rival: 0 },
  right: { base: 0.28, surest: 1.67, whole: 0.42, rival: 0 },
  several: { base: -1.47, surest: 1.47, whole: 0.92, rival: 0 },
  apart: { base: 0.53, surest: 0.71, whole: 0.74, rival: -0.62 },
  among: { base: -0.22, surest: 1.67, whole: 0.42, rival: 0 },
  other: { base: 0.4, surest: 1.14, whole: 0.47, rival: -0.15 },
  quiet: { base: 0.23, surest: 0.69, whole: 0.71, rival: -0.28 },
} as const;

/** Evidence that an erasure needs, alone and beside another right: the most that one had that was not meant, 4.06, and a margin, rounded up. */
export const ERASURE_NEEDS = { alone: 5, among: 5.5 } as const;

/** Confidence from which another right is filed: of 13256 messages 0.26 % were filed wrongly. */
export const RIGHT_NEEDS = 0.95;
