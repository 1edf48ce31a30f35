import process from 'node:process';
import { readConfig, readEnvironment } from '../config.ts';
import { isPolicyTopic } from '../core/kernel/policy-topics.ts';
import { firstProfile } from '../core/policy/first-profile.ts';
import { generalPolicySections } from '../core/text/policy-answer.ts';
import { readPolicyFile } from '../platform/policy-file.ts';
import type { CommandContext } from './command.ts';

/** The policy in plain Dutch as the pages and the chat tell it; one topic, or all. Needs no database. */
export async function policyShow({ args: [topic], write, explain }: CommandContext): Promise<number> {
  const reading = readConfig(readEnvironment(process.cwd()));
  const ownPolicy = reading.ok ? await readPolicyFile(reading.value.dataDir, isPolicyTopic) : undefined;
  const shop = { ...firstProfile(), ...(ownPolicy === undefined ? {} : { ownPolicy }) };
  const sections = generalPolicySections('nl', shop);
  const shown = topic === undefined ? sections : sections.filter((section) => section.id === topic);
  if (shown.length === 0) {
    explain(`There is no topic ${topic}. Topics: ${sections.map((section) => section.id).join(', ')}`);
    return 2;
  }
  for (const { title, paragraphs } of shown) write([title, ...paragraphs, ''].join('\n'));
  return 0;
}
