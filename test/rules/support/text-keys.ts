import { Visitor } from 'oxc-parser';
import { parsed } from './parsed.ts';
import { sourceFiles } from './tree.ts';

/** A word or a pattern of words in the source; `*` stands for what is filled in at run time. */
export interface Mention {
  readonly text: string;
  readonly path: string;
}

/** Every string of the source; `terms:rights.${right}` is mentioned as `terms:rights.*`. */
export function mentionsInSource(): Mention[] {
  return sourceFiles().flatMap((path) => {
    const mentions: Mention[] = [];
    new Visitor({
      Literal({ value }) {
        if (typeof value === 'string') mentions.push({ text: value, path });
      },
      TemplateLiteral({ quasis }) {
        mentions.push({ text: quasis.map((quasi) => quasi.value.cooked ?? '').join('*'), path });
      },
    }).visit(parsed(path).program);
    return mentions;
  });
}

/** The keys that a mention stands for: itself, or all that fit its pattern. */
export function keysMeant(mention: string, keys: readonly string[]): string[] {
  if (!mention.includes('*')) return keys.filter((key) => key === mention);
  const parts = mention.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[^.:]+')}$`);
  return keys.filter((key) => pattern.test(key));
}
