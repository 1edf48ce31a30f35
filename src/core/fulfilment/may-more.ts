import type { Capabilities, Health, ProcessorAction } from './processor.ts';

/** What our key allows and nothing here asks for: a right that a thief of the key would have for nothing. */
export function mayMore(
  { supports }: Pick<Capabilities, 'supports'>,
  health: Health,
): readonly ProcessorAction[] {
  if (!health.ok) return [];
  const { may = [], unneeded = [] } = health;
  return [...new Set([...unneeded, ...may.filter((action) => supports[action] !== 'api')])];
}
