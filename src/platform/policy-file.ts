import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const words = z.array(z.string()).readonly();
/** Of `Topic` it is a topic's name, or null; the core says which are topics. */
const policyFile = <Topic extends string>(isTopic: (text: string) => text is Topic) => {
  const topic = z.string().refine(isTopic);
  return z.strictObject({
    sections: z
      .array(z.strictObject({ title: z.string(), topic: topic.nullable(), sentences: words }))
      .readonly(),
    facts: z.strictObject({
      addresses: words,
      recipients: words,
      terms: words,
      topics: z.array(topic).readonly(),
    }),
  });
};

/** Where a shop's own policy stands: a locale folder beside its data. */
export function policyFileOf(dataDir: string): string {
  return join(dataDir, 'locales', 'nl', 'policy.json');
}

/** Writes what was imported; makes the folder. The policy is public text, the folder is the desk's. */
export async function writePolicyFile(dataDir: string, policy: object): Promise<string> {
  const file = policyFileOf(dataDir);
  await mkdir(join(dataDir, 'locales', 'nl'), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify(policy, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** What was imported; undefined when nothing was. A file in another shape ends the start with its name. */
export async function readPolicyFile<Topic extends string>(
  dataDir: string,
  isTopic: (text: string) => text is Topic,
) {
  const file = policyFileOf(dataDir);
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
  const parsed = policyFile(isTopic).safeParse(JSON.parse(content));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
