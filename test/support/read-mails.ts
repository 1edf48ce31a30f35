import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'mails');

/** A written mail in which every line is marked: `+` the sender's own words, `-` anything else. */
export interface WrittenMail {
  readonly title: string;
  readonly text: string;
  readonly own: string;
  readonly labels: readonly string[];
  readonly subject?: string;
  /** It may not be acted on without a question. */
  readonly askedBack: boolean;
  /** What stands under the last own line: thread, signature, disclaimer. */
  readonly tail: string;
}

export const mails: readonly WrittenMail[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split(/^## /m).slice(1))
  .map((block) => {
    const [title = '', ...rest] = block.trimEnd().split('\n');
    const lines = rest.filter((line) => /^[+-]/.test(line));
    const field = (name: string) => rest.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const bare = (line: string) => line.slice(2);
    const lastOwn = lines.findLastIndex((line) => line.startsWith('+'));
    const subject = field('subject');
    return {
      title,
      text: lines.map(bare).join('\n'),
      own: withoutBlank(
        lines
          .filter((line) => line.startsWith('+'))
          .map(bare)
          .join('\n'),
      ),
      labels: (field('labels') ?? '').split(' ').filter((label) => label !== ''),
      ...(subject === undefined ? {} : { subject }),
      askedBack: rest.includes('asked back'),
      tail: lines
        .slice(lastOwn + 1)
        .map(bare)
        .join('\n'),
    };
  });

/** Blank lines are nobody's words. */
export function withoutBlank(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
