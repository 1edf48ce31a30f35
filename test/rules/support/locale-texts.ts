import { basename } from 'node:path/posix';
import { z } from 'zod';
import { filesUnder, readText } from './tree.ts';

export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const node: z.ZodType<TextNode> = z.lazy(() => z.union([z.string(), z.record(z.string(), node)]));
type TextNode = string | { readonly [key: string]: TextNode };

/** The files of texts of a language; phrases for understanding are no texts. */
export function textFiles(language: Language): string[] {
  return filesUnder(`locales/${language}`, '.json').filter((path) => !path.includes('/phrases/'));
}

export function namespaceOf(path: string): string {
  return basename(path, '.json');
}

/** Every text of a language, by `namespace:group.key`. */
export function textsOf(language: Language): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const collect = (key: string, separator: string, value: TextNode): void => {
    if (typeof value === 'string') texts.set(key, value);
    else for (const [name, child] of Object.entries(value)) collect(`${key}${separator}${name}`, '.', child);
  };
  for (const path of textFiles(language)) {
    collect(namespaceOf(path), ':', node.parse(JSON.parse(readText(path))));
  }
  return texts;
}

/**
 * A key without the ending that i18next adds: a plural, the same two in Dutch and English (CLDR), or `je`, the Dutch for
 * somebody under 16 (R4), for which English needs no words of its own.
 */
export function stemOf(key: string): string {
  return key.replace(/_(one|other|je)$/, '');
}

/** The `{{names}}` in a text, sorted, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map(([, name]) => name ?? ''))].sort();
}
