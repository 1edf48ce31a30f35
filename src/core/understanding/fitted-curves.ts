/**
 * Written by bench/fit-calibration.ts from the cross-validated answers to the open part of the phrases, not by hand:
 * logistic curves over the log odds of the evidence, one for each kind of decision.
 */
export const CURVES = {
  erasure: { base: 0.25, surest: 1.66, whole: 0.58, rival: 0 },
  right: { base: 0.3, surest: 1.73, whole: 0.43, rival: 0 },
  several: { base: -0.76, surest: 1.38, whole: 1.26, rival: 0 },
  apart: { base: 1.61, surest: 1.03, whole: 0.87, rival: -0.19 },
  among: { base: -0.2, surest: 1.73, whole: 0.43, rival: 0 },
  other: { base: 0.51, surest: 1.28, whole: 0.32, rival: -0.1 },
  quiet: { base: 0.17, surest: 0.45, whole: 0.73, rival: -0.37 },
} as const;

/** Evidence that an erasure needs, alone and beside another right: the most that one had that was not meant, 2.84, and a margin. */
export const ERASURE_NEEDS = { alone: 3.34, among: 3.84 } as const;

/** Confidence from which another right is filed: of 10072 messages 0.30 % were filed wrongly. */
export const RIGHT_NEEDS = 0.95;
