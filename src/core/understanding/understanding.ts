import type { AccessQuestion } from '../kernel/access-questions.ts';
import type { Language } from '../kernel/language.ts';
import type { PolicyAspect } from '../kernel/policy-aspects.ts';
import { POLICY_TOPICS, type PolicyTopic } from '../kernel/policy-topics.ts';
import { RIGHTS, type Right } from '../kernel/rights.ts';
import { RIGHT_NEEDS } from './fitted-curves.ts';

const OTHER_LABELS = [
  'policy_question',
  'status',
  'withdraw_request',
  'human',
  'greeting',
  'thanks',
  'auto_reply',
  'out_of_scope',
] as const;

export type Label = Right | (typeof OTHER_LABELS)[number];
export const LABELS: readonly Label[] = [...RIGHTS, ...OTHER_LABELS];

export { POLICY_TOPICS as TOPICS };
export type Topic = PolicyTopic;

/** What a message says about its writer or request, as far as it was stated. Never proof of anything. */
export interface Slots {
  readonly email?: string;
  readonly name?: string;
  /** Six digits, as mailed by us. */
  readonly code?: string;
  readonly orderNumber?: string;
  readonly postcode?: string;
  /** `PB-XXXX-XXXX` (kernel/ids). */
  readonly requestNumber?: string;
  /** The sender's own number for the letter, to be quoted in the answer. */
  readonly reference?: string;
  /** What is to be put right, and what it has to be. */
  readonly oldValue?: string;
  readonly newValue?: string;
  /** Who shall get the data that are taken along (AVG 20(2)). */
  readonly receiver?: string;
  /** What an objection is against. */
  readonly objectsTo?: string;
  /** The one thing that a wish is about, where it is not about all: a phone number, one mail. */
  readonly part?: string;
}

/** What lifts or turns the handling of a message (product rules R4, R14, R23). */
export const SIGNALS = [
  'anger',
  'lawyer',
  'authority',
  'deadline_set',
  'minor',
  'deceased',
  /** Somebody else is mentioned as the one whose data it is, whatever the labels are. */
  'other_person',
  /** That one is the writer's own child (UAVG 5). */
  'own_child',
  'bsn',
  /** A mailed code did not come, or does not work any more. */
  'code_missing',
  /** Whether a program or a person writes back (AI Act 50(1)). */
  'asks_program',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** Who drew a letter up: a service that sends for people, a lawyer, a site that makes letters, a model to fill in. */
export type LetterKind = 'service' | 'lawyer' | 'generator' | 'model';

export interface Understanding {
  /** In the order in which they are asked, never empty; `out_of_scope` and `auto_reply` stand alone. */
  readonly labels: readonly Label[];
  /** The first policy topic asked; null without a policy question, or when it names no topic. */
  readonly topic: Topic | null;
  /** Every policy topic asked, in order, and what the words name inside them; absent without a topic. */
  readonly policy?: { readonly topics: readonly Topic[]; readonly aspects: readonly PolicyAspect[] };
  readonly language: Language;
  /** Somebody else's data, or on behalf of somebody else. */
  readonly thirdParty: boolean;
  /** 0 to 1: how likely it is that every label was meant (calibrated.ts). */
  readonly confidence: number;
  /** How sure single labels are where that is told apart: of several rights the sure ones need not wait for the rest. */
  readonly sureness?: Partial<Readonly<Record<Label, number>>>;
  /** What else it may mean, likeliest first: choices for a confirming question. Absent when there is no doubt. */
  readonly alternatives?: readonly Label[];
  readonly slots: Slots;
  readonly signals: readonly Signal[];
  /** The separate questions of AVG 15 of somebody who asks access; absent when all is asked in one. */
  readonly questions?: readonly AccessQuestion[];
  /** Absent for words of somebody's own. */
  readonly letter?: LetterKind;
}

/** Header fields of a mail by their names in small letters, as far as they were kept. */
export type MailHeaders = Readonly<Record<string, string>>;

export interface UnderstandingInput {
  readonly channel: 'chat' | 'email';
  readonly subject?: string;
  readonly text: string;
  /** The HTML part of a mail; read where the text part says nothing. */
  readonly html?: string;
  readonly headers?: MailHeaders;
  /** The language of the conversation so far; decides only when the text itself does not. */
  readonly language?: Language;
}

export type Understand = (input: UnderstandingInput) => Understanding;

/** The lowest confidence at which a label may be acted on without a confirming question. */
export function confidenceNeeded(label: Label): number {
  // A wrong erasure cannot be undone, a wrong question costs one reply.
  if (label === 'erasure') return 0.97;
  return RIGHTS.some((right) => right === label) ? RIGHT_NEEDS : 0.6;
}

/** How sure one of the labels is, 0 to 1. */
export function confidenceOf(
  { confidence, sureness }: Pick<Understanding, 'confidence' | 'sureness'>,
  label: Label,
): number {
  return Math.max(confidence, sureness?.[label] ?? 0);
}

/** Whether every label may be acted on; otherwise the customer is asked one confirming question. */
export function isConfident(
  understanding: Pick<Understanding, 'labels' | 'confidence' | 'sureness'>,
): boolean {
  return understanding.labels.every((label) => confidenceOf(understanding, label) >= confidenceNeeded(label));
}
