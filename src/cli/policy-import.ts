import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { explainProblems, readConfig, readEnvironment } from '../config.ts';
import { checkPolicy } from '../core/policy/check-policy.ts';
import { importPolicy } from '../core/policy/imported-policy.ts';
import { text } from '../core/text/texts.ts';
import { writePolicyFile } from '../platform/policy-file.ts';
import type { CommandContext } from './command.ts';

/**
 * Takes a shop's own policy (text, Markdown or HTML) as the text that customers get, word for word, and lists what it
 * lacks for the owner. 0 when taken, 1 when it has no text, 2 for wrong use. The desk takes it up within a minute (core/application/policy-versions.ts).
 */
export async function policyImport({ args, json, write, explain }: CommandContext): Promise<number> {
  const reading = readConfig(readEnvironment(process.cwd()));
  if (!reading.ok) {
    explain(explainProblems(reading.problems));
    return 2;
  }
  const { locale, dataDir } = reading.value;
  const [file, ...others] = args;
  if (file === undefined || others.length > 0) {
    explain('policy import FILE [--json]');
    return 2;
  }
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    explain(text(locale, 'gaps:report.unreadable', { file, reason }));
    return 2;
  }
  const policy = importPolicy(source);
  if (policy.sections.length === 0) {
    explain(text(locale, 'gaps:import.empty', { file }));
    return 1;
  }
  const written = await writePolicyFile(dataDir, policy);
  const gaps = checkPolicy(source);
  const { facts, sections } = policy;
  if (json) {
    write(JSON.stringify({ file: written, sections: sections.length, facts, gaps }));
    return 0;
  }
  write(text(locale, 'gaps:import.taken', { count: sections.length, file: written }));
  for (const { title, topic } of sections)
    write(`  ${title}: ${topic === null ? text(locale, 'gaps:import.page_only') : topic}`);
  write(text(locale, 'gaps:import.recipients', { names: facts.recipients.join(', ') || '-' }));
  write(text(locale, 'gaps:import.addresses', { names: facts.addresses.join(', ') || '-' }));
  for (const term of facts.terms) write(`  ${term}`);
  write(text(locale, 'gaps:import.gaps', { count: gaps.length }));
  for (const { kind, line } of gaps)
    write(
      `  ${line === undefined ? '' : `${text(locale, 'gaps:report.line', { line })}: `}${text(locale, `gaps:what.${kind}`)}`,
    );
  return 0;
}
