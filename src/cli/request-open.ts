import { z } from 'zod';
import type { AskedInPerson } from '../core/application/core-api.ts';
import { STAFF_EVIDENCE } from '../core/identity/identity-proof.ts';
import { newToken } from '../core/kernel/ids.ts';
import { IN_PERSON, RIGHTS } from '../core/kernel/rights.ts';
import { textIfAny } from '../core/text/texts.ts';
import type { OpenCore } from '../open-core.ts';
import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

const spoken = z.strictObject({
  words: z.string().min(1),
  received: z.iso.datetime({ offset: true }).optional(),
  language: z.enum(['nl', 'en']).optional(),
  channel: z.enum(IN_PERSON).default('counter'),
});
/** With the right, and who took it down: opened as at the desk. */
const takenDown = spoken.extend({
  right: z.enum(RIGHTS),
  staff: z.email(),
  name: z.string().default(''),
  email: z.string().default(''),
  postal: z.string().default(''),
  proof: z.enum(STAFF_EVIDENCE).nullable().default(null),
});
const typedRequest = z.union([takenDown, spoken]);

export const REQUEST_OPEN_INPUT =
  'One JSON object on standard input: {"words": "…", "received"?: ISO instant, "language"?: "nl"|"en", "channel"?: "counter"|"phone"}.\n' +
  'What is asked is read from the words, or said: "right" and "staff" (address of who took it down), then also "name", "email", "postal", "proof".';

/** Files the words of a customer at the counter or on the phone; the term runs from when they were spoken (row 7). */
export async function requestOpen(context: CommandContext): Promise<number> {
  const typed: string[] = [];
  for await (const part of context.lines) typed.push(part);
  const parsed = typedRequest.safeParse(parseJson(typed.join('\n')));
  if (!parsed.success) {
    context.explain('Expected one JSON object, for example {"words": "wat bewaren jullie van mij"}.');
    return 2;
  }
  const { data } = parsed;
  return withCore(context, async (open) => {
    const now = open.settings.clock.now();
    const receivedAt = data.received === undefined ? now : new Date(data.received);
    if (receivedAt > now) {
      context.explain('The words cannot have been received in the future.');
      return 2;
    }
    return 'right' in data
      ? takeDown(context, open, data, receivedAt)
      : understand(context, open, data, receivedAt);
  });
}

async function takeDown(
  { write, explain }: CommandContext,
  { core }: OpenCore,
  data: z.infer<typeof takenDown>,
  receivedAt: Date,
): Promise<number> {
  const { staff, received: _received, language = 'nl', ...said } = data;
  const member = (await core.desk.staff()).find(({ email }) => email === staff.toLowerCase());
  if (member === undefined) {
    explain(`${staff} does not work at the desk.`);
    return 1;
  }
  const asked: AskedInPerson = { ...said, language, receivedAt };
  const by = { via: 'desk', staffId: member.id, name: member.name } as const;
  const opened = await core.inPerson.open(asked, by);
  if (!opened.ok) {
    explain(textIfAny('en', `refusals:${opened.refusal.code}`) ?? opened.refusal.code);
    return 1;
  }
  write(opened.value.number);
  return 0;
}

async function understand(
  { write, explain }: CommandContext,
  { core }: OpenCore,
  { words, language, channel }: z.infer<typeof spoken>,
  receivedAt: Date,
): Promise<number> {
  const key = newToken();
  await core.receive({
    channel,
    conversationKey: key,
    externalId: key,
    receivedAt,
    kind: 'text',
    text: words,
    ...(language === undefined ? {} : { languageHint: language }),
  });
  const entries = await core.transcripts.read(channel, key, 0);
  const numbers = entries.flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
  );
  for (const number of numbers) write(number);
  if (numbers.length > 0) return 0;
  explain('No right was recognised in these words. They are kept; ask the customer what is meant.');
  return 1;
}

function parseJson(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return undefined;
  }
}
