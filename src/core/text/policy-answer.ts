import type { ReplyLanguage } from '../kernel/language.ts';
import { isPolicyAspect } from '../kernel/policy-aspects.ts';
import { isPolicyTopic, type PolicyTopic } from '../kernel/policy-topics.ts';
import type { ImportedPolicy } from '../policy/imported-policy.ts';
import type { ToldPart } from '../policy/policy-version.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { dateInWords } from './date-in-words.ts';
import { POLICY_TEXTS, type PolicyText } from './policy-texts.ts';
import { answersFor } from './specific-answers.ts';
import { type TextParams, text } from './texts.ts';

/** A topic of the policy on the page. */
export interface PolicySection {
  /** Stable: the anchor on the page. */
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** What was asked of the policy; topics and aspects come back out of the store as plain words. */
export interface AskedOfPolicy {
  readonly topic: string;
  readonly also?: readonly string[];
  readonly aspects?: readonly string[];
  readonly whole?: true;
  readonly part?: number;
}

export interface PolicyAnswer {
  readonly paragraphs: readonly string[];
  /** Topics of which the answer tells too little or nothing: each is offered. */
  readonly more: readonly PolicyTopic[];
}

/** An answer holds at most so many words (R2), date and address of the policy included. */
const MOST_WORDS = 90;
/** A longer sentence of a shop's own text, heading included, is pointed to and not cut. */
const LONGEST_QUOTE = 60;

/**
 * The answer, with date and address of the official policy: exactly what was asked, the topics in their order as far
 * as 90 words reach, the others offered. `whole`: the topic part by part, each as much as fits, and where all of it is (`page`).
 */
export function policyAnswer(
  asked: AskedOfPolicy,
  language: ReplyLanguage,
  shop: ShopProfile,
  page: string,
): PolicyAnswer {
  const [first = 'contact', ...others] = [asked.topic, ...(asked.also ?? [])].filter(isPolicyTopic);
  const params = { ...policyParams(language, shop), page: `${page}#${anchorOf(first)}` };
  const words = ({ key }: Pick<PolicyText, 'key'>): string => text(language, key, params);
  const official = words({ key: 'policy:frame.official' });
  const wholeAnswer = (texts: readonly string[]): PolicyAnswer => {
    const rest = [words({ key: 'policy:frame.page' }), official];
    const parts = inParts(texts, rest);
    const at = asked.part ?? 1;
    return { paragraphs: [...(parts[at - 1] ?? []), ...rest], more: at < parts.length ? [first] : [] };
  };
  const own = shop.ownPolicy;
  if (own !== undefined) {
    const told = [first, ...others].flatMap((topic) => ownWords(own, topic, language));
    if (asked.whole === true) return wholeAnswer(told);
    return { paragraphs: [...fitting(told, [official]), official], more: [first, ...others] };
  }
  if (asked.whole === true) return wholeAnswer(POLICY_TEXTS[first].paragraphs.map(words));
  const aspects = (asked.aspects ?? []).filter(isPolicyAspect);
  const [answer = [], ...further] = answersFor([first, ...others], aspects).map((texts) => texts.map(words));
  if (further.length === 0) return { paragraphs: [...fitting(answer, [official]), official], more: [first] };
  const full = [answer, ...further];
  const short = [answer, ...others.map((topic) => [words(POLICY_TEXTS[topic].short)])];
  const fits = [full, short].find((texts) => wordsIn([...texts.flat(), official]) <= MOST_WORDS);
  const told = fits ?? sharing(short, [official]);
  const cut = others.filter((_, index) => told[index + 1] !== fits?.[index + 1]);
  return { paragraphs: [...told.flat(), official], more: [first, ...cut] };
}

/** The shop's own sentences on a topic, word for word and said to be the policy's; or that it says nothing of it. */
function ownWords(own: ImportedPolicy, topic: PolicyTopic, language: ReplyLanguage): readonly string[] {
  const sections = own.sections.filter((section) => section.topic === topic);
  if (sections.length === 0)
    return [text(language, 'policy:own.unsaid', { topic: text(language, `terms:topics.${topic}`) })];
  return sections.flatMap(({ title, sentences: [opening = '', ...sentences] }) =>
    wordsIn([title, opening]) > LONGEST_QUOTE
      ? [text(language, 'policy:own.elsewhere', { title })]
      : [`${text(language, 'policy:own.says', { title })} ${opening}`, ...sentences],
  );
}

/** Of each topic its first sentence, as far as there is room (R2) beside `rest`, then in turn one more of each that still fits. */
function sharing(
  topics: readonly (readonly string[])[],
  rest: readonly string[],
): readonly (readonly string[])[] {
  const sentences = topics.map((texts) => texts.flatMap((one) => one.split(/(?<=[.!?])\s+/)));
  const taken = topics.map(() => 0);
  const told = (counts: readonly number[]): readonly string[] =>
    sentences.map((said, index) => said.slice(0, counts[index]).join(' ')).filter((one) => one !== '');
  let isFull = false;
  while (!isFull) {
    isFull = true;
    for (const [index, said] of sentences.entries()) {
      const more = taken.with(index, (taken[index] ?? 0) + 1);
      const fits = (taken[index] ?? 0) < said.length && wordsIn([...told(more), ...rest]) <= MOST_WORDS;
      if (!fits) continue;
      taken[index] = (taken[index] ?? 0) + 1;
      isFull = false;
    }
  }
  return sentences.map((said, index) => (taken[index] === 0 ? [] : [said.slice(0, taken[index]).join(' ')]));
}

/** As many answers as it takes to tell all of them. */
function inParts(texts: readonly string[], rest: readonly string[]): readonly (readonly string[])[] {
  if (texts.length === 0) return [];
  const part = fitting(texts, rest);
  return [part, ...inParts(texts.slice(part.length), rest)];
}

/** The first text always, and after it what fits beside `rest`. */
function fitting(texts: readonly string[], rest: readonly string[]): string[] {
  const past = texts.findIndex(
    (_, index) => index > 0 && wordsIn([...texts.slice(0, index + 1), ...rest]) > MOST_WORDS,
  );
  return texts.slice(0, past < 0 ? undefined : past);
}

function wordsIn(texts: readonly string[]): number {
  return texts.join(' ').split(/\s+/).length;
}

function anchorOf(topic: PolicyTopic): string {
  return topic.replaceAll('_', '-');
}

/** The policy in plain words for the page: a section per topic. */
export function generalPolicySections(language: ReplyLanguage, shop: ShopProfile): readonly PolicySection[] {
  return toldParts(language, shop).map(({ paragraphs, ...part }) => ({
    ...part,
    paragraphs: paragraphs.map((paragraph) => paragraph.text),
  }));
}

/** The same with the facts of each paragraph: as a version of the policy keeps it. */
export function toldParts(language: ReplyLanguage, shop: ShopProfile): readonly ToldPart[] {
  if (shop.ownPolicy !== undefined) return ownParts(shop.ownPolicy);
  const params = policyParams(language, shop);
  return PAGE_ORDER.map((topic) => ({
    id: anchorOf(topic),
    title: text(language, `terms:topics.${topic}`),
    paragraphs: POLICY_TEXTS[topic].paragraphs.map(({ key, facts }) => ({
      text: text(language, key, params),
      facts,
    })),
  }));
}

/** The first section on a topic carries its anchor. */
function ownParts({ sections }: ImportedPolicy): readonly ToldPart[] {
  return sections.map(({ title, topic, sentences }, index) => {
    const isFirst = topic !== null && sections.findIndex((section) => section.topic === topic) === index;
    const id = isFirst ? anchorOf(topic) : `deel-${index + 1}`;
    return { id, title, paragraphs: [{ text: sentences.join(' '), facts: [] }] };
  });
}

/** What the texts of the policy know of the shop. */
export function policyParams(language: ReplyLanguage, shop: ShopProfile): TextParams {
  return {
    shop: shop.name,
    address: shop.address,
    phone: shop.phone,
    email: shop.email,
    website: shop.website,
    contact: shop.contactPerson,
    policy: shop.policyUrl,
    version: shop.policyVersion,
    date: dateInWords(language, shop.policyDate),
  };
}

const PAGE_ORDER: readonly PolicyTopic[] = [
  'contact',
  'purpose',
  'processors',
  'security',
  'retention',
  'legal_invoices',
  'automatic_data',
  'cookies',
  'marketing',
  'authorities',
  'rights',
  'identity',
  'changes',
];
