import type { HistoryEntry } from '../../core/application/core-api.ts';
import type { WithWords } from '../frame/view.ts';

/** The name of a step; of a search also where, and what came of it: not every source that was asked was searched. */
export function stepName(
  { words }: WithWords,
  sources: readonly { readonly source: string; readonly name: string }[],
  { type, params }: HistoryEntry,
): string {
  const name = words.term('events', type);
  if (typeof params.knownBy === 'string') return `${name}: ${words.term('proofs', params.knownBy)}`;
  if (typeof params.source !== 'string') return name;
  const known = sources.find(({ source }) => source === params.source);
  const where = `${name}: ${words.source(params.source, known?.name ?? params.source)}`;
  if (typeof params.coverage !== 'string') return where;
  return `${where}, ${words.term('coverage', params.coverage).toLocaleLowerCase(words.language)}`;
}
