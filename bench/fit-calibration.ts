import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rightsOf } from '../src/core/conversation/filed-rights.ts';
import { RIGHTS } from '../src/core/kernel/rights.ts';
import {
  calibratedBy,
  type Evidence,
  erasureEvidence,
  featuresOf,
  type Kind,
  kindOf,
} from '../src/core/understanding/calibrated.ts';
import { learn, understandWith } from '../src/core/understanding/train-understanding.ts';
import { confidenceOf } from '../src/core/understanding/understanding.ts';
import { loadPhrases } from '../src/platform/load-phrases.ts';
import { crossValidate, expectedLabels, phrasesWithout } from './cross-validate-understanding.ts';
import { sealedTexts } from './sealed-phrases.ts';

const FOLDS = 10;
const STEPS = 30;
/** Less sure than this is never filed, and bent by other bounds. */
const SAID = 0.6;
const RIDGE = 1;
type FittedKind = Exclude<Kind, 'among'>;
/** Rises with what speaks for it, falls with a rival: a coefficient that came out otherwise is left out. */
const SIGNS = { surest: 1, whole: 1, rival: -1 } as const;
const NAMES = ['surest', 'whole', 'rival'] as const;
/** How much more evidence than the most convincing erasure that was not meant, in log odds: 1 is e times the odds. */
const MARGIN = { alone: 0.5, among: 1 } as const;
/** What decides is rounded up to a grid, so that a phrase more or less seldom moves it. */
const GRID = { evidence: 0.5, confidence: 0.025 } as const;
/** One of several rights is as sure as a right by itself less this: a sentence may only lead up to what another asks. */
const AMONG = 0.5;
/** A right that was not asked is filed in at most this part of the messages; half a percent is the aim on new text, which errs more often. */
const MOST_WRONG = 0.003;
const LEAST_NEEDED = 0.9;
const MOST_NEEDED = 0.975;
const FITTED = join(import.meta.dirname, '../src/core/understanding/fitted-curves.ts');

interface Row {
  readonly values: readonly number[];
  readonly meant: number;
}

/** The curve of these rows over what moves as it must; what came out with another sign is left out, and the rest refitted. */
function curveOf(all: readonly Row[]) {
  let used: readonly (typeof NAMES)[number][] = NAMES;
  for (;;) {
    const columns = [0, ...used.map((name) => 1 + NAMES.indexOf(name))];
    const [base = 0, ...curve] = fitted(
      all.map(({ values, meant }) => ({ values: columns.map((at) => values[at] ?? 0), meant })),
      columns.length,
    );
    const right = used.filter((name, at) => (curve[at] ?? 0) * SIGNS[name] > 0);
    if (right.length === used.length) {
      const of = (name: (typeof NAMES)[number]) => curve[used.indexOf(name)] ?? 0;
      return { base, surest: of('surest'), whole: of('whole'), rival: of('rival') };
    }
    used = right;
  }
}

/** Ridge logistic regression by gradient and curvature of each coefficient in turn: the same rows give the same curve. */
function fitted(rows: readonly Row[], size: number): readonly number[] {
  const curve = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS * size; step += 1) {
    for (const at of curve.keys()) {
      let gradient = -RIDGE * (curve[at] ?? 0);
      let curvature = RIDGE;
      for (const { values, meant } of rows) {
        const score = values.reduce((sum, value, index) => sum + value * (curve[index] ?? 0), 0);
        const chance = 1 / (1 + Math.exp(-score));
        const value = values[at] ?? 0;
        gradient += (meant - chance) * value;
        curvature += chance * (1 - chance) * value * value;
      }
      curve[at] = (curve[at] ?? 0) + gradient / curvature;
    }
  }
  return curve;
}

const phrases = await loadPhrases(join(import.meta.dirname, '../locales'));
const sealed = sealedTexts(phrases);
const open = phrasesWithout(phrases, (text) => sealed.has(text));

