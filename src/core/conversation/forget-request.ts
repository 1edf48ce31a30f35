import type { DialogueState, DialogueStep } from './dialogue-state.ts';

/** The dialogue without a request that was anonymised; without any other one also without name and address. */
export function forgetRequest(state: DialogueState, number: string, hasOthers: boolean): DialogueState {
  const { name, email, codeMailed, forOther, step, ...rest } = state;
  const others = (numbers: readonly string[]) => numbers.filter((other) => other !== number);
  return {
    ...rest,
    step: isAbout(step, number) ? { name: 'idle' } : step,
    ...(hasOthers && name !== undefined ? { name } : {}),
    ...(hasOthers && email !== undefined ? { email } : {}),
    ...(codeMailed === undefined ? {} : { codeMailed: others(codeMailed) }),
    ...(forOther === undefined ? {} : { forOther: others(forOther) }),
  };
}

function isAbout(step: DialogueStep, number: string): boolean {
  return 'number' in step && step.number === number;
}
