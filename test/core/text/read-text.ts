export const LANGUAGES = ['nl', 'en'] as const;

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Addresses and abbreviations hold dots without a space; only an end followed by a space ends a sentence. */
export function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?;:])\s+/u).filter((sentence) => sentence !== '');
}

/** All leaves of a locale file, as dotted keys. */
export function leaves(node: object, path: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
      const here = [...path, key];
      if (typeof value === 'string') return [[here.join(' '), value] as const];
      return value !== null && typeof value === 'object' ? [...leaves(value, here)] : [];
    }),
  );
}

export function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
}
