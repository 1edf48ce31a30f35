import type { ConversationFacts, ConversationOutput } from '../src/core/conversation/conversation-input.ts';
import { decideConversation } from '../src/core/conversation/decide-conversation.ts';
import { NEW_DIALOGUE } from '../src/core/conversation/dialogue-state.ts';
import { addDays, amsterdamDay } from '../src/core/kernel/calendar-day.ts';
import { RIGHTS, type Right } from '../src/core/kernel/rights.ts';
import { typedWords } from '../src/core/kernel/typed-words.ts';
import { choiceWords } from '../src/core/text/choices.ts';
import { type Answered, expectedLabels } from './cross-validate-understanding.ts';

/** What a customer meets whose first words these are. */
export interface FirstAnswer {
  readonly wanted: readonly string[];
  /** Filed at once. */
  readonly opened: readonly Right[];
  /** Among the choices of a question, now or when it is their turn. */
  readonly offered: readonly Right[];
  /** In the line below an answer. */
  readonly below: readonly Right[];
  /** A question is open: who chooses none of these, or nothing, is answered by a person. */
  readonly asked: boolean;
  /** From the policy, or about the desk itself. */
  readonly told: boolean;
  /** Somebody was called, or reads the words. */
  readonly person: boolean;
}

export interface FirstAnswers {
  /** A label. */
  readonly kind: string;
  readonly messages: number;
  /** Of a right: filed at once. */
  readonly opened?: number;
  /** Of a right: not filed, but among the choices of the question. */
  readonly offered?: number;
  /** Of a right: neither, but offered in the line below an answer. */
  readonly below?: number;
  /** Of a question: told, and no right asked about. */
  readonly told?: number;
  /** None of these, but a person was called or reads the words. */
  readonly person?: number;
  /** None of these, but other rights are asked about: "iets anders", or no answer, brings a person. */
  readonly others?: number;
  /** None of these: the customer has to say it again. */
  readonly lost?: number;
  /** Only rights were asked about that were not meant. */
  readonly questioned: number;
  /** A right was filed that was not asked. */
  readonly unasked: number;
}

const RECEIVED = new Date('2026-11-02T10:00:00.000Z');
const TODAY = amsterdamDay(RECEIVED);
const TERM_DAYS = 30;
const NUMBERS = ['PB-2222-3333', 'PB-4444-5555', 'PB-6666-7777', 'PB-8888-9999'];
const WORDS = { nl: choiceWords('nl', typedWords), en: choiceWords('en', typedWords) };
const TELLING: readonly string[] = ['policy_answer', 'policy_place', 'general_answer', 'about_desk'];

/** What the dialogue does with a message as the first one of a new web conversation; changes nothing. */
export function firstAnswer({ message, understanding }: Answered): FirstAnswer {
  const { text, language, wants } = message;
  const facts: ConversationFacts = {
    channel: 'web',
    today: TODAY,
    requests: [],
    next: NUMBERS.map((number) => ({ number, dueDay: addDays(TODAY, TERM_DAYS) })),
    askedDueDay: null,
    noticeShown: true,
    humanWanted: false,
    source: { words: text, receivedAt: RECEIVED.toISOString(), key: 'first' },
    choiceWords: WORDS[language === 'nl' ? 'nl' : 'en'],
  };
  const said = { type: 'said', text, understood: understanding } as const;
  const { state, outputs } = decideConversation(NEW_DIALOGUE, said, facts);
  const opened = outputs.flatMap((output) => (output.type === 'open_request' ? [output.right] : []));
  const waiting = (state.waiting ?? []).flatMap(({ options }) => options);
  const asked = state.step.name === 'confirming_right' ? state.step.options : [];
  const isNew = (right: Right): boolean => !opened.includes(right);
  return {
    wanted: expectedLabels(wants),
    opened,
    offered: [...asked, ...waiting].filter(isNew),
    below: (state.offer === undefined ? [] : [state.offer.right, ...(state.offer.others ?? [])]).filter(
      isNew,
    ),
    asked: outputs.some(({ type }) => type === 'await_answer'),
    told: outputs.some(tells),
    person: outputs.some(({ type }) => type === 'call_human' || type === 'pass_to_staff'),
  };
}

