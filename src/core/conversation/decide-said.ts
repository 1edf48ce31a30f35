import type { Label, Understanding } from '../understanding/understanding.ts';
import { aboutDesk } from './about-desk.ts';
import { addedToBreach } from './added-to-breach.ts';
import { againstDecision } from './against-decision.ts';
import { answerCommand } from './answer-command.ts';
import { answerConfirming } from './answer-confirming.ts';
import { answerStatus } from './answer-status.ts';
import { askedBack } from './asked-back.ts';
import { copyAsked } from './asks-copy.ts';
import { codeAwaitedFor, codeMissingFor, isNoCode, isShort, isStrange } from './awaited-code.ts';
import { asksDownload } from './bare-download.ts';
import { askedToo, keepsWish, saysGenerally, withWish } from './beside-wish.ts';
import { askedNow, confirmRights } from './confirm-rights.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import { callHuman, decideChoice } from './decide-choice.ts';
import { type DialogueState, type DialogueStep, isWithStaff } from './dialogue-state.ts';
import { factsSaid } from './facts-given.ts';
import { fileRights } from './file-rights.ts';
import { isAsked, isRight, rightsOf } from './filed-rights.ts';
import { givenWithWish } from './given-with-wish.ts';
import { identityAhead } from './identity-ahead.ts';
import { correctsAddress, identityGiven, identityMeanwhile } from './identity-given.ts';
import { isOfTheShop, speaksOfData } from './is-of-the-shop.ts';
import { keepsData } from './keeps-data.ts';
import { limitedErasure } from './limits-erasure.ts';
import { listIndex } from './list-index.ts';
import { mailboxLost } from './mailbox-lost.ts';
import { namedRights } from './named-rights.ts';
import { needsHelp } from './needs-help.ts';
import { linkAsked } from './new-link.ts';
import { offersRight, offersWhereNothingRuns } from './offered-right.ts';
import { answerOrder } from './open-order.ts';
import { swapsWish, takenUpAgain } from './other-wish.ts';
import { noteWritten, passToStaff } from './pass-to-staff.ts';
import { personFirst } from './person-first.ts';
import { plainQuestion } from './plain-questions.ts';
import { asksOwnTerm, asksPolicy, policyAnswer } from './policy-answer.ts';
import { resendCode } from './resend-code.ts';
import { say } from './say.ts';
import { shortWords } from './short-words.ts';
import { postAddress, smallTalk, stopAddress } from './small-talk.ts';
import { stillAwaited } from './still-awaited.ts';
import { answerWhich, stopRequest } from './stop-request.ts';
import { stopWord } from './stop-word.ts';
import { stopsErasure } from './stops-erasure.ts';
import { takenBack } from './taken-back.ts';
import { typedChoice, typedRight } from './typed-choice.ts';
import { valueGiven } from './value-given.ts';

const THANKS_WORDS = 6;
const FEW_WORDS = 2;
/** Of the messages that were read as a policy question below 0.6, half were one above this (cross-validated). */
const LIKELY = 0.3;
/** Who so clearly asks for the text of the policy asked no right (cross-validated). */
const CLEAR = 0.9;

/** What the desk does with words. The question is answered first; what was being waited for is looked at before. */
export function decideSaid(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { slots } = understood;
  const command = answerCommand(state, text, facts);
  if (command !== undefined) return command;
  const help = needsHelp(state, text, understood, facts);
  if (help !== undefined) return before(removed(understood), help);
  const first = personFirst(state, understood, facts);
  if (first !== undefined) return before(removed(understood), first);

  const limited = limitedErasure(state, text, understood, facts);
  if (
    limited !== undefined &&
    (state.step.name !== 'asking_facts' || factsSaid(state, text, understood, facts) === 'none')
  )
    return before(removed(understood), limited);
  const back = takenBack(state, text, understood, facts);
  if (back !== undefined) return before([...removed(understood), ...toStaff(state)], back);
  const ending = stopsErasure(state, facts);
  if (slots.code !== undefined && ending !== undefined && isShort(text))
    return { state, outputs: [say(ending)] };

  const awaited = slots.code === undefined ? undefined : codeAwaitedFor(state, text, understood, facts);
  if (awaited !== undefined && slots.code !== undefined && isStrange(text, facts))
    return { state, outputs: stillAwaited({ ...state, step: { name: 'awaiting_code', number: awaited } }) };
  if (awaited !== undefined && slots.code !== undefined)
    return { state, outputs: [{ type: 'check_code', number: awaited, code: slots.code }] };
  const lost = mailboxLost(state, text, understood, facts);
  if (lost !== undefined) return before(toStaff(state), lost);
  const right = typedRight(text, state.step, facts);
  if (right !== undefined) return decideChoice(state, right, facts);
  const choice = typedChoice(text, state.step.name, facts);
  // "Waarom?" where no date was told asks something else.
  const noDate = choice === 'why_date' && facts.requests.length === 0;
  if (choice === 'never_mind' && listIndex(text, facts) === undefined)
    return stopRequest(state, text, undefined, facts);
  if (choice !== undefined && !noDate) return decideChoice(state, { choice }, facts);
  const which = answerWhich(state, text, understood, facts) ?? takenUpAgain(state, text, facts);
  if (which !== undefined) return which;
  const stops = stopWord(state, text, facts);
  if (stops !== undefined) return before(toStaff(state), stops);
  const short = shortWords(state, text, facts);
  if (short !== undefined) return short;
  const plain = plainQuestion(state, text, rightsOf(understood).sure, facts);
  if (plain !== undefined) return plain;
  const link = linkAsked(state, text, rightsOf(understood).sure, facts);
  if (link !== undefined) return before(toStaff(state), link);
  const desk = aboutDesk(state, text, rightsOf(understood).sure, facts);
  if (desk !== undefined) return before(toStaff(state), desk);
  if (isNoCode(state, text, understood, facts))
    return { state, outputs: [say({ kind: 'no_code_awaited' }), ...stillAwaited(state)] };
  return before(removed(understood), decideWords(state, text, understood, facts));
}

