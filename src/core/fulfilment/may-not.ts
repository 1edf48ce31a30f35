import { type Capabilities, type Health, PROCESSOR_ACTIONS, type ProcessorAction } from './processor.ts';

/** What a system lets be done from here and our key does not; nothing where it does not tell, or does not work at all. */
export function mayNot(
  { supports }: Pick<Capabilities, 'supports'>,
  health: Health,
): readonly ProcessorAction[] {
  const may = health.ok ? health.may : undefined;
  return may === undefined
    ? []
    : PROCESSOR_ACTIONS.filter((action) => supports[action] === 'api' && !may.includes(action));
}
