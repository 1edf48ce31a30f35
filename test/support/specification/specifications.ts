import { existsSync } from 'node:fs';
import process from 'node:process';
import { expect } from 'vitest';
import type { SpecificationProxy } from './specification-proxy.ts';

/** The folder with what the systems publish of their interfaces, named by `PROCESSOR_SPECS`; none of it is ours to keep. */
export function specifications(): string {
  const folder = process.env.PROCESSOR_SPECS;
  if (folder === undefined || !existsSync(folder)) throw new Error('PROCESSOR_SPECS names no folder');
  return folder;
}

/** Nothing differs but what is known of the real system, and all that is known was seen; it ends with one line of figures. */
export function expectAsSpecified(name: string, proxy: SpecificationProxy, known: readonly RegExp[]): void {
  const violations = proxy.violations();
  expect(violations.filter((one) => !known.some((pattern) => pattern.test(one)))).toEqual([]);
  expect(known.filter((pattern) => !violations.some((one) => pattern.test(one)))).toEqual([]);
  console.log(
    `${name}: ${proxy.compared()} requests compared; known differences ${violations.length}, others none`,
  );
}