function decideWords(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { slots, labels } = understood;
  const { step } = state;
  const asks = (label: Label): boolean => isAsked(understood, label);
  const staff = toStaff(state);
  const stated = step.name === 'asking_facts' ? factsSaid(state, text, understood, facts) : 'none';
  if (step.name === 'asking_facts' && stated !== 'none') {
    const narrows =
      stated === 'beside' ? limitedErasure({ step: { name: 'idle' } }, text, understood, facts) : undefined;
    const read =
      narrows !== undefined
        ? narrows.outputs
        : stated === 'beside'
          ? [...noteWritten(facts), { type: 'pass_to_staff' } as const]
          : staff;
    return { state, outputs: [...read, { type: 'give_facts', number: step.number, text }] };
  }
  const value = valueGiven(state, text, understood, facts);
  if (value !== undefined) return before(staff, value);
  const order = answerOrder(state, text, understood, facts);
  if (order !== undefined) return before(staff, order);
  const meanwhile = identityMeanwhile(state, text, understood, facts);
  if (meanwhile !== undefined) return before(staff, meanwhile);
  const ahead = identityAhead(state, text, understood, facts);
  if (ahead !== undefined) return before(staff, ahead);
  const confirmed = answerConfirming(state, text, understood, facts);
  if (confirmed !== undefined) return before(staff, confirmed);
  const added = addedToBreach(state, text, understood, facts);
  if (added !== undefined) return added;
  const against = againstDecision(state, text, understood, facts);
  if (against !== undefined) return before(staff, against);
  const { sure, perhaps: heardToo } = asksDownload(text, rightsOf(understood), understood, facts);
  const named = namedRights(text, understood, facts);
  const perhaps = [...new Set([...heardToo, ...named])].filter((right) => !sure.includes(right));
  const keeps = keepsData(state, text, understood, facts);
  if (keeps !== undefined) return keeps;
  const swapped = swapsWish(state, understood, facts);
  if (swapped !== undefined) return before(staff, swapped);
  // "Ik wil een kopie" after "wat wilt u?" answers that question; it is no second request.
  if (step.name === 'choosing' && sure.length === 1 && sure[0] === 'access' && !understood.thirdParty)
    return decideChoice(state, { choice: 'copy' }, facts);
  if (correctsAddress(state, text, sure, understood)) {
    const corrected = identityGiven(state, text, understood, facts);
    if (corrected !== undefined) return before(staff, corrected);
  }
  // The question is answered first; what an access request says in general answers it too (R2).
  const answered = (filed: ConversationDecision): ConversationDecision =>
    asks('policy_question') && understood.topic !== null && !saysGenerally(filed)
      ? before([say(policyAnswer(understood.topic, understood.policy))], filed)
      : filed;
  const back =
    sure.length > 0
      ? []
      : [...new Set([...askedBack(understood, facts), ...copyAsked(text, understood, facts)])];
  if (back.length > 0) return before(staff, fileRights(state, back, understood, facts));
  if (sure.length > 0)
    return before(
      staff,
      answered(fileRights(state, sure, understood, facts, askedToo(text, perhaps, understood, sure, facts))),
    );
  const post = postAddress(state, text, understood, facts);
  if (post !== undefined) return post;
  if (step.name === 'asking_stop_address' && slots.email !== undefined)
    return stopAddress(state, step.number, true, facts);
  if (understood.signals.includes('asks_program') && !asks('policy_question'))
    return { state, outputs: [say({ kind: 'asks_program' }), ...stillAwaited(state)] };
  const awaited = understood.signals.includes('code_missing') ? codeMissingFor(state, facts) : undefined;
  if (awaited !== undefined) return before(staff, resendCode(state, awaited));
  const identity = identityGiven(state, text, understood, facts);
  if (identity !== undefined) return before(staff, identity);
  if (labels.includes('human')) return withWish(state, callHuman(state, facts), understood, facts);
  const asksOf = asksPolicy(understood);
  if (asks('status') || (asksOf && asksOwnTerm(understood, facts)))
    return offersWhereNothingRuns(
      withWish(state, answerStatus(state, facts), understood, facts, stillAwaited(state)),
      text,
      understood,
      facts,
    );
  if (asks('withdraw_request'))
    return offersWhereNothingRuns(
      keepsWish(stopRequest(state, text, slots.requestNumber, facts), understood, facts),
      text,
      understood,
      facts,
    );
  if (asksOf && understood.topic !== null) {
    const told = [say(policyAnswer(understood.topic, understood.policy))];
    const answer = withWish(state, { state, outputs: told }, understood, facts, stillAwaited(state));
    return offersRight(answer, text, understood, facts);
  }
  if (asks('policy_question') && !labels.some(isRight) && !isWithStaff(state)) {
    const place = { state, outputs: [say({ kind: 'policy_place' }), ...stillAwaited(state)] };
    return understood.confidence < CLEAR ? offersRight(place, text, understood, facts) : place;
  }
  // A right that is heard behind a threat is asked about at once, and a person reads it too (R17, R23).
  const runs = facts.requests.some((request) => request.open);
  const heard =
    runs && !speaksOfData(text, facts.choiceWords) ? [] : perhaps.filter((right) => labels.includes(right));
  if (heard.length > 0 && threatens(understood) && !isWithStaff(state) && !facts.humanWanted)
    return before([{ type: 'pass_to_staff' }], confirmRights(state, heard, understood, facts));
  if (meantForStaff(state, text, understood, facts)) return passToStaff(state, facts);
  if (named.length === 0 && isOfTheShop(text, understood, facts.choiceWords))
    return offersRight(smallTalk(state, text, understood, facts), text, understood, facts);
  const isCivil =
    (labels[0] === 'greeting' && asks('greeting')) || (labels[0] === 'thanks' && asks('thanks'));
  if (isCivil || answersTheStep(step, text)) return smallTalk(state, text, understood, facts);
  if (perhaps.length > 0)
    return before(
      likelyAnswer(understood),
      askedNow(state, perhaps, understood, facts) ??
        confirmRights(
          givenWithWish(state, text, understood, perhaps, facts),
          perhaps,
          understood,
          facts,
          named,
        ),
    );
  return smallTalk(state, text, understood, facts);
}

