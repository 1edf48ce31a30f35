import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const LANGUAGES = ['nl', 'en', 'de', 'fr'] as const;

/** Common forms in languages that are answered in English stand beside the English phrases, as styles. */
const LANGUAGE_OF_STYLE: Readonly<Partial<Record<string, (typeof LANGUAGES)[number]>>> = {
  german: 'de',
  french: 'fr',
};

const styles = z.record(z.string(), z.array(z.string().min(1)));
const combined = z.array(z.strictObject({ text: z.string().min(1), wants: z.array(z.string()).min(1) }));
const words = z.array(z.string().min(1));
const lexicon = z.strictObject({
  concepts: z.record(z.string(), words),
  spelling: z.record(z.string(), z.string()),
  negation: z.strictObject({
    negators: words,
    needless: words,
    shields: words,
    bounds: words,
    inability: words,
    pending: words,
  }),
  joiners: words,
  wanting: words,
  patterns: z.record(z.string(), words),
  common: z.partialRecord(z.enum(LANGUAGES), words),
});

/** What `<locales>/<language>/phrases/` holds, in the shape of core/understanding's `Phrases`. */
export interface LoadedPhrases {
  readonly groups: {
    readonly language: (typeof LANGUAGES)[number];
    readonly wish: string;
    readonly style: string;
    readonly phrases: readonly string[];
  }[];
  readonly combined: (z.infer<typeof combined>[number] & { readonly language: (typeof LANGUAGES)[number] })[];
  readonly lexicons: (z.infer<typeof lexicon> & { readonly language: (typeof LANGUAGES)[number] })[];
}

/**
 * Reads every phrase file below a locales folder. `access.json` holds `{ style: [phrase, …] }` for the label
 * access, `policy-question/cookies.json` for a topic; `combined.json` whole messages, `lexicon.json` the words.
 * A file in another shape ends the start with its name.
 */
export async function loadPhrases(locales: string): Promise<LoadedPhrases> {
  const loaded: LoadedPhrases = { groups: [], combined: [], lexicons: [] };
  for (const language of LANGUAGES) {
    const folder = join(locales, language, 'phrases');
    const files = (await listFiles(folder)).sort();
    const contents = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    for (const [index, file] of files.entries()) {
      const content = parseJson(join(folder, file), contents[index] ?? '');
      const parse = <Shape>(shape: z.ZodType<Shape>): Shape => {
        const result = shape.safeParse(content);
        if (result.success) return result.data;
        throw new Error(`${join(folder, file)}: ${z.prettifyError(result.error)}`);
      };
      const wish = file.slice(0, -'.json'.length).replaceAll('\\', '/').replaceAll('-', '_');
      if (wish === 'lexicon') loaded.lexicons.push({ language, ...parse(lexicon) });
      else if (wish === 'combined') {
        loaded.combined.push(...parse(combined).map((message) => ({ language, ...message })));
      } else {
        for (const [style, phrases] of Object.entries(parse(styles))) {
          loaded.groups.push({ language: LANGUAGE_OF_STYLE[style] ?? language, wish, style, phrases });
        }
      }
    }
  }
  return loaded;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json'));
  } catch (error) {
    // A language without phrases is recognised only.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file}: not JSON`, { cause });
  }
}
