import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');

const GENERATED = 'src/core/store/generated/';

/** The files under a folder of the project as `src/a/b.ts`, sorted; with endings such as `.ts`, only those. */
export function filesUnder(folder: string, ...endings: readonly string[]): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith(GENERATED))
    .filter((path) => endings.length === 0 || endings.some((ending) => path.endsWith(ending)))
    .sort();
}

/** The files right in the root, with that ending. */
export function rootFiles(ending = ''): string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name);
}

/** The TypeScript that the shop runs. */
export const sourceFiles = (): string[] => filesUnder('src', '.ts');

/** All code that we wrote: source with the scripts of its pages, tests, measurements, seed and settings. */
export const ourFiles = (): string[] => [
  ...['src', 'test', 'bench', 'prisma'].flatMap((folder) => filesUnder(folder, '.ts', '.js')),
  ...rootFiles('.ts'),
];

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function linesOf(path: string): number {
  return readText(path).split('\n').length - 1;
}
