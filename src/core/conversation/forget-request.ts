import type { ConfirmingRight, DialogueState, DialogueStep } from './dialogue-state.ts';

/** The dialogue without a request that was anonymised; also without name and address when no other one needs them. */
export function forgetRequest(state: DialogueState, number: string, needsName: boolean): DialogueState {
  const { name, email, codeMailed, forOther, factsAsked, facts, step, ...rest } = state;
  const others = (numbers: readonly string[]) => numbers.filter((other) => other !== number);
  return {
    ...rest,
    step: stepWithout(step, number),
    ...(needsName && name !== undefined ? { name } : {}),
    ...(needsName && email !== undefined ? { email } : {}),
    ...(codeMailed === undefined ? {} : { codeMailed: others(codeMailed) }),
    ...(forOther === undefined ? {} : { forOther: others(forOther) }),
    ...(factsAsked === undefined ? {} : { factsAsked: others(factsAsked) }),
    ...(facts === undefined ? {} : { facts: facts.filter((waiting) => waiting.number !== number) }),
  };
}

/** The dialogue without words that were to become a request and that nobody said more about since the instant. */
export function forgetAsked(state: DialogueState, until: Date): DialogueState {
  const { step, waiting = [], ...rest } = state;
  const isOld = ({ asked }: Pick<ConfirmingRight, 'asked'>): boolean => new Date(asked.receivedAt) <= until;
  const left = waiting.filter((question) => !isOld(question));
  const old = step.name === 'confirming_right' && isOld(step);
  return { ...rest, step: old ? { name: 'idle' } : step, ...(left.length > 0 ? { waiting: left } : {}) };
}

function stepWithout(step: DialogueStep, number: string): DialogueStep {
  if (isAbout(step, number)) return { name: 'idle' };
  if (step.name === 'confirming' && step.also?.includes(number)) return { name: 'idle' };
  const waited = step.name === 'confirming_right' && step.after !== undefined && isAbout(step.after, number);
  return waited ? { ...step, after: { name: 'idle' } } : step;
}

function isAbout(step: DialogueStep, number: string): boolean {
  if (step.name === 'picking_request') return step.requests.some((one) => one.number === number);
  return 'number' in step && step.number === number;
}
