import type { GivenSource } from './given-source.ts';

export interface ListedFile {
  /** Its place in the package. */
  readonly file: string;
  readonly source: string;
  /** `ref` of its record. */
  readonly record: string;
  readonly sha256: string;
}

interface Given {
  readonly number: string;
  readonly createdAt: Date;
  readonly sources: readonly GivenSource[];
}

/** Everything that is given as it is stored (AVG 15(3), 20(1)), in the form of package-schema.ts, one record after the other. */
export async function* packageJson(
  { number, createdAt, sources }: Given,
  files: readonly ListedFile[],
): AsyncIterable<string> {
  yield `{\n"$schema": "./schema.json",\n"number": ${JSON.stringify(number)},\n`;
  yield `"createdAt": "${createdAt.toISOString()}",\n"sources": [`;
  for (const [index, source] of sources.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield* sourceJson(source);
  }
  yield `\n],\n"files": [${files.map((file) => `\n${JSON.stringify(file)}`).join(',')}\n]\n}\n`;
}

async function* sourceJson({ source, coverage, records }: GivenSource): AsyncIterable<string> {
  yield `{"source": ${JSON.stringify(source)}, "coverage": ${JSON.stringify(coverage)}, "records": [`;
  yield* jsonList(records());
  yield '\n]}';
}

/** The elements of a list, each on a line of its own. */
export async function* jsonList(values: AsyncIterable<object>): AsyncIterable<string> {
  let separator = '\n';
  for await (const value of values) {
    yield separator + JSON.stringify(value);
    separator = ',\n';
  }
}