/** A policy question that was heard less surely is answered all the same, and then the right is asked about. */
function likelyAnswer({ labels, topic, policy, confidence }: Understanding): readonly ConversationOutput[] {
  const likely = labels.includes('policy_question') && topic !== null && confidence >= LIKELY;
  return likely ? [say(policyAnswer(topic, policy))] : [];
}

/** A word or two, while a choice, a name or a code is awaited, are a try at that, not a wish. */
function answersTheStep({ name }: DialogueStep, text: string): boolean {
  const waits = name === 'choosing' || name === 'asking_identity' || name === 'awaiting_code';
  return waits && text.trim().split(/\s+/).length <= FEW_WORDS;
}

/** A member of staff wrote or was asked for, or is threatened: words that ask the program nothing are for them. */
function meantForStaff(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): boolean {
  const { labels } = understood;
  if (
    labels.every((label) => label === 'thanks') &&
    text.split(/\s+/).length <= THANKS_WORDS &&
    labels.length > 0
  )
    return false;
  if (isWithStaff(state)) return true;
  // Who threatens with the authority or a lawyer and was not understood may well have asked a right (R17, R23).
  if (threatens(understood)) return true;
  // Somebody who was called decides what was meant: the program asks about it no more (R5).
  return facts.humanWanted && state.step.name === 'idle';
}

function threatens({ signals }: Understanding): boolean {
  return signals.includes('authority') || signals.includes('lawyer');
}

/** What a member of staff may be waiting for is read by them too, whatever else it leads to. */
function toStaff(state: DialogueState): readonly ConversationOutput[] {
  return isWithStaff(state) ? [{ type: 'pass_to_staff' }] : [];
}

function removed({ signals }: Understanding): readonly ConversationOutput[] {
  return signals.includes('bsn') ? [say({ kind: 'bsn_removed' })] : [];
}

function before(first: readonly ConversationOutput[], decision: ConversationDecision): ConversationDecision {
  return first.length === 0 ? decision : { ...decision, outputs: [...first, ...decision.outputs] };
}
