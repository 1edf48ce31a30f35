import type { TranscriptEntry } from '../../core/application/core-api.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { renderMessage } from '../../core/text/render-message.ts';
import { text } from '../../core/text/texts.ts';
import type { PagesCore, PageTools } from '../page-tools.ts';
import type { Visitor } from '../visitor.ts';
import { chatLines } from './chat-log.ts';
import { type ChatUpdate, updateOf } from './chat-session.ts';
import { type ChatLine, NOTHING_READ, type ReadSoFar, readOn, type Wording } from './chat-view.ts';

/** Markup of the lines in one event at most, counted as the JSON that it travels as. */
const EVENT_BYTES = 64 * 1024;
/** Even if every character has to be escaped, a line of so many fits in an event. */
const LINE_CHARACTERS = 8_000;

/** Answers what was added to the conversation since it was last asked, as events of bounded size, oldest first. */
export type ReadStream = () => Promise<readonly ChatUpdate[]>;

/**
 * Reads a conversation on from `after`. What the customer is asked now follows from everything before, so that is read
 * once, when there is something to tell; afterwards only what is new.
 */
export function readStream(
  core: PagesCore,
  tools: PageTools,
  visitor: Visitor,
  language: ReplyLanguage,
  after: number,
): ReadStream {
  const { transcripts } = core;
  let read: ReadSoFar | undefined;
  return async () => {
    const added = await transcripts.read('web', visitor.key, read?.last ?? after);
    if (added.length === 0) return [];
    const [shop, spoken = language] = await Promise.all([
      tools.shop(),
      transcripts.language('web', visitor.key),
    ]);
    const wording: Wording = (message) => renderMessage(message, spoken, shop, tools.publicUrl);
    read ??= await before();

    async function before(): Promise<ReadSoFar> {
      const entries = after === 0 ? [] : await transcripts.read('web', visitor.key, 0);
      return entries
        .filter(({ sequence }) => sequence <= after)
        .reduce((so, entry) => readOn(so, entry, wording).read, NOTHING_READ);
    }

    const done = await divide(added, read, wording, spoken, visitor);
    read = done.read;
    return done.updates;
  };
}

/** One event where everything fits, else several; each says what was waited for at its end. */
async function divide(
  entries: readonly TranscriptEntry[],
  from: ReadSoFar,
  wording: Wording,
  spoken: ReplyLanguage,
  visitor: Visitor,
): Promise<{ readonly updates: readonly ChatUpdate[]; readonly read: ReadSoFar }> {
  const updates: ChatUpdate[] = [];
  let read = from;
  let lines: ChatLine[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const next = readOn(read, entry, wording);
    if (next.line !== undefined) {
      const line = shortened(next.line, spoken);
      const size = Buffer.byteLength(JSON.stringify(String(await chatLines([line], spoken))));
      if (bytes + size > EVENT_BYTES && lines.length > 0) {
        updates.push(await updateOf(lines, read, spoken, visitor));
        lines = [];
        bytes = 0;
      }
      lines.push(line);
      bytes += size;
    }
    read = next.read;
  }
  updates.push(await updateOf(lines, read, spoken, visitor));
  return { updates, read };
}

/** A very long text is shown by its beginning; the page itself has all of it. */
function shortened(line: ChatLine, language: ReplyLanguage): ChatLine {
  let room = LINE_CHARACTERS;
  const paragraphs: string[] = [];
  for (const words of line.paragraphs) {
    if (words.length > room) {
      const shown = words.slice(0, room).toWellFormed();
      return { ...line, paragraphs: [...paragraphs, `${shown}…`, text(language, 'pages:chat.cut')] };
    }
    paragraphs.push(words);
    room -= words.length;
  }
  return line;
}
