import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'letters');
const FIELD = /^(subject|labels|kind|reference|questions|third): (.+)$/;

/** A written letter with what is to be read in it; a field that is absent is expected to be absent. */
export interface WrittenLetter {
  readonly title: string;
  readonly text: string;
  readonly subject?: string;
  readonly labels: readonly string[];
  readonly kind: string | undefined;
  readonly reference: string | undefined;
  readonly questions: readonly string[] | undefined;
  readonly thirdParty: boolean;
}

export const letters: readonly WrittenLetter[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split(/^## /m).slice(1))
  .map((block) => {
    const [title = '', ...lines] = block.trimEnd().split('\n');
    const begin = lines.findIndex((line) => !FIELD.test(line));
    const fields = new Map(
      lines.slice(0, begin).map((line) => [FIELD.exec(line)?.[1] ?? '', FIELD.exec(line)?.[2] ?? '']),
    );
    const subject = fields.get('subject');
    return {
      title,
      text: lines.slice(begin).join('\n'),
      ...(subject === undefined ? {} : { subject }),
      labels: (fields.get('labels') ?? '').split(' '),
      kind: fields.get('kind'),
      reference: fields.get('reference'),
      questions: fields.get('questions')?.split(' '),
      thirdParty: fields.has('third'),
    };
  });
