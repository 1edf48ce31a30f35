import { dirname, join, normalize } from 'node:path/posix';
import { Visitor } from 'oxc-parser';
import { type Parsed, placeOf } from './parsed.ts';

export interface Import {
  readonly from: string;
  readonly place: string;
  /** A path of the project, or a package as it is written: `zod`, `hono/html`, `node:path`. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Everything that a file imports: statements, re-exports, `import()` and `import('…').Type`. */
export function importsOf(file: Parsed): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, offset: number, typeOnly: boolean): void => {
    const own = specifier.startsWith('.');
    const to = own ? normalize(join(dirname(file.path), specifier)) : specifier;
    found.push({ from: file.path, place: placeOf(file, offset), to, typeOnly });
  };
  for (const { moduleRequest, entries, start } of file.module.staticImports)
    add(moduleRequest.value, start, entries.length > 0 && entries.every(({ isType }) => isType));
  for (const { entries, start } of file.module.staticExports)
    for (const { moduleRequest, isType } of entries)
      if (moduleRequest !== null) add(moduleRequest.value, start, isType);
  if (!/\bimport\s*\(/.test(file.source)) return found;
  new Visitor({
    ImportExpression({ source, start }) {
      if (source.type === 'Literal' && typeof source.value === 'string') add(source.value, start, false);
    },
    TSImportType({ source, start }) {
      add(source.value, start, true);
    },
  }).visit(file.program);
  return found;
}

/** The name of the package: `hono` of `hono/html`; undefined for our own files and for Node.js itself. */
export function packageOf(to: string): string | undefined {
  if (/^(src|test|bench|prisma|locales)\/|^node:|^\w[\w.]*\.(ts|json)$/.test(to)) return undefined;
  const [first = '', second = ''] = to.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