function tells(output: ConversationOutput): boolean {
  return output.type === 'say' && TELLING.includes(output.message.kind);
}

/** One row for each label that is wanted, in the order of `kinds`; a message with two wishes counts in both. */
export function countFirstAnswers(
  answers: readonly FirstAnswer[],
  kinds: readonly string[],
): readonly FirstAnswers[] {
  return kinds.flatMap((kind) => {
    const own = answers.filter(({ wanted }) => wanted.includes(kind));
    return own.length === 0 ? [] : [{ kind, messages: own.length, ...servedOf(kind, own), ...amissOf(own) }];
  });
}

type Served = Omit<FirstAnswers, 'kind' | 'messages' | 'questioned' | 'unasked'>;

function servedOf(kind: string, own: readonly FirstAnswer[]): Served {
  const right = RIGHTS.find((known) => known === kind);
  if (right !== undefined) {
    const unopened = own.filter(({ opened }) => !opened.includes(right));
    const unasked = unopened.filter(({ offered }) => !offered.includes(right));
    const unmet = unasked.filter(({ below }) => !below.includes(right));
    return {
      opened: own.length - unopened.length,
      offered: unopened.length - unasked.length,
      below: unasked.length - unmet.length,
      ...restOf(unmet),
    };
  }
  if (kind !== 'policy_question') return {};
  const untold = own.filter(({ told, offered }) => !told || offered.length > 0);
  return {
    told: own.length - untold.length,
    ...restOf(untold.filter(({ offered }) => offered.length === 0)),
  };
}

function restOf(unserved: readonly FirstAnswer[]): Pick<FirstAnswers, 'person' | 'others' | 'lost'> {
  const person = unserved.filter((answer) => answer.person).length;
  const others = unserved.filter((answer) => !answer.person && answer.asked).length;
  return { person, others, lost: unserved.length - person - others };
}

function amissOf(own: readonly FirstAnswer[]): Pick<FirstAnswers, 'questioned' | 'unasked'> {
  const isOther =
    ({ wanted }: FirstAnswer) =>
    (right: Right) =>
      !wanted.includes(right);
  return {
    questioned: own.filter((answer) => answer.offered.length > 0 && answer.offered.every(isOther(answer)))
      .length,
    unasked: own.filter((answer) => answer.opened.some(isOther(answer))).length,
  };
}

/** The rows of several rights as one: a message with two of them counts twice. */
export function together(kind: string, rows: readonly FirstAnswers[]): FirstAnswers {
  const sum = (name: (typeof COLUMNS)[number]) => rows.reduce((all, row) => all + (row[name] ?? 0), 0);
  return {
    kind,
    messages: sum('messages'),
    opened: sum('opened'),
    offered: sum('offered'),
    below: sum('below'),
    person: sum('person'),
    others: sum('others'),
    lost: sum('lost'),
    questioned: sum('questioned'),
    unasked: sum('unasked'),
  };
}

const COLUMNS = [
  'messages',
  'opened',
  'offered',
  'below',
  'told',
  'person',
  'others',
  'lost',
  'questioned',
  'unasked',
] as const;

/** A table to print: a line of heads and one for each row; a dash where nothing is counted. */
export function firstAnswerLines(rows: readonly FirstAnswers[]): readonly string[] {
  const line = (kind: string, cells: readonly string[]) =>
    `  ${kind.padEnd(20)}${cells.map((cell) => cell.padStart(11)).join('')}`;
  const cells = (row: FirstAnswers) => COLUMNS.map((name) => String(row[name] ?? '-'));
  return [line('', COLUMNS), ...rows.map((row) => line(row.kind, cells(row)))];
}
