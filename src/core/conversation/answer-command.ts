import { answerStatus } from './answer-status.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { callHuman } from './decide-choice.ts';
import type { DialogueState } from './dialogue-state.ts';
import { say } from './say.ts';

const COMMANDS: Readonly<Record<string, 'greeting' | 'status' | 'policy' | 'human'>> = {
  '/start': 'greeting',
  '/help': 'greeting',
  '/status': 'status',
  '/privacy': 'policy',
  '/mens': 'human',
  '/person': 'human',
};

/** "/status", "/mens", also with the name of a bot behind it; undefined for all other words. */
export function answerCommand(
  state: DialogueState,
  text: string,
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const command = COMMANDS[text.trim().split(/[\s@]/, 1)[0]?.toLowerCase() ?? ''];
  if (command === undefined) return undefined;
  if (command === 'status') return answerStatus(state, facts);
  if (command === 'human') return callHuman(state, facts);
  return { state, outputs: [say(command === 'policy' ? { kind: 'general_answer' } : { kind: 'greeting' })] };
}
