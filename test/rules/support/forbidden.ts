import { Visitor, type VisitorObject } from 'oxc-parser';
import type { Parsed } from './parsed.ts';

export interface Forbidden {
  /** The rule in a sentence. */
  readonly rule: string;
  readonly where: (path: string) => boolean;
  /** Offsets of what breaks it. */
  readonly find: (file: Parsed) => number[];
  /** What it must catch, and what looks like it and is right. */
  readonly wrong: readonly string[];
  readonly right: readonly string[];
}

type Found = (node: { readonly start: number }) => void;

/** Offsets of the nodes that the visitor reports. Code without the hint is not walked: most files are spared. */
export function seen(
  hint: RegExp,
  visitorOf: (found: Found, source: string) => VisitorObject,
): Forbidden['find'] {
  return (file) => {
    if (!hint.test(file.code)) return [];
    const offsets: number[] = [];
    new Visitor(visitorOf(({ start }) => offsets.push(start), file.source)).visit(file.program);
    return offsets;
  };
}

/** Offsets of the comments that match. */
export function commented(pattern: RegExp): Forbidden['find'] {
  return (file) =>
    pattern.test(file.source)
      ? file.comments.filter(({ value }) => pattern.test(value)).map(({ start }) => start)
      : [];
}

export const everywhere = (): boolean => true;
export const inSource = (path: string): boolean => path.startsWith('src/');
export const inTests = (path: string): boolean => path.startsWith('test/');
export const inCoreOutsideKernel = (path: string): boolean =>
  path.startsWith('src/core/') && !path.startsWith('src/core/kernel/');
