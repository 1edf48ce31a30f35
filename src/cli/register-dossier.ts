import type { DossierPart } from '../core/application/core-api.ts';
import { explainDeadline } from '../core/text/explain-deadline.ts';
import { deadlineTexts } from '../core/text/texts.ts';
import { dossierDocument } from '../desk/dossier/dossier-document.ts';
import { deskWords } from '../desk/frame/desk-words.ts';
import type { CommandContext } from './command.ts';
import { refused } from './register-export.ts';
import { CLI_ACTOR, withCore } from './with-core.ts';

/** Everything about one request as a page to keep and print, with --json as one array. 1 when there is no such request. */
export async function registerDossier(context: CommandContext): Promise<number> {
  const [number] = context.args;
  if (number === undefined) {
    context.explain('Which one? register dossier PB-XXXX-XXXX');
    return 2;
  }
  return withCore(context, async ({ core }, { locale }) => {
    const made = await core.register.dossier(number.toUpperCase(), CLI_ACTOR);
    if (!made.ok) {
      refused(context, made.refusal);
      return 1;
    }
    const dossier = made.value;
    if (context.json) {
      await context.stream(asJson(dossier.parts));
      return 0;
    }
    const explain = (steps: Parameters<typeof explainDeadline>[0]) =>
      explainDeadline(steps, locale, deadlineTexts(locale));
    const shop = await core.desk.profile();
    await context.stream(dossierDocument({ words: deskWords(locale) }, { dossier, shop, explain }));
    return 0;
  });
}

/** One array, a part on a line. */
async function* asJson(parts: AsyncIterable<DossierPart>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let before = '[\n';
  for await (const part of parts) {
    yield encoder.encode(`${before}${JSON.stringify(part)}`);
    before = ',\n';
  }
  yield encoder.encode('\n]\n');
}
