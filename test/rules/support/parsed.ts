import { type ParseResult, parseSync } from 'oxc-parser';
import { readText } from './tree.ts';

/** What the parser saw. Each part is made when it is asked for: the tree costs far more than the list of imports. */
export interface Parsed extends Pick<ParseResult, 'program' | 'module' | 'comments'> {
  readonly path: string;
  readonly source: string;
  /** The source without its comments, for a first look; offsets differ. */
  readonly code: string;
}

const remembered = new Map<string, Parsed>();

/** A file of the project; read once. */
export function parsed(path: string): Parsed {
  const known = remembered.get(path);
  if (known !== undefined) return known;
  const result = parse(path, readText(path));
  remembered.set(path, result);
  return result;
}

/** TypeScript text as if it stood in that file. */
export function parse(path: string, source: string): Parsed {
  const result = parseSync(path, source);
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return {
    path,
    source,
    get code() {
      return codeOf(source, result.comments);
    },
    get program() {
      return result.program;
    },
    get module() {
      return result.module;
    },
    get comments() {
      return result.comments;
    },
  };
}

function codeOf(source: string, comments: Parsed['comments']): string {
  const starts = [0, ...comments.map(({ end }) => end)];
  return starts.map((start, index) => source.slice(start, comments[index]?.start)).join(' ');
}

/** `path:line` of an offset, as editors open it. */
export function placeOf({ path, source }: Pick<Parsed, 'path' | 'source'>, offset: number): string {
  return `${path}:${source.slice(0, offset).split('\n').length}`;
}
