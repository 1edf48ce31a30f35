import type { ReplyLanguage } from '../kernel/language.ts';
import { RETENTION_TERMS, type RetentionTerm } from '../kernel/retention-terms.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { lengthInWords } from './length-in-words.ts';
import { listInWords } from './list-in-words.ts';
import { policyParams } from './policy-answer.ts';
import { text } from './texts.ts';

/** The desk's own notice, apart from the shop's policy: the text behind /privacy#balie. */
export interface DeskNotice {
  readonly id: 'balie';
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly terms: {
    readonly intro: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly after: readonly string[];
}

/** Who, how messages are sorted, why and on what ground, who else sees it and where, how long, which rights (R1, R35; AVG 13). */
export function deskNotice(language: ReplyLanguage, shop: ShopProfile): DeskNotice {
  const params = policyParams(language, shop);
  return {
    id: 'balie',
    title: text(language, 'policy:desk.title'),
    paragraphs: [
      text(language, 'policy:desk.who', params),
      text(language, 'policy:desk.program', params),
      text(language, 'policy:desk.purpose', params),
      text(language, 'policy:desk.required', params),
      text(language, 'policy:desk.recipients', params),
      ...deskHosts(language, shop),
      text(language, 'policy:desk.chat', params),
    ],
    terms: {
      intro: text(language, 'policy:desk.terms'),
      head: [text(language, 'policy:desk.head_what'), text(language, 'policy:desk.head_how_long')],
      rows: RETENTION_TERMS.map((term) => [
        text(language, `terms:retention.${term.class}`),
        termInWords(language, term),
      ]),
    },
    after: [text(language, 'policy:desk.suspended'), text(language, 'policy:desk.rights', params)],
  };
}

const HOSTS = ['desk_hosting', 'backups'] as const;

/** Who keeps what this desk holds, where the owner has recorded it (AVG 13(1)(e)). */
export function deskHosts(language: ReplyLanguage, { recipients }: ShopProfile): readonly string[] {
  return HOSTS.flatMap((task) => {
    const names = recipients.filter((recipient) => recipient.task === task).map(({ name }) => name);
    return names.length === 0
      ? []
      : [text(language, `policy:desk.${task}`, { names: listInWords(language, names) })];
  });
}

function termInWords(language: ReplyLanguage, term: RetentionTerm): string {
  const length = lengthInWords(language, term);
  return term.since === 'none' ? length : `${length} ${text(language, `terms:since.${term.since}`)}`;
}
