import { z } from 'zod';
import type { HistoryEntry, RequestDetail } from '../../core/application/core-api.ts';
import { RIGHTS } from '../../core/kernel/rights.ts';
import { textIfAny } from '../../core/text/texts.ts';
import type { TermGroup, Words } from '../frame/desk-words.ts';

type Value = HistoryEntry['params'][string];

/** Where the words of a fixed value stand. */
const GROUPS: Readonly<Record<string, TermGroup>> = {
  right: 'rights',
  channel: 'channels',
  coverage: 'coverage',
  kind: 'letters',
  field: 'fields',
  method: 'proofs',
  ground: 'grounds',
  article: 'articles',
  outcome: 'statuses',
  as: 'statuses',
  task: 'tasks',
  against: 'against',
  capacity: 'capacities',
  seen: 'authorities',
  route: 'routes',
};
const MOMENTS: readonly string[] = ['receivedAt', 'sendAt'];

const LIST = z.array(z.string());
const PLAN = z.object({ level: z.int(), route: z.string(), steps: z.array(z.string()) });
const DAYS = z.record(z.string(), z.string().nullable());

/** What an entry of the log says besides its type, in the words of the desk; what has no words is shown as it is. */
export function factWords(words: Words, sources: RequestDetail['sources'], entry: HistoryEntry): string {
  return Object.entries(entry.params)
    .filter(([, value]) => value !== null && value !== '')
    .flatMap(([name, value]) => oneFact(words, sources, name, value))
    .join('; ');
}

function oneFact(
  words: Words,
  sources: RequestDetail['sources'],
  name: string,
  value: Value,
): readonly string[] {
  const sourceName = (id: string) =>
    words.source(id, sources.find(({ source }) => source === id)?.name ?? id);
  const told = (said: string) => [`${words.fact(name)}: ${said}`];
  if (typeof value === 'boolean') return told(words.t(value ? 'desk:register.yes' : 'desk:register.no'));
  if (typeof value !== 'string')
    return told(name === 'level' ? words.term('levels', `level${value}`) : `${value}`);
  if (name === 'due') return days(words, value);
  if (name === 'plan') return planned(words, sourceName, value);
  if (name === 'to') return told(words.who(value));
  if (name === 'step') return told(stepWords(words, sourceName, value));
  if (name === 'result') return told(resultWords(words, value));
  if (name === 'source') return told(sourceName(value));
  if (name === 'sources') return told(listed(value).map(sourceName).join(', '));
  if (name === 'reason') return told(words.reason(value));
  if (MOMENTS.includes(name)) return told(words.moment(new Date(value)));
  const group = GROUPS[name];
  return told(group === undefined ? value : words.term(group, value));
}

function days(words: Words, json: string): readonly string[] {
  const read = DAYS.safeParse(parsed(json));
  if (!read.success) return [json];
  return Object.entries(read.data).flatMap(([name, day]) =>
    day === null ? [] : [`${words.fact(name)}: ${words.shortDay(day)}`],
  );
}

/** What the approval of a letter needs and sets going. */
function planned(words: Words, sourceName: (id: string) => string, json: string): readonly string[] {
  const read = PLAN.safeParse(parsed(json));
  if (!read.success) return [json];
  const { level, route, steps } = read.data;
  return [
    `${words.fact('neededLevel')}: ${words.term('levels', `level${level}`)}`,
    `${words.fact('route')}: ${words.term('routes', route)}`,
    ...steps.map((step) => `${words.fact('step')}: ${stepWords(words, sourceName, step)}`),
  ];
}

/** `erase:jouwweb` in words. */
function stepWords(words: Words, sourceName: (id: string) => string, step: string): string {
  const [verb = '', place = ''] = step.split(':', 2);
  return words.term('steps', verb, { place: sourceName(place) });
}

/** A result by its name on the form; no two rights have one of the same name. */
function resultWords({ language }: Words, result: string): string {
  const names = RIGHTS.flatMap((right) => textIfAny(language, `forms:results.${right}_${result}`) ?? []);
  return names[0] ?? result;
}

function listed(json: string): readonly string[] {
  const read = LIST.safeParse(parsed(json));
  return read.success ? read.data : [json];
}

/** The core writes a nested value as JSON; anything else is one text. */
function parsed(json: string): unknown {
  return /^[[{]/.test(json) ? JSON.parse(json) : json;
}
