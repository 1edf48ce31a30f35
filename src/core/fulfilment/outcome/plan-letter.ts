import { type ChannelName, isInPerson, type Right } from '../../kernel/rights.ts';
import type { LetterPlan, LetterRoute } from '../../request/letter-plan.ts';
import type { RefusalGround } from '../../request/refusal-ground.ts';
import { type ChangePlan, isOutward, NO_CHANGES, stepName } from '../change/change-plan.ts';
import { latestNotice, NOTICE_DAYS } from './notice-days.ts';
import type { Outcome } from './outcome.ts';
import {
  ACCESS_LEVEL,
  answersUnproven,
  type Doubt,
  doubtsIn,
  REFUSAL_LEVELS,
  requiredLevel,
  withDoubts,
} from './required-level.ts';

/** What a letter decides: a refusal, an outcome, or for access what was found. */
export interface Decided {
  readonly right: Right;
  readonly refusedOn: RefusalGround | null;
  readonly outcome: Outcome | null;
  /** The refusal says what the shop itself holds of the person, beside who else decides. */
  readonly tellsHeld?: boolean;
}

/** How the customer can be reached. */
export interface Reach {
  readonly channel: ChannelName;
  readonly proven: boolean;
  /** The address that the request is about, as staff typed it; empty when there is none. */
  readonly sendTo: string;
}

/** What the approval of this letter needs and sets going. */
export function planLetter(
  decided: Decided,
  reach: Reach,
  doubts: readonly Doubt[] = [],
  changes: ChangePlan = NO_CHANGES,
): LetterPlan {
  const level = levelOf(decided, doubts);
  const route = routeOf(level, reach);
  const { outcome } = decided;
  const steps = decided.refusedOn === null && outcome !== null ? stepsOf(outcome, changes) : [];
  const copy = givesCopy(decided);
  return {
    level,
    route,
    ends: decided.refusedOn !== null || isOverruled(outcome) ? 'refused' : 'answered',
    // What was found decides what the customer gets, or what is erased.
    whole: copy || (decided.refusedOn === null && decided.right === 'erasure'),
    copy,
    announceDays: decided.refusedOn === null ? announceDays(outcome) : null,
    steps: route === 'hand' ? [...steps, 'hand_over'] : steps,
    ...careOf(decided),
    ...(decided.refusedOn === null ? noticeOf(outcome) : {}),
    doubts: level === 0 ? [] : [...(outcome === null ? [] : doubtsIn(outcome)), ...doubts],
  };
}

/** R19; AVG 12(5). */
function careOf({ refusedOn, outcome }: Decided): Pick<LetterPlan, 'care'> {
  if (refusedOn !== null)
    return refusedOn === 'unfounded' || refusedOn === 'excessive' ? { care: 'abuse' } : {};
  return outcome?.right === 'erasure' && outcome.result === 'planned' ? { care: 'erasure' } : {};
}

/** AVG 15(3), 20(1); F28: whose letter has the records beside it. */
export function givesCopy({ right, refusedOn, outcome }: Decided): boolean {
  if (refusedOn !== null) return false;
  return right === 'access' || right === 'portability' || outcome?.result === 'upheld';
}

function levelOf({ right, refusedOn, outcome, tellsHeld }: Decided, doubts: readonly Doubt[]): number {
  // R12: that there is a customer is told to that customer.
  if (tellsHeld === true) return withDoubts(ACCESS_LEVEL, doubts);
  if (refusedOn !== null) return REFUSAL_LEVELS[refusedOn];
  if (outcome !== null) return requiredLevel(outcome, doubts);
  return answersUnproven(right) ? 0 : withDoubts(ACCESS_LEVEL, doubts);
}

function routeOf(level: number, { channel, proven, sendTo }: Reach): LetterRoute {
  if (level === 0 && sendTo !== '') return 'mail';
  if (proven || level > 0) return 'page';
  return isInPerson(channel) ? 'hand' : 'conversation';
}

function isOverruled(outcome: Outcome | null): boolean {
  return outcome?.right === 'objection' && outcome.result === 'overruled';
}

function announceDays(outcome: Outcome | null): number | null {
  // R21: what may be lost, and how to keep a copy first, is said before anything is erased.
  if (outcome?.right === 'erasure' && outcome.result === 'planned') return 0;
  if (outcome?.right !== 'lift_restriction' || outcome.result !== 'lifted') return null;
  return outcome.reason === 'asked' ? 1 : NOTICE_DAYS;
}

/** AVG 18(3): by when the customer has to hear that data which rest will be used again. */
function noticeOf(outcome: Outcome | null): Pick<LetterPlan, 'noticeBy'> {
  if (outcome?.right === 'objection' && outcome.result === 'overruled')
    return { noticeBy: latestNotice(outcome.resumesOn, false) };
  if (outcome?.right === 'lift_restriction' && outcome.result === 'lifted')
    return { noticeBy: latestNotice(outcome.liftOn, outcome.reason === 'asked') };
  return {};
}

/** By verb and place, without anybody's data: they stand in the log. */
function stepsOf(outcome: Outcome, changes: ChangePlan): readonly string[] {
  const systems = changes.steps
    .filter((step) => isOutward(step) || step.treatment === 'by_hand')
    .map(stepName);
  if (outcome.right === 'erasure' && outcome.result === 'planned') {
    const erased = outcome.plan.filter(({ treatment }) => treatment === 'erase').map(({ source }) => source);
    return [
      ...distinct([...erased.map((source) => `erase:${source}`), ...systems]),
      ...toTell(outcome),
      ...(outcome.suppression ? ['suppress'] : []),
    ];
  }
  if (outcome.right === 'lift_restriction' && outcome.result === 'lifted') {
    return [
      ...distinct(outcome.systems.map(({ system }) => system)).map((system) => `lift:${system}`),
      ...toTell(outcome),
    ];
  }
  if (outcome.right === 'restriction')
    return [
      ...outcome.systems.flatMap(({ system, on }) => (on === null ? [`restrict:${system}`] : [])),
      ...toTell(outcome),
    ];
  if (outcome.right === 'rectification')
    return [...distinct([...systems, ...changes.byHand.map(stepName)]), ...toTell(outcome)];
  // AVG 20(2): the letter says that the other has them.
  if (outcome.right === 'portability' && outcome.sending === 'sent') return ['transmit'];
  return toTell(outcome);
}

/** AVG 19: whom the decision itself is to be told, by id; the letter says that it was done. */
export function recipientsToTellOf(outcome: Outcome): readonly string[] {
  if (!('recipients' in outcome)) return [];
  return distinct(outcome.recipients.flatMap(({ told, name }) => (told === 'tell' ? [name] : [])));
}

function toTell(outcome: Outcome): readonly string[] {
  return recipientsToTellOf(outcome).map((name) => `tell:${name}`);
}

function distinct(places: readonly string[]): readonly string[] {
  return [...new Set(places)];
}
