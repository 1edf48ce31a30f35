/**
 * Written by bench/fit-calibration.ts from the cross-validated answers to the open part of the phrases, not by hand:
 * logistic curves over the log odds of the evidence, one for each kind of decision.
 */
export const CURVES = {
  erasure: { base: 0.17, surest: 1.39, whole: 0.59, rival: 0 },
  right: { base: 0.22, surest: 1.77, whole: 0.43, rival: 0 },
  several: { base: -0.7, surest: 1.13, whole: 1.2, rival: 0 },
  apart: { base: 0.47, surest: 0.96, whole: 0.91, rival: -0.5 },
  among: { base: -0.28, surest: 1.77, whole: 0.43, rival: 0 },
  other: { base: 0.61, surest: 1.11, whole: 0.44, rival: -0.11 },
  quiet: { base: 0.07, surest: 0.5, whole: 0.7, rival: -0.43 },
} as const;

/** Evidence that an erasure needs, alone and beside another right: the most that one had that was not meant, 1.30, and a margin, rounded up. */
export const ERASURE_NEEDS = { alone: 2, among: 2.5 } as const;

/** Confidence from which another right is filed: of 10713 messages 0.29 % were filed wrongly. */
export const RIGHT_NEEDS = 0.95;