// Bounds are laid on after the curves: a certain one shows which evidence they leave alone.
let seen: Evidence[] = [];
const evidenceOf = new Map<string, readonly Evidence[]>();
const answers = crossValidate(open, FOLDS, (part) => {
  const understand = understandWith(part, learn(part), (evidence) => {
    seen.push(evidence);
    return 1;
  });
  return (input) => {
    seen = [];
    const understood = understand(input);
    evidenceOf.set(input.text, seen);
    return understood;
  };
});

const rows: Record<FittedKind, Row[]> = {
  erasure: [],
  right: [],
  several: [],
  apart: [],
  other: [],
  quiet: [],
};
/** The most evidence of an erasure that would be filed, but for the curves, and was not meant. */
let worst = 0;
for (const { message, understanding } of answers) {
  if (message.wants.includes('aside')) continue;
  const wanted = expectedLabels(message.wants);
  for (const evidence of evidenceOf.get(message.text) ?? []) {
    const kind = kindOf(evidence);
    const place = evidence.among === true ? 'among' : 'alone';
    if (
      kind === 'erasure' &&
      rightsOf(understanding).sure.includes('erasure') &&
      !wanted.includes('erasure')
    ) {
      const found = erasureEvidence(evidence);
      worst = Math.max(worst, found);
      console.log(`not meant, ${place}, ${found.toFixed(2)}: ${message.text}`);
    }
    // Half of what follows an aside was never two wishes: it would speak against all that were.
    if (kind === 'apart' && message.style === 'after an aside') continue;
    if (kind === 'among' || place === 'among' || understanding.confidence < SAID) continue;
    const features = featuresOf(evidence);
    rows[kind].push({
      values: [1, ...NAMES.map((name) => features[name])],
      meant: evidence.labels.every((label) => wanted.includes(label)) ? 1 : 0,
    });
  }
}

const right = curveOf(rows.right);
const curves = {
  erasure: curveOf(rows.erasure),
  right,
  several: curveOf(rows.several),
  apart: curveOf(rows.apart),
  among: { ...right, base: right.base - AMONG },
  other: curveOf(rows.other),
  quiet: curveOf(rows.quiet),
};
const onGrid = (evidence: number) => Math.ceil(evidence / GRID.evidence) * GRID.evidence;
const erasureNeeds = { alone: onGrid(worst + MARGIN.alone), among: onGrid(worst + MARGIN.among) };

const sure = crossValidate(open, FOLDS, (part) =>
  understandWith(part, learn(part), calibratedBy({ curves, erasureNeeds })),
).filter(({ message }) => !message.wants.includes('aside'));
const filedWrongly = (needed: number): number =>
  sure.filter(({ message, understanding }) =>
    understanding.labels.some(
      (label) =>
        label !== 'erasure' &&
        RIGHTS.some((known) => known === label) &&
        confidenceOf(understanding, label) >= needed &&
        !expectedLabels(message.wants).includes(label),
    ),
  ).length / sure.length;
let rightNeeds = LEAST_NEEDED;
while (rightNeeds < MOST_NEEDED && filedWrongly(rightNeeds) > MOST_WRONG) rightNeeds += GRID.confidence;

const rounded = (value: object) =>
  JSON.stringify(value, (_, part) => (typeof part === 'number' ? Number(part.toFixed(2)) : part));
writeFileSync(
  FITTED,
  `/**
 * Written by bench/fit-calibration.ts from the cross-validated answers to the open part of the phrases, not by hand:
 * logistic curves over the log odds of the evidence, one for each kind of decision.
 */
export const CURVES = ${rounded(curves)} as const;

/** Evidence that an erasure needs, alone and beside another right: the most that one had that was not meant, ${worst.toFixed(2)}, and a margin, rounded up. */
export const ERASURE_NEEDS = ${rounded(erasureNeeds)} as const;

/** Confidence from which another right is filed: of ${sure.length} messages ${(100 * filedWrongly(rightNeeds)).toFixed(2)} % were filed wrongly. */
export const RIGHT_NEEDS = ${Number(rightNeeds.toFixed(3))};
`,
);
console.log(`${answers.length} messages; written to ${FITTED}, to be formatted`);
