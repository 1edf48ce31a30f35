import { join } from 'node:path';
import { type Evidence, featuresOf, kindOf } from '../src/core/understanding/calibrated.ts';
import { learn, understandWith } from '../src/core/understanding/train-understanding.ts';
import { loadPhrases } from '../src/platform/load-phrases.ts';
import { crossValidate, expectedLabels, phrasesWithout } from './cross-validate-understanding.ts';
import { sealedTexts } from './sealed-phrases.ts';

const FOLDS = 5;
const STEPS = 30;
const RIDGE = 1;
const KINDS = ['erasure', 'right', 'several', 'apart', 'other', 'quiet'] as const;
/** What each curve looks at; what made it fall where it must rise, or said nothing, is left out. */
const LOOKS_AT = {
  erasure: ['surest'],
  right: ['surest', 'whole'],
  several: ['surest'],
  apart: ['surest'],
  other: ['surest', 'whole', 'rival'],
  quiet: ['whole', 'rival'],
} as const;

interface Row {
  readonly values: readonly number[];
  readonly meant: number;
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
let last: Evidence | undefined;
const evidenceOf = new Map<string, Evidence>();
const answers = crossValidate(open, FOLDS, (part) => {
  const understand = understandWith(part, learn(part), (evidence) => {
    if (evidence.among !== true) last = evidence;
    // Bounds are laid on after the curves: a certain one shows which evidence they leave alone.
    return 1;
  });
  return (input) => {
    last = undefined;
    const understood = understand(input);
    if (last !== undefined) evidenceOf.set(input.text, last);
    return understood;
  };
});

const rows = Object.fromEntries(KINDS.map((kind): [string, Row[]] => [kind, []]));
for (const { message, understanding } of answers) {
  const evidence = evidenceOf.get(message.text);
  if (evidence === undefined || message.wants.includes('aside')) continue;
  const kind = kindOf(evidence);
  // Set by hand: too few messages ask several rights.
  if (kind === 'among') continue;
  // Half of what follows an aside was never two wishes: it would speak against all that were.
  if (kind === 'apart' && message.style === 'after an aside') continue;
  if (understanding.confidence < 0.6) continue;
  const features = featuresOf(evidence);
  const wanted = expectedLabels(message.wants);
  rows[kind]?.push({
    values: [1, ...LOOKS_AT[kind].map((name) => features[name])],
    meant: understanding.labels.every((label) => wanted.includes(label)) ? 1 : 0,
  });
}
for (const kind of KINDS) {
  const of = rows[kind] ?? [];
  const names = ['base', ...LOOKS_AT[kind]];
  const curve = fitted(of, names.length);
  console.log(
    `${kind} (${of.length}): ${names.map((name, at) => `${name} ${curve[at]?.toFixed(2)}`).join(', ')}`,
  );
}
