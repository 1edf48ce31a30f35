import { readText } from './tree.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
}

export interface Model {
  readonly name: string;
  /** The `///` lines right above it. */
  readonly doc: string;
  readonly columns: readonly Column[];
}

/** The models of a Prisma schema. */
export function modelsIn(schema: string): Model[] {
  return [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([^}]*)^\}/gm)].map(
    ([, doc = '', name = '', body = '']) => ({
      name,
      doc: doc.replaceAll('///', '').trim(),
      columns: [...body.matchAll(/^ +(\w+) +(\w+)/gm)].map(([, column = '', type = '']) => ({
        name: column,
        type,
      })),
    }),
  );
}

export const readModels = (): Model[] => modelsIn(readText('prisma/schema.prisma'));
