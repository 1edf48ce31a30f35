import type { Features } from './extract-features.ts';

export interface Example {
  readonly features: Features;
  /** Positions of the classes that hold. */
  readonly classes: readonly number[];
}

export interface LinearModel {
  /** For each class the chance, 0 to 1, that it holds. */
  chances(features: Features): Float64Array;
  /** Part of the features, 0 to 1 by weight, that the model has met before. */
  familiarity(features: Features): number;
}

const EPOCHS = 5;
const RATE = 0.7;
const BIAS = 0.3;
/** Classes whose score is this far on the right side learn nothing from an example; most are, and skipping them is most of the speed. */
const CLOSE_ENOUGH = 3.5;

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

/**
 * One logistic regression per class over shared features, by AdaGrad in a fixed order: the same examples give
 * the same model. The weights of one feature lie together, because one feature touches every class.
 */
export function trainLinearModel(examples: readonly Example[], classCount: number): LinearModel {
  const columns = numberFeatures(examples);
  const weights = new Float32Array((columns.size + 1) * classCount);
  // Every class is rare: starting from "no" leaves less to learn.
  weights.fill(-3 / BIAS, 0, classCount);
  const history = new Float32Array(weights.length).fill(1e-3);
  const prepared = examples.map(({ features, classes }) => ({
    ...known(features, columns),
    classes: new Set(classes),
  }));
  const active = new Int32Array(classCount);
  const slopes = new Float64Array(classCount);
  for (const example of shuffled(prepared, EPOCHS)) {
    const scores = score(weights, classCount, example.columns, example.values);
    let count = 0;
    for (let target = 0; target < classCount; target += 1) {
      const holds = example.classes.has(target);
      const value = scores[target] ?? 0;
      if (holds ? value > CLOSE_ENOUGH : value < -CLOSE_ENOUGH) continue;
      const slope = sigmoid(value) - (holds ? 1 : 0);
      active[count] = target;
      slopes[count] = slope;
      count += 1;
    }
    for (let i = 0; i < example.columns.length; i += 1) {
      const from = (example.columns[i] ?? 0) * classCount;
      const value = example.values[i] ?? 0;
      for (let j = 0; j < count; j += 1) {
        const at = from + (active[j] ?? 0);
        const gradient = (slopes[j] ?? 0) * value;
        const seen = (history[at] ?? 0) + gradient * gradient;
        history[at] = seen;
        weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(seen);
      }
    }
  }
  return {
    chances(features) {
      const { columns: met, values } = known(features, columns);
      return score(weights, classCount, met, values).map(sigmoid);
    },
    familiarity(features) {
      let known = 0;
      let total = 0;
      for (const [index, key] of features.keys.entries()) {
        const value = (features.values[index] ?? 0) ** 2;
        total += value;
        if (columns.has(key)) known += value;
      }
      return total === 0 ? 0 : known / total;
    },
  };
}

/** A column for each feature that occurs in more than one example: what occurs once teaches nothing about the next text. */
function numberFeatures(examples: readonly Example[]): ReadonlyMap<number, number> {
  const columns = new Map<number, number>();
  for (const { features } of examples) {
    for (const key of features.keys) {
      if (!columns.has(key)) columns.set(key, columns.size + 1);
    }
  }
  return columns;
}

interface Known {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

function known(features: Features, columns: ReadonlyMap<number, number>): Known {
  const met = new Int32Array(features.keys.length + 1);
  const values = new Float64Array(features.keys.length + 1);
  values[0] = BIAS;
  let count = 1;
  for (const [index, key] of features.keys.entries()) {
    const column = columns.get(key);
    if (column === undefined) continue;
    met[count] = column;
    values[count] = features.values[index] ?? 0;
    count += 1;
  }
  return { columns: met.subarray(0, count), values: values.subarray(0, count) };
}

function score(
  weights: Float32Array,
  classCount: number,
  columns: ArrayLike<number>,
  values: ArrayLike<number>,
): Float64Array {
  const scores = new Float64Array(classCount);
  for (let i = 0; i < columns.length; i += 1) {
    const from = (columns[i] ?? 0) * classCount;
    const value = values[i] ?? 0;
    for (let target = 0; target < classCount; target += 1) {
      scores[target] = (scores[target] ?? 0) + value * (weights[from + target] ?? 0);
    }
  }
  return scores;
}

/** Every example once per round, each round in another order that is the same on every machine. */
function* shuffled<Item>(items: readonly Item[], rounds: number): Generator<Item> {
  const order = [...items];
  let state = 12_345;
  for (let round = 0; round < rounds; round += 1) {
    for (let index = order.length - 1; index > 0; index -= 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const other = state % (index + 1);
      const [left, right] = [order[index], order[other]];
      if (left !== undefined) order[other] = left;
      if (right !== undefined) order[index] = right;
    }
    yield* order;
  }
}
