import type { Right } from '../../kernel/rights.ts';
import { typedWords } from '../../kernel/typed-words.ts';
import type { RefusalGround } from '../../request/refusal-ground.ts';
import type { OUTCOMES, Outcome, OutcomeOf } from './outcome.ts';

/** 0 the address itself, 1 its mailbox proven, 2 facts of an order besides, 3 called back (law.md 3.6; R9). */
export type RequiredLevel = 0 | 1 | 2 | 3;

/** What has to be proven before an outcome may leave, by right and result (law.md 3.6, checklist, R13). The one table. */
export const REQUIRED_LEVELS: {
  readonly [R in Right]: { readonly [Result in keyof (typeof OUTCOMES)[R]]: RequiredLevel };
} = {
  access: {},
  rectification: { decided: 1 },
  erasure: { planned: 1, nothing_found: 1 },
  restriction: { restricted: 1 },
  lift_restriction: { lifted: 1, not_restricted: 1 },
  portability: { given: 1 },
  // 21(2)-(3): the address itself is what is acted on; F28: copies of 21(1) need level 1.
  objection: { marketing_stopped: 0, upheld: 1, overruled: 1 },
  automated_decision: { none: 1, reviewed: 1 },
  // 7(3): never harder than giving it was.
  withdraw_consent: { stopped: 0, not_held: 0 },
  complaint: { answered: 0 },
  breach_report: { looked_into: 0 },
};

/** The answer to an access request goes to the address on file only, behind a fresh code. */
export const ACCESS_LEVEL: RequiredLevel = 1;

/** Grounds that say nothing about whether there are data can be told to a stranger; the others cannot (R12). */
export const REFUSAL_LEVELS: Readonly<Record<RefusalGround, RequiredLevel>> = {
  not_identifiable: 0,
  unfounded: 0,
  excessive: 0,
  deceased: 0,
  not_own_data: 0,
  no_authority: 0,
  not_controller: 0,
  condition_missing: 1,
  exception_17_3: 1,
  rights_of_others: 1,
  uavg_41: 1,
};

/** What a change of these needs more: who takes over an account changes them first (R9). */
const TAKEOVER: readonly OutcomeOf<'rectification', 'decided'>['corrections'][number]['what'][] = [
  'delivery_address',
  'email',
  'phone',
  'bank_account',
];
/** When these go the shop's history with somebody is gone for good. */
const HISTORY: readonly OutcomeOf<'erasure', 'planned'>['plan'][number]['category'][] = [
  'account',
  'order',
  'invoice',
  'payment',
  'parcel',
  'contact_details',
];

/**
 * What somebody else could do harm with, by name, and the level that it needs in spite of the right's own (R9, R11; F19,
 * F20). The other half of the one table: docs/identity.md.
 */
export const DOUBT_LEVELS = {
  /** E-mail, phone, delivery address or bank account is changed. */
  takeover: 2,
  /** The account goes, or something of the orders: also their invoices, payments, parcels and contact details. */
  history: 2,
  /** Orders under another name were found at this address. */
  several_names: 2,
  /** What was found of a customer does not stand at the proven address, or something stands at another one. */
  unknown_address: 2,
  /** The answer goes to another address than the one that is proven. */
  another_address: 2,
  /** The same, within seven days after the old address heard of it. */
  at_once: 3,
} as const satisfies Readonly<Record<string, RequiredLevel>>;
export type Doubt = keyof typeof DOUBT_LEVELS;

/** The level that this outcome needs: the table's, and more for each doubt. What needs no proof at all stays so (R13). */
export function requiredLevel(outcome: Outcome, doubts: readonly Doubt[] = []): RequiredLevel {
  const levels: Readonly<Record<string, RequiredLevel>> = REQUIRED_LEVELS[outcome.right];
  return withDoubts(levels[outcome.result] ?? 1, [...doubtsIn(outcome), ...doubts]);
}

/** A level raised by doubts; what needs none needs none whatever the doubt. */
export function withDoubts(level: RequiredLevel, doubts: readonly Doubt[]): RequiredLevel {
  if (level === 0) return 0;
  const levels = [level, ...doubts.map((doubt) => DOUBT_LEVELS[doubt])];
  return ([3, 2] as const).find((needed) => levels.includes(needed)) ?? level;
}

/** What the decision itself could do to somebody. */
export function doubtsIn(outcome: Outcome): readonly Doubt[] {
  if (outcome.right === 'rectification') {
    const takes = outcome.corrections.some(({ what, done }) => done === 'changed' && TAKEOVER.includes(what));
    return takes ? ['takeover'] : [];
  }
  if (outcome.right !== 'erasure' || outcome.result !== 'planned') return [];
  const goes = outcome.plan.some(
    ({ treatment, category }) => treatment === 'erase' && HISTORY.includes(category),
  );
  return goes ? ['history'] : [];
}

/**
 * The level that a request will need, as far as its words tell: whoever asks to erase may erase a whole history, and
 * whoever changes an address may take over an account. `takeover` are the words for that, as `typedWords` gives them.
 */
export function likelyLevel(right: Right, words: string, takeover: readonly string[]): RequiredLevel {
  if (right === 'erasure') return DOUBT_LEVELS.history;
  const said = ` ${typedWords(words)} `;
  const takes = right === 'rectification' && takeover.some((word) => said.includes(` ${word} `));
  return takes ? DOUBT_LEVELS.takeover : 1;
}

/** Whether a right has a result that needs no proof: such a request can be answered as it came in. */
export function answersUnproven(right: Right): boolean {
  const levels: Readonly<Record<string, RequiredLevel>> = REQUIRED_LEVELS[right];
  return Object.values(levels).includes(0);
}
