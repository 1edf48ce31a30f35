/** One line of a script: who does what. */
export interface ScriptStep {
  readonly line: number;
  readonly verb: (typeof VERBS)[number];
  readonly rest: string;
}

export interface DialogueScript {
  readonly title: string;
  readonly steps: readonly ScriptStep[];
}

/**
 * What a line begins with:
 *
 *     # title                     a new dialogue
 *     on telegram                 the channel from here on; without it the web page
 *     > words                     the customer writes
 *     paste 20000 words           … pastes the words, repeated up to so many characters
 *     tap copy                    … presses an offered choice, by its name
 *     edit words                  … corrects the message before
 *     send image caption          … sends a file, with words beside it or none
 *     code sanne@example.nl       … types the code that was mailed last to this address
 *     < receipt ask_choice        every kind of message that the desk answered with, in order; `-` for none
 *     " words                     stands in what the desk answered with
 *     !" words                    does not stand in it
 *     offers copy human           choices under the last message, among others
 *     staff words                 a member of staff answers in the conversation
 *     takeover                    … takes the conversation over without writing yet
 *     handback                    … gives it back to the program
 *     later 4 days                time goes by (days or hours)
 * *     until saturday              … until it is that day in Amsterdam; `midnight`: until the last hour of the day
 *     answered                    staff approve the answer to the last request, and it leaves
 *     daily                       the daily run
 *     kept words                  what is kept of the customer's last message, word for word
 *     task customer_replied       work of this kind waits for staff in this conversation; `-` when none does
 *     mail sanne@example.nl       a mail went to this address
 *     = access received           the requests of the conversation, oldest first: right, state, and `proven`; `-` for none
 */
const VERBS = [
  'on',
  '>',
  'paste',
  'tap',
  'edit',
  'send',
  'code',
  '<',
  '!"',
  '"',
  'offers',
  'staff',
  'takeover',
  'handback',
  'later',
  'until',
  'daily',
  'answered',
  'kept',
  'task',
  'mail',
  '=',
] as const;

/** The dialogues of one script. Throws with the line when one is not understood: no line is ever passed over. */
export function readScript(text: string): readonly DialogueScript[] {
  const scripts: { title: string; steps: ScriptStep[] }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('//')) continue;
    if (line.startsWith('# ')) {
      scripts.push({ title: line.slice(2), steps: [] });
      continue;
    }
    const verb = VERBS.find((known) => line === known || line.startsWith(`${known} `));
    const script = scripts.at(-1);
    if (verb === undefined || script === undefined) throw new Error(`line ${index + 1}: ${line}`);
    script.steps.push({ line: index + 1, verb, rest: line.slice(verb.length).trim() });
  }
  return scripts;
}
