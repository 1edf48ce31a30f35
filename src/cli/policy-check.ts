import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import { readConfig, readEnvironment } from '../config.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { checkPolicy } from '../core/policy/check-policy.ts';
import { firstProfile } from '../core/policy/first-profile.ts';
import type { PolicyFinding } from '../core/policy/policy-finding.ts';
import { generalPolicySections } from '../core/text/policy-answer.ts';
import { text } from '../core/text/texts.ts';
import type { CommandContext } from './command.ts';
import { policyDrift } from './policy-drift.ts';

/** A policy is a few pages; more is another file. */
const MOST_BYTES = 2_000_000;

/**
 * Reports what is wanting in a policy document, each with its place, why it matters and what to do. 0 when nothing
 * is found, 1 when something is, 2 when the file cannot be read. A FILE needs no database; without one the policy is held
 * against what is in use as well (R28).
 */
export async function policyCheck({ args, json, write, explain }: CommandContext): Promise<number> {
  const last = args.at(-1);
  const asked: ReplyLanguage | undefined = last === 'nl' || last === 'en' ? last : undefined;
  const [file, ...others] = asked === undefined ? args : args.slice(0, -1);
  const language = asked ?? languageOfShop();
  if (others.length > 0) {
    explain('policy check [FILE] [nl|en] [--json]');
    return 2;
  }
  const source = file === undefined ? plainPolicy() : await read(file, language, explain);
  if (source === undefined) return 2;
  const findings = checkPolicy(source);
  if (json)
    for (const finding of findings) write(JSON.stringify({ ...finding, ...inWords(finding, language) }));
  else report(findings, file ?? text(language, 'gaps:report.plain'), language, write);
  const differs = file === undefined ? await policyDrift({ json, write, explain }, language) : 0;
  return findings.length === 0 && differs === 0 ? 0 : 1;
}

function languageOfShop(): ReplyLanguage {
  const reading = readConfig(readEnvironment(process.cwd()));
  return reading.ok ? reading.value.locale : 'nl';
}

function plainPolicy(): string {
  return generalPolicySections('nl', firstProfile())
    .map(({ title, paragraphs }) => [`# ${title}`, ...paragraphs].join('\n\n'))
    .join('\n\n');
}

async function read(
  file: string,
  language: ReplyLanguage,
  explain: CommandContext['explain'],
): Promise<string | undefined> {
  try {
    if ((await stat(file)).size > MOST_BYTES) {
      explain(text(language, 'gaps:report.too_long', { file }));
      return undefined;
    }
    const source = await readFile(file, 'utf8');
    if (source.trim() !== '' && !/[\0\uFFFD]/.test(source)) return source;
    explain(text(language, 'gaps:report.no_text', { file }));
    return undefined;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    explain(text(language, 'gaps:report.unreadable', { file, reason }));
    return undefined;
  }
}

function inWords({ kind }: PolicyFinding, language: ReplyLanguage) {
  return {
    what: text(language, `gaps:what.${kind}`),
    why: text(language, `gaps:why.${kind}`),
    do: text(language, `gaps:do.${kind}`),
  };
}

function report(
  findings: readonly PolicyFinding[],
  file: string,
  language: ReplyLanguage,
  write: CommandContext['write'],
): void {
  for (const finding of findings) {
    const { what, why, do: todo } = inWords(finding, language);
    const { line, quote } = finding;
    const place =
      line === undefined
        ? text(language, 'gaps:report.nowhere')
        : text(language, 'gaps:report.line', { line });
    write(`${text(language, `gaps:severity.${finding.severity}`)}  ${place}: ${what}`);
    if (quote !== undefined) write(`      "${quote}"`);
    write(`      ${text(language, 'gaps:report.why')}: ${why}`);
    write(`      ${text(language, 'gaps:report.do')}: ${todo}`);
  }
  write(
    findings.length === 0
      ? text(language, 'gaps:report.clean', { file })
      : text(language, 'gaps:report.found', { count: findings.length, file }),
  );
}
