import { z } from 'zod';
import { readText } from './tree.ts';

const versions = z.record(z.string(), z.string());
const manifest = z.object({
  scripts: versions,
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  allowScripts: z.record(z.string(), z.boolean()),
});

export type Manifest = z.infer<typeof manifest>;

/** package.json. */
export function readManifest(): Manifest {
  return manifest.parse(JSON.parse(readText('package.json')));
}
