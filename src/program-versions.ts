import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { incrementalSha256 } from './core/kernel/digest.ts';

const SOURCE = import.meta.dirname;
const LOCALES = join(SOURCE, '..', 'locales');

/** What decides, and from which files: nobody has to remember to raise a number. */
const PARTS = [
  ['deadline', [join(SOURCE, 'core', 'deadline')]],
  [
    'classifier',
    [join(SOURCE, 'core', 'understanding'), join(LOCALES, 'nl', 'phrases'), join(LOCALES, 'en', 'phrases')],
  ],
  ['texts', [join(LOCALES, 'nl'), join(LOCALES, 'en'), join(SOURCE, 'core', 'text')]],
] as const;

let made: Promise<string> | undefined;

/** `deadline-… classifier-… texts-…`: versions that change with the rules, the reader of messages and the words (R36). */
export function programVersions(): Promise<string> {
  made ??= Promise.all(PARTS.map(async ([name, folders]) => `${name}-${await versionOf(folders)}`)).then(
    (parts) => parts.join(' '),
  );
  return made;
}

async function versionOf(folders: readonly string[]): Promise<string> {
  const hash = incrementalSha256();
  for (const folder of folders) {
    const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
    for (const name of files.map((entry) => entry.name).sort()) {
      hash.update(Buffer.from(name));
      hash.update(await readFile(join(folder, name)));
    }
  }
  return hash.hex().slice(0, 8);
}
