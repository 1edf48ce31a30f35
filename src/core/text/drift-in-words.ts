import type { ReplyLanguage } from '../kernel/language.ts';
import type { DriftFinding } from '../policy/find-drift.ts';
import { text, textIfAny } from './texts.ts';

/** A finding for staff and owner: what differs, where in the policy, and what to do. */
export interface DriftInWords {
  readonly what: string;
  readonly place: string;
  readonly todo: string;
}

/** The finding in three sentences; a source without a recipient goes by its fixed name. */
export function driftInWords(
  { kind, name, data, fact, heading }: Omit<DriftFinding, 'key'>,
  language: ReplyLanguage,
): DriftInWords {
  return inWords(kind, { name, data, fact, heading }, language);
}

/** The same of a task, which keeps the finding as plain words. */
export function driftOfTask(
  params: Readonly<Record<string, string | number>>,
  language: ReplyLanguage,
): DriftInWords {
  const plain = (key: string): string => String(params[key] ?? '');
  const data = plain('data')
    .split(' ')
    .filter((kind) => kind !== '');
  const parts = { name: plain('name'), data, fact: plain('fact'), heading: plain('heading') };
  return inWords(plain('finding'), parts, language);
}

function inWords(
  kind: string,
  { name, data, fact, heading }: Pick<DriftFinding, 'name' | 'data' | 'fact' | 'heading'>,
  language: ReplyLanguage,
): DriftInWords {
  const kinds = data.map(
    (one) =>
      textIfAny(language, `terms:categories.${one}`) ?? textIfAny(language, `terms:fields.${one}`) ?? one,
  );
  const source = textIfAny(language, `terms:sources.${name}`) ?? name;
  const params = { name: source, data: kinds.join(', ').toLowerCase() };
  const place = heading === '' ? 'none' : fact === '' ? 'own' : 'published';
  return {
    what: textIfAny(language, `gaps:drift.${kind}`, params) ?? kind,
    place: text(language, `gaps:drift_frame.${place}`, { heading, fact }),
    todo: textIfAny(language, `gaps:drift_do.${kind}`) ?? '',
  };
}
