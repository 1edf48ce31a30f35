import type { TopicChange } from '../core/application/core-api.ts';
import { dateInWords } from '../core/text/date-in-words.ts';
import { text } from '../core/text/texts.ts';
import type { CommandContext } from './command.ts';
import { CLI_ACTOR, withCore } from './with-core.ts';

/**
 * Shows what the version that waits would change, and where the owner approves it: a decision needs a name and an
 * opened preview (R19). 0 when one waits or is approved for a later day, 1 when there is none.
 */
export async function policyPublish(context: CommandContext): Promise<number> {
  const { args, json, write, explain } = context;
  if (args.length > 0) {
    explain('policy publish [--json]');
    return 2;
  }
  return withCore(context, async ({ core }, { locale, publicUrl }) => {
    const { versions } = await core.publishing.overview();
    const waits = versions.find(({ status }) => status === 'proposed' || status === 'approved');
    const preview = waits === undefined ? undefined : await core.publishing.preview(waits.number, CLI_ACTOR);
    if (preview === undefined) {
      explain(text(locale, 'gaps:publish.nothing'));
      return 1;
    }
    const { number, status, hash, policyDate, changes } = preview;
    const desk = `${publicUrl}/balie/beleid/${number}`;
    if (json) {
      write(JSON.stringify({ number, status, hash, policyDate, changes: changes[locale], desk }));
      return 0;
    }
    write(text(locale, 'gaps:publish.title', { number }));
    for (const topic of changes[locale]) if (topic.kind !== 'same') show(topic, write);
    const day = dateInWords(locale, policyDate);
    write(
      text(locale, status === 'approved' ? 'gaps:publish.approved' : 'gaps:publish.approve', { desk, day }),
    );
    return 0;
  });
}

const MARKS = { same: ' ', added: '+', removed: '-' } as const;

function show({ title, sentences }: TopicChange, write: CommandContext['write']): void {
  write(`\n${title}`);
  for (const { kind, pieces } of sentences) {
    if (kind === 'same') continue;
    for (const side of kind === 'changed' ? (['removed', 'added'] as const) : [kind])
      write(
        `  ${MARKS[side]} ${pieces
          .filter((piece) => piece.kind === 'same' || piece.kind === side)
          .map((piece) => piece.text)
          .join(' ')}`,
      );
  }
}
