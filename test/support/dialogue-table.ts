import { RIGHTS } from '../../src/core/kernel/rights.ts';
import type { DialogueScript } from './dialogue-script.ts';

export interface ScriptFile {
  /** The mishap that its dialogues are about: the name of the file without its ending. */
  readonly mishap: string;
  readonly scripts: readonly DialogueScript[];
}

/** How many dialogues there are by right and mishap, as Markdown; one that ends in two rights counts in both rows. */
export function dialogueTable(files: readonly ScriptFile[]): string {
  const rows = [...RIGHTS, NONE].map((right) => [
    right,
    ...files.map(({ scripts }) =>
      String(scripts.filter((script) => rightsOf(script).includes(right)).length),
    ),
  ]);
  const total = ['all', ...files.map(({ scripts }) => String(scripts.length))];
  const head = ['right', ...files.map(({ mishap }) => mishap)];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => (cell === '0' ? '' : cell)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...[...rows, total].map(line)].join('\n');
}

/** A dialogue in which nothing was asked for, or only a policy question or a person. */
const NONE = 'no request';

/** The rights of the requests that stand in its lines `=`. */
function rightsOf({ steps }: DialogueScript): readonly string[] {
  const told = steps.filter(({ verb }) => verb === '=').map(({ rest }) => rest);
  const words = told.flatMap((rest) => rest.split(', ').map((request) => request.split(' ')[0]));
  const rights = RIGHTS.filter((right) => words.includes(right));
  return rights.length === 0 ? [NONE] : rights;
}
