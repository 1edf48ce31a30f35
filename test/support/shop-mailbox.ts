import { onTestFinished } from 'vitest';
import type {
  Change,
  Finding,
  FoundRecord,
  PlanStep,
  SubjectKey,
} from '../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { shopMailbox } from '../../src/processors/mailbox/mailbox.ts';
import { newImapServer } from './imap-server.ts';

export const NOW = new Date('2026-11-23T12:00:00Z');
export const ARRIVED = new Date('2026-03-02T09:00:00Z');
export const JAN: SubjectKey = { kind: 'email', value: 'jan@klant.example', from: 'proven' };

/** A mail between a customer and the shop; whatever is given stands in its place. */
export function mail(given: Readonly<Record<string, string>> = {}): string {
  const { text = 'Waar blijft mijn kaars?', ...fields } = given;
  const head = {
    From: 'Jan de Boer <jan@klant.example>',
    To: 'info@winkel.example',
    Subject: 'Vraag',
    Date: 'Mon, 2 Mar 2026 10:00:00 +0100',
    ...fields,
  };
  const lines = Object.entries(head).filter(([, value]) => value !== '');
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${text}\n`;
}

/** The mailbox of the shop as a source, at a server with these extensions; waits are counted, not waited. */
export async function openShopMailbox(
  extensions: readonly string[] = ['UIDPLUS', 'MOVE'],
  patienceMs = 30_000,
) {
  const server = newImapServer('info@winkel.example', 'geheim', [...extensions]);
  server.folder('Sent', '\\Sent', 7);
  server.folder('Trash', '\\Trash', 8);
  await server.start();
  onTestFinished(() => server.stop());
  const waited: number[] = [];
  const at = (url: string) => {
    const settings = {
      source: 'mijndomein',
      url: new Redacted(url),
      ownAddresses: ['winkel@winkel.example'],
      desk: {
        address: 'privacy@balie.example',
        sent: (messageId: string) => messageId.endsWith('@balie.example>'),
      },
    };
    return shopMailbox(settings, {
      patienceMs,
      wait: async (ms) => {
        waited.push(ms);
      },
    });
  };
  const source = at(server.url);

  async function find(keys: readonly SubjectKey[] = [JAN], from = source) {
    const findings: Finding[] = [];
    const context = { requestId: 'r', level: 1, requestReceivedAt: NOW, now: NOW };
    for await (const finding of from.find(keys, context)) findings.push(finding);
    const last = findings.at(-1);
    if (last?.type !== 'coverage') throw new Error('a search ends in a coverage');
    return {
      findings,
      coverage: last.coverage,
      records: findings.flatMap((finding) => (finding.type === 'record' ? [finding.record] : [])),
      files: findings.flatMap((finding) => (finding.type === 'file' ? [finding.file] : [])),
      keys: findings.flatMap((finding) => (finding.type === 'key' ? [finding.key.value] : [])),
    };
  }

  /** Every step of the plan, carried out and then verified. */
  async function carryOut(change: Change, records: readonly FoundRecord[]) {
    const steps = source.plan(change, records, NOW);
    const outcomes: string[] = [];
    for (const step of steps) {
      if (step.treatment === 'by_hand' || step.treatment === 'keep') continue;
      const outcome = await execute(step, change);
      const verified = await source.verify(step, context(step, change));
      outcomes.push(`${'code' in outcome ? outcome.code : outcome.status} ${verified}`);
    }
    return { steps, outcomes };
  }
  const context = (step: PlanStep, change: Change) => ({ stepId: step.recordRef, change, now: NOW });
  const execute = (step: PlanStep, change: Change = { action: 'erase' }) =>
    source.execute(step, context(step, change));
  const verify = (step: PlanStep, change: Change = { action: 'erase' }) =>
    source.verify(step, context(step, change));

  return { server, source, at, waited, find, carryOut, execute, verify };
}

/** What a record says, by name. */
export function fieldsOf({ fields }: FoundRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
