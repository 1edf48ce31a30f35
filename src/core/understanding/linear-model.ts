import type { Features } from './extract-features.ts';
import { COLUMNS } from './word-features.ts';

export interface Example {
  readonly features: Features;
  /** Positions of the classes that hold. */
  readonly classes: readonly number[];
}

export interface LinearModel {
  /** For each class the chance, 0 to 1, that it holds. */
  chances(features: Features): Float64Array;
}

const ROUNDS = 5;
const RATE = 0.5;
/** Every class is rare: starting from "no" leaves less to learn. */
const RARE = -3;
/**
 * Classes whose score is this far on the right side learn nothing from an example; most are, and skipping them is most
 * of the speed: what starts rare enough is left alone until something speaks for it.
 */
const SURELY = 3.5;
const SURELY_NOT = 2.9;

/**
 * A weight is kept in one byte, in so many steps to one and no larger than this: all of them fit in the processor's
 * cache, and no decision changes.
 */
const STEPS = 24;
const MOST = 127;

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

/**
 * One logistic regression per class over shared features, by AdaGrad in a fixed order: the same examples give
 * the same model. The weights of one feature lie together, because one feature touches every class.
 */
export function trainWeights(examples: readonly Example[], classCount: number): Int8Array {
  const weights = new Float32Array(COLUMNS * classCount);
  const history = new Float32Array(COLUMNS * classCount).fill(1e-3);
  const scores = new Float64Array(classCount);
  const active = new Int32Array(classCount);
  const slopes = new Float64Array(classCount);
  const settled = new Set<Example>();
  const learn = (example: Example): void => {
    if (settled.has(example)) return;
    const { features, classes } = example;
    const { size, columns, values } = features;
    score(weights, features, scores);
    let count = 0;
    for (let target = 0; target < classCount; target += 1) {
      const holds = classes.includes(target);
      const value = RARE + (scores[target] ?? 0);
      if (holds ? value > SURELY : value < -SURELY_NOT) continue;
      active[count] = target;
      slopes[count] = sigmoid(value) - (holds ? 1 : 0);
      count += 1;
    }
    if (count === 0) settled.add(example);
    for (let i = 0; i < size; i += 1) {
      const column = columns[i] ?? 0;
      const value = values[i] ?? 0;
      for (let j = 0; j < count; j += 1) {
        const at = column * classCount + (active[j] ?? 0);
        const gradient = (slopes[j] ?? 0) * value;
        const seen = (history[at] ?? 0) + gradient * gradient;
        history[at] = seen;
        weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(seen);
      }
    }
  };
  for (const ordered of inRounds(examples, ROUNDS)) for (const example of ordered) learn(example);
  return Int8Array.from(weights, (weight) => Math.max(-MOST, Math.min(MOST, Math.round(weight * STEPS))));
}

/** The model that these weights make, for as many classes as they were trained for. */
export function linearModel(weights: Int8Array, classCount: number): LinearModel {
  return {
    chances(features) {
      const scores = score(weights, features, new Float64Array(classCount));
      for (let target = 0; target < classCount; target += 1)
        scores[target] = sigmoid(RARE + (scores[target] ?? 0) / STEPS);
      return scores;
    },
  };
}

/**
 * The sum over the features of what each says of every class. Two features at a time: the scores are read and written
 * half as often.
 */
function score(
  weights: Float32Array | Int8Array,
  { size, columns, values }: Features,
  scores: Float64Array,
): Float64Array {
  const classCount = scores.length;
  scores.fill(0);
  for (let i = 0; i < size; i += 2) {
    const left = (columns[i] ?? 0) * classCount;
    // Of an odd number the last stands beside itself and counts for nothing there.
    const isPair = i + 1 < size;
    const right = isPair ? (columns[i + 1] ?? 0) * classCount : left;
    const leftValue = values[i] ?? 0;
    const rightValue = isPair ? (values[i + 1] ?? 0) : 0;
    for (let target = 0; target < classCount; target += 1) {
      scores[target] =
        (scores[target] ?? 0) +
        leftValue * (weights[left + target] ?? 0) +
        rightValue * (weights[right + target] ?? 0);
    }
  }
  return scores;
}

/**
 * Every example once per round, each round in another order. The place of an example comes from itself alone, so that
 * one phrase more moves no other and changes little of what is learnt.
 */
function inRounds(examples: readonly Example[], rounds: number): readonly (readonly Example[])[] {
  return Array.from({ length: rounds }, (_, round) =>
    examples
      .map((example) => ({ example, place: placeOf(example, round) }))
      .sort((a, b) => a.place - b.place)
      .map(({ example }) => example),
  );
}

/** FNV-1a over the columns, spread at the end. */
function placeOf({ features: { size, columns } }: Example, round: number): number {
  let value = 0x811c9dc5 ^ Math.imul(round + 1, 0x9e3779b1);
  for (let index = 0; index < size; index += 1) value = Math.imul(value ^ (columns[index] ?? 0), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
