import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { BreachStanding } from '../register/breach-record.ts';
import { momentInWords, text } from './texts.ts';

export interface BreachToTell {
  readonly awareAt: Date;
  readonly deadline: Date;
  readonly now: Date;
  readonly standing: BreachStanding;
  readonly shop: ShopProfile;
  /** Who signs. */
  readonly sender: string;
}

/**
 * The fields of the authority's form, to be copied into it (AVG 33(3)): what is not known yet says so, for it may follow
 * later (33(4)). Dutch, as the form is.
 */
export function authorityDraft({ awareAt, deadline, now, standing, shop, sender }: BreachToTell): string {
  const { facts, people } = standing;
  const known = (value: string | number | null) =>
    value === null || value === '' ? nl('unknown') : String(value);
  const nature = facts.nature === '' ? '' : nl(`nature_${facts.nature}`);
  const tell = people === null ? '' : nl(people.tell ? 'tell_yes' : 'tell_no', { reason: people.reason });
  return fields([
    ['organisation', `${shop.name}, ${shop.address}`],
    ['contact', `${shop.contactPerson || sender}, ${shop.email}, ${shop.phone}`],
    ['aware', momentInWords('nl', awareAt)],
    ['when', known(facts.when)],
    ['what', known(facts.what)],
    ['nature', known(nature)],
    ['data', known(facts.data)],
    ['people', known(facts.people)],
    ['records', known(facts.records)],
    ['consequences', known(facts.consequences)],
    ['measures', known(facts.measures)],
    ['told', known(tell)],
    ...(now > deadline ? [['delay', nl('to_fill_in')] as const] : []),
  ]);
}

/** The letter of AVG 34(2) to who is concerned, with the contact point; staff fill in what the record does not say. */
export function peopleDraft({ standing, shop, sender }: BreachToTell, language: ReplyLanguage): string {
  const say = (key: 'greeting' | 'intro' | 'advice' | 'sorry' | 'authority') =>
    text(language, `outcome:breach_letter.${key}`, { shop: shop.name });
  const { facts } = standing;
  const fill = text(language, 'outcome:breach_letter.to_fill_in');
  const part = (name: 'what' | 'data' | 'consequences' | 'measures', value: string) =>
    `${text(language, `outcome:breach_letter.${name}`)}\n${value || fill}`;
  const contact = { name: shop.contactPerson || sender, email: shop.email, phone: shop.phone };
  return [
    say('greeting'),
    say('intro'),
    part('what', facts.what),
    part('data', facts.data),
    part('consequences', facts.consequences),
    part('measures', facts.measures),
    say('advice'),
    text(language, 'outcome:breach_letter.contact', contact),
    say('authority'),
    say('sorry'),
    `${sender}\n${shop.name}, ${shop.address}`,
  ].join('\n\n');
}

type Field = Parameters<typeof nl>[0];

function fields(list: readonly (readonly [Field, string])[]): string {
  return list.map(([name, value]) => `${nl(name)}\n${value}`).join('\n\n');
}

function nl(
  key:
    | 'organisation'
    | 'contact'
    | 'aware'
    | 'when'
    | 'what'
    | 'nature'
    | 'data'
    | 'people'
    | 'records'
    | 'consequences'
    | 'measures'
    | 'told'
    | 'delay'
    | 'unknown'
    | 'to_fill_in'
    | 'tell_yes'
    | 'tell_no'
    | `nature_${'confidentiality' | 'integrity' | 'availability'}`,
  params: Readonly<Record<string, string>> = {},
): string {
  return text('nl', `outcome:breach_form.${key}`, params);
}
