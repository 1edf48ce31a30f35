import type {
  ConversationFacts,
  ConversationInput,
  ConversationOutput,
  RequestFact,
} from '../../../src/core/conversation/conversation-input.ts';
import { decideConversation } from '../../../src/core/conversation/decide-conversation.ts';
import { type DialogueState, NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { typedWords } from '../../../src/core/kernel/typed-words.ts';
import { choiceWords } from '../../../src/core/text/choices.ts';
import type { Label, Understanding } from '../../../src/core/understanding/understanding.ts';
import { day } from '../../support/request-builder.ts';

export const NUMBER = 'PB-2222-3333';
export const NEXT = 'PB-4444-5555';

export const REQUEST: RequestFact = {
  number: NUMBER,
  right: 'access',
  status: 'received',
  open: true,
  proven: false,
  dueDay: day('2026-12-02'),
};

export const FACTS: ConversationFacts = {
  channel: 'web',
  today: day('2026-11-02'),
  requests: [],
  next: [
    { number: NEXT, dueDay: day('2026-12-02') },
    { number: 'PB-6666-7777', dueDay: day('2026-12-02') },
  ],
  askedDueDay: null,
  noticeShown: true,
  humanWanted: false,
  source: { words: 'de woorden', receivedAt: '2026-11-02T10:00:00.000Z', key: 'm1' },
  choiceWords: { copy: ['een kopie van mijn gegevens'], never_mind: ['laat maar'], yes: ['ja'], no: ['nee'] },
};

export function understood(labels: readonly Label[], change: Partial<Understanding> = {}): Understanding {
  return {
    labels,
    topic: null,
    language: 'nl',
    thirdParty: false,
    confidence: 0.99,
    slots: {},
    signals: [],
    ...change,
  };
}

export function said(
  labels: readonly Label[],
  change: Partial<Understanding> = {},
  text = 'tekst',
): ConversationInput {
  return { type: 'said', text, understood: understood(labels, change) };
}

export function decide(
  input: ConversationInput,
  state: DialogueState = NEW_DIALOGUE,
  facts: Partial<ConversationFacts> = {},
) {
  const decided = decideConversation(state, input, { ...FACTS, ...facts });
  return { state: decided.state, does: decided.outputs.map(brief), outputs: decided.outputs };
}

function brief(output: ConversationOutput): string {
  return output.type === 'say' ? output.message.kind : `${output.type}!`;
}

export const CHOOSING: DialogueState = { step: { name: 'choosing', number: NUMBER } };
export const ASKING: DialogueState = { step: { name: 'asking_identity', number: NUMBER } };
export const WAITING: DialogueState = {
  step: { name: 'awaiting_code', number: NUMBER },
  name: 'Sanne',
  email: 'sanne@example.nl',
};

/** The words that the program ships with. */
export const SPOKEN = { choiceWords: choiceWords('nl', typedWords) };
