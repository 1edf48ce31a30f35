/**
 * Written by bench/fit-calibration.ts from the cross-validated answers to the open part of the phrases, not by hand:
 * logistic curves over the log odds of the evidence, one for each kind of decision.
 */
export const CURVES = {
  erasure: { base: 0.14, surest: 1.27, whole: 0.61, rival: -0.06 },
  right: { base: 0.29, surest: 1.66, whole: 0.41, rival: 0 },
  several: { base: -1.3, surest: 1.34, whole: 1.02, rival: 0 },
  apart: { base: 0.36, surest: 0.56, whole: 0.58, rival: -0.73 },
  among: { base: -0.21, surest: 1.66, whole: 0.41, rival: 0 },
  other: { base: 0.44, surest: 1.1, whole: 0.49, rival: -0.16 },
  quiet: { base: 0.25, surest: 0.69, whole: 0.71, rival: -0.28 },
} as const;

/** Evidence that an erasure needs, alone and beside another right: the most that one had that was not meant, 1.60, and a margin, rounded up. */
export const ERASURE_NEEDS = { alone: 2.5, among: 3 } as const;

/** Confidence from which another right is filed: of 13249 messages 0.27 % were filed wrongly. */
export const RIGHT_NEEDS = 0.95;
