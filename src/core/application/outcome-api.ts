import type { Actor } from '../approval/staff-channel.ts';
import type { Fields } from '../fulfilment/outcome/outcome-field.ts';
import type { OutcomeProblem } from '../fulfilment/outcome/outcome-problem.ts';
import type { TypedFields } from '../fulfilment/outcome/typed-outcome.ts';
import type { StaffEvidence } from '../identity/identity-proof.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Result } from '../kernel/result.ts';
import type { Right } from '../kernel/rights.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { TypedAuthority } from '../request/authority.ts';
import type { ObjectionAgainst } from '../request/request-state.ts';
import type { DecisionRefusal } from './decision-api.ts';

export type { Field, Fields, SimpleField } from '../fulfilment/outcome/outcome-field.ts';
export type { OutcomeProblem } from '../fulfilment/outcome/outcome-problem.ts';
export type { TypedFields } from '../fulfilment/outcome/typed-outcome.ts';
export type { StaffEvidence } from '../identity/identity-proof.ts';
export type { TypedAuthority } from '../request/authority.ts';

/** What staff fill in about one result, and what the core knows of it beforehand. */
export interface OutcomeFormView {
  readonly number: string;
  readonly right: Right;
  readonly version: number;
  /** The one thing that was asked about, as the customer named it. */
  readonly part?: string;
  /** The results to choose from; the form is of `result`. */
  readonly results: readonly string[];
  readonly result: string;
  readonly fields: Fields;
  readonly typed: TypedFields;
  /** The shop's systems and recipients, to choose from by name. */
  readonly places: readonly string[];
  /** Nobody has proven an address: the letter goes to `sendTo`, or into the conversation. */
  readonly unproven: boolean;
  readonly sendTo: string;
  /** Written to somebody under 16 (R4). */
  readonly child: boolean;
}

export interface TypedOutcome {
  readonly result: string;
  readonly fields: TypedFields;
  readonly sendTo: string;
  readonly child: boolean;
}

export type OutcomeRefusal = DecisionRefusal;
export type ProofRefusal = 'proof.address_invalid' | 'proof.reason_missing';

export interface TypedProof {
  readonly method: StaffEvidence | 'masked_id';
  readonly name: string;
  readonly email: string;
  /** Why nothing less would do; for a masked document only. */
  readonly reason?: string;
}

/** A letter with a code, as it is printed; the code stands nowhere else. */
export interface PostedCode {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly number: string;
  readonly language: ReplyLanguage;
  /** The last day on which it counts. */
  readonly validUntil: CalendarDay;
  readonly shop: ShopProfile;
}
/** A recipient is told with how and when, not ticked off (AVG 19). */
export type StepRefusal =
  | 'step.unknown'
  | 'step.already_done'
  | 'step.tell_recipient'
  /** The desk itself is doing it there. */
  | 'step.system_at_work';

/** The facts of a decision, and what people do by hand before the letter says that it is done. */
export interface Outcomes {
  /** The form of a result; without one, or with another right's, of the likeliest. */
  form(
    requestId: string,
    result: string | undefined,
    by: Actor,
  ): Promise<Result<OutcomeFormView, OutcomeRefusal>>;
  /** Makes the letter anew from these facts. With problems nothing is stored. */
  save(
    requestId: string,
    version: number,
    typed: TypedOutcome,
    by: Actor,
  ): Promise<Result<{ readonly problems: readonly OutcomeProblem[] }, OutcomeRefusal>>;
  /** Whether an objection is against advertising (AVG 21(2)) or another use (21(1)). */
  nameObjection(
    requestId: string,
    version: number,
    against: ObjectionAgainst,
    by: Actor,
  ): Promise<Result<null, OutcomeRefusal>>;
  /** Asks the customer for name and address, so that a code can be mailed; the clock runs on (R10). */
  askProof(requestId: string, version: number, by: Actor): Promise<Result<null, OutcomeRefusal>>;
  /** Asks two facts of an order, where more than the mailbox has to be proven (R9). */
  askFacts(requestId: string, version: number, by: Actor): Promise<Result<null, OutcomeRefusal>>;
  /** What staff saw or heard (R9). Name and address are needed where nobody gave them in the conversation. */
  recordProof(
    requestId: string,
    version: number,
    proof: TypedProof,
    by: Actor,
  ): Promise<Result<null, OutcomeRefusal | ProofRefusal>>;
  /** As what somebody asks for another person, and what was seen of it; what the customer is asked next follows (law.md 8). */
  recordAuthority(
    requestId: string,
    version: number,
    authority: TypedAuthority,
    by: Actor,
  ): Promise<
    Result<
      null,
      OutcomeRefusal | 'authority.not_for_capacity' | 'authority.incomplete' | 'authority.portal_receives'
    >
  >;
  /** Makes a code for a letter to this postal address on file (R9); it is shown once, to be printed. */
  postCode(
    requestId: string,
    version: number,
    address: string,
    by: Actor,
  ): Promise<Result<PostedCode, OutcomeRefusal | 'proof.postal_missing' | 'code.limit_reached'>>;
  /** The answer goes to another address than the proven one (F19, F20): from level 2, and both addresses are told. */
  answerElsewhere(
    requestId: string,
    version: number,
    address: string,
    by: Actor,
  ): Promise<Result<null, OutcomeRefusal | 'proof.address_invalid'>>;
  /** Taken back by phone or at the counter (R3); of a proven request with how staff knew the person. The customer is told. */
  recordWithdrawal(
    requestId: string,
    version: number,
    knownBy: StaffEvidence | undefined,
    by: Actor,
  ): Promise<Result<null, OutcomeRefusal | 'withdrawal.evidence_missing'>>;
  /** Steps that a person did by hand. When none is left, the letter leaves; without steps it is sent once more. */
  confirmSteps(
    requestId: string,
    steps: readonly string[],
    by: Actor,
  ): Promise<Result<null, OutcomeRefusal | StepRefusal>>;
  /** It cannot be done as approved: it is decided anew. */
  halt(requestId: string, version: number, by: Actor): Promise<Result<null, OutcomeRefusal>>;
}
