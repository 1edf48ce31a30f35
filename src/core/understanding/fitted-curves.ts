/**
 * Written by bench/fit-calibration.ts from the cross-validated answers to the open part of the phrases, not by hand:
 * logistic curves over the log odds of the evidence, one for each kind of decision.
 */
export const CURVES = {
  erasure: { base: 0.3, surest: 1.31, whole: 0.6, rival: 0 },
  right: { base: 0.39, surest: 1.59, whole: 0.45, rival: 0 },
  several: { base: -1.11, surest: 1.26, whole: 0.97, rival: 0 },
  apart: { base: 0.53, surest: 0.43, whole: 0.49, rival: -0.63 },
  among: { base: -0.11, surest: 1.59, whole: 0.45, rival: 0 },
  other: { base: 0.41, surest: 1.07, whole: 0.49, rival: -0.16 },
  quiet: { base: 0.17, surest: 0.89, whole: 0.56, rival: -0.22 },
} as const;

/** Evidence that an erasure needs, alone and beside another right: the most that one had that was not meant, 1.61, and a margin, rounded up. */
export const ERASURE_NEEDS = { alone: 2.5, among: 3 } as const;

/** Confidence from which another right is filed: of 14577 messages 0.26 % were filed wrongly. */
export const RIGHT_NEEDS = 0.95;
