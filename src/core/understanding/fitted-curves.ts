/**
 * Written by bench/fit-calibration.ts from the cross-validated answers to the open part of the phrases, not by hand:
 * logistic curves over the log odds of the evidence, one for each kind of decision.
 */
export const CURVES = {
  erasure: { base: 0.01, surest: 1.51, whole: 0.64, rival: 0 },
  right: { base: 0.44, surest: 1.56, whole: 0.46, rival: 0 },
  several: { base: -1.05, surest: 1.31, whole: 1.02, rival: 0 },
  apart: { base: 0.71, surest: 0.74, whole: 0.8, rival: -0.44 },
  among: { base: -0.06, surest: 1.56, whole: 0.46, rival: 0 },
  other: { base: 0.61, surest: 1.21, whole: 0.39, rival: -0.1 },
  quiet: { base: 0.56, surest: 0.59, whole: 0.71, rival: -0.23 },
} as const;

/** Evidence that an erasure needs, alone and beside another right: the most that one had that was not meant, 1.69, and a margin. */
export const ERASURE_NEEDS = { alone: 2.19, among: 2.69 } as const;

/** Confidence from which another right is filed: of 10607 messages 0.28 % were filed wrongly. */
export const RIGHT_NEEDS = 0.95;
