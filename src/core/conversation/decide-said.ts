import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput, RequestFact } from './conversation-input.ts';
import { callHuman, confirmEnding, decideChoice } from './decide-choice.ts';
import type { DialogueState } from './dialogue-state.ts';
import { rightsOf } from './filed-rights.ts';
import { identityGiven } from './identity-given.ts';
import { openConfirmed } from './open-confirmed.ts';
import { openRights } from './open-rights.ts';
import { say } from './say.ts';
import { typedChoice } from './typed-choice.ts';

/** Longer than this is kept whole, and a person is offered: the desk reads only the beginning by itself. */
const READ_CHARACTERS = 20_000;

const COMMANDS: Readonly<Record<string, 'greeting' | 'status' | 'policy'>> = {
  '/start': 'greeting',
  '/help': 'greeting',
  '/status': 'status',
  '/privacy': 'policy',
};

/** What the desk does with words. The question is answered first; what was being waited for is looked at before. */
export function decideSaid(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { slots, labels, signals } = understood;
  const command = COMMANDS[text.trim().split(/[\s@]/, 1)[0]?.toLowerCase() ?? ''];
  if (command !== undefined) return answerCommand(state, command, facts);
  const bsn: readonly ConversationOutput[] = signals.includes('bsn') ? [say({ kind: 'bsn_removed' })] : [];
  if (signals.includes('deceased') && state.step.name === 'idle') return death(state, facts);

  const awaited = slots.code === undefined ? undefined : codeAwaitedFor(state, text, facts);
  if (awaited !== undefined && slots.code !== undefined)
    return { state, outputs: [{ type: 'check_code', number: awaited, code: slots.code }] };
  const choice = typedChoice(text, state.step.name, facts);
  if (choice !== undefined) return decideChoice(state, { choice }, facts);

  const filed = rightsOf(understood);
  // "Ik wil een kopie" after "wat wilt u?" answers that question; it is no second request.
  if (state.step.name === 'choosing' && filed.sure.length === 1 && filed.sure[0] === 'access')
    return decideChoice(state, { choice: 'copy' }, facts);
  if (filed.sure.length > 0) return before(bsn, file(state, filed.sure, understood, facts));
  const identity = identityGiven(state, text, understood);
  if (identity !== undefined) return before(bsn, identity);
  if (labels.includes('human')) return callHuman(state, facts);
  if (labels.includes('status')) return status(state, facts);
  if (labels.includes('withdraw_request')) {
    const { requestNumber } = slots;
    const request = facts.requests.find((fact) =>
      requestNumber === undefined ? fact.open : fact.number === requestNumber,
    );
    return request === undefined
      ? { state, outputs: [say({ kind: 'status_none' })] }
      : confirmEnding(state, request, 'withdrawn');
  }
  if (labels.includes('policy_question') && understood.topic !== null)
    return before(bsn, { state, outputs: [say({ kind: 'policy_answer', topic: understood.topic })] });
  if (filed.perhaps.length > 0) return confirmRights(state, filed.perhaps, facts);
  return before(bsn, smallTalk(state, text, understood, facts));
}

function file(
  state: DialogueState,
  rights: readonly Right[],
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { signals, thirdParty, slots } = understood;
  const raised = signals.some(
    (signal) =>
      signal === 'anger' || signal === 'lawyer' || signal === 'authority' || signal === 'deadline_set',
  );
  const known: DialogueState = {
    ...state,
    ...(slots.name === undefined ? {} : { name: slots.name }),
  };
  const flags = { raised, thirdParty };
  const { step } = state;
  const answers = step.name === 'confirming_right' && rights.some((right) => step.options.includes(right));
  const opened = answers
    ? openConfirmed(known, step, rights, flags, facts)
    : openRights(known, rights, flags, facts, facts.source);
  const human: ConversationOutput[] = [];
  if (signals.includes('minor')) human.push({ type: 'call_human', reason: 'minor' });
  if (thirdParty) human.push({ type: 'call_human', reason: 'third_party' });
  return { state: opened.state, outputs: [...opened.outputs, ...human] };
}

/** The request whose code this may be: the one that is waited for, or after a detour the one that got a code mailed. */
function codeAwaitedFor(state: DialogueState, text: string, facts: ConversationFacts): string | undefined {
  if (state.step.name === 'awaiting_code') return state.step.number;
  if (state.email === undefined || /[^\d\s-]/.test(text)) return undefined;
  return facts.requests.find((fact) => fact.status === 'awaiting_identity' && !fact.proven)?.number;
}

/** One confirming question with choices; the words and their receipt are kept meanwhile (row 14, R17). */
function confirmRights(
  state: DialogueState,
  options: readonly Right[],
  facts: ConversationFacts,
): ConversationDecision {
  const { words, receivedAt, key } = facts.source;
  return {
    state: {
      ...state,
      step: { name: 'confirming_right', options, asked: { words, receivedAt, sourceKey: key } },
    },
    outputs: [{ type: 'await_answer' }, say({ kind: 'confirm_right', options })],
  };
}

function status(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  const requests = facts.requests.map(statusLine);
  return {
    state,
    outputs: [
      say(
        requests.length === 0 ? { kind: 'status_none' } : { kind: 'status', requests: requests.slice(0, 5) },
      ),
    ],
  };
}

function statusLine({ number, right, status: state, dueDay }: RequestFact) {
  return { number, right, state, dueDay };
}

/** A death: no code, one line of sympathy, a person (R4). */
function death(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  const call: ConversationOutput[] = facts.humanWanted ? [] : [{ type: 'call_human', reason: 'deceased' }];
  return { state, outputs: [...call, say({ kind: 'condolence' })] };
}

function answerCommand(
  state: DialogueState,
  command: 'greeting' | 'status' | 'policy',
  facts: ConversationFacts,
): ConversationDecision {
  if (command === 'status') return status(state, facts);
  return { state, outputs: [say(command === 'policy' ? { kind: 'general_answer' } : { kind: 'greeting' })] };
}

/** Nothing asked for: polite, and never the end of the road. What waits for an answer is said again. */
function smallTalk(
  state: DialogueState,
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): ConversationDecision {
  const { labels } = understood;
  const current = 'number' in state.step ? state.step.number : undefined;
  const open = facts.requests.find((request) => request.open);
  const noted: ConversationOutput[] = open?.proven
    ? [{ type: 'note_customer_wrote', number: open.number }]
    : [];
  if (labels.includes('thanks')) return { state, outputs: [...noted, say({ kind: 'thanks' })] };
  if (labels.includes('greeting')) return { state, outputs: [say({ kind: 'greeting' })] };
  if (text.length > READ_CHARACTERS) return { state, outputs: [...noted, say({ kind: 'too_long' })] };
  if (state.step.name === 'awaiting_code') return { state, outputs: [say({ kind: 'code_wrong_form' })] };
  if (state.step.name === 'asking_identity' && current !== undefined)
    return {
      state,
      outputs: [
        say(text.includes('@') ? { kind: 'email_invalid' } : { kind: 'ask_identity', number: current }),
      ],
    };
  if (state.step.name === 'choosing' && current !== undefined)
    return { state, outputs: [say({ kind: 'ask_choice', number: current })] };
  const outOfScope = labels.includes('out_of_scope') && understood.confidence >= 0.6;
  return { state, outputs: [...noted, say({ kind: outOfScope ? 'out_of_scope' : 'not_understood' })] };
}

function before(first: readonly ConversationOutput[], decision: ConversationDecision): ConversationDecision {
  return first.length === 0 ? decision : { ...decision, outputs: [...first, ...decision.outputs] };
}
