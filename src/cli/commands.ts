import { join } from 'node:path';
import { DEMO_CUSTOMERS } from '../../prisma/demo-shop.ts';
import { trainUnderstanding } from '../core/understanding/train-understanding.ts';
import { loadPhrases } from '../platform/load-phrases.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { daily } from './daily.ts';
import { deadlineCommand } from './deadline.ts';
import { doctor } from './doctor.ts';
import { policyShow } from './policy.ts';
import { policyCheck } from './policy-check.ts';
import { policyImport } from './policy-import.ts';
import { policyPublish } from './policy-publish.ts';
import { policyReadability } from './policy-readability.ts';
import { processorsCheck } from './processors.ts';
import { registerList, registerVerify } from './register.ts';
import { registerDossier } from './register-dossier.ts';
import { registerExport } from './register-export.ts';
import { mailingCheck, registerReceipt } from './register-receipt.ts';
import { registerReport } from './register-report.ts';
import { requestList, requestShow } from './request.ts';
import { REQUEST_OPEN_INPUT, requestOpen } from './request-open.ts';
import { restore } from './restore.ts';
import { restoreCheck } from './restore-check.ts';
import { slackManifest } from './slack-manifest.ts';
import { staffAdd, staffList, staffOwner, staffRemove } from './staff.ts';
import { understandCommand } from './understand.ts';

const LOCALES = join(import.meta.dirname, '..', '..', 'locales');

export const COMMANDS: readonly Command[] = [
  { name: 'request list', args: '[--json]', does: 'the open requests with their dates', action: requestList },
  {
    name: 'request show',
    args: 'NUMBER [--json]',
    does: 'one request with its whole history',
    action: requestShow,
  },
  {
    name: 'request open',
    args: '',
    does: 'files a request for a customer at the counter or on the phone',
    more: REQUEST_OPEN_INPUT,
    action: requestOpen,
  },
  { name: 'register list', args: '[--json]', does: 'the register, newest first', action: registerList },
  {
    name: 'register verify',
    args: '[SEAL] [--json]',
    does: 'finds what was changed in the register outside the desk',
    more: 'SEAL: number of a seal that an earlier check printed; an older one is a fault too.',
    action: registerVerify,
  },
  {
    name: 'register export',
    args: '[csv|json] [FROM [TO]]',
    does: 'the register as a file, without names',
    more: 'FROM and TO: a year (2026), quarter (2026-Q1), month (2026-03) or day of receipt. The columns: docs/register.md.',
    action: registerExport,
  },
  {
    name: 'register receipt',
    args: 'RECEIPT ADDRESS [--json]',
    does: 'whether a receipt of an erasure is real',
    action: registerReceipt,
  },
  {
    name: 'mailing check',
    args: '',
    does: 'addresses in, those that want no advertising out',
    action: mailingCheck,
  },
  {
    name: 'register dossier',
    args: 'NUMBER [--json]',
    does: 'everything about one request, for an inspector',
    more: 'A page in HTML on standard output, to keep and print. It holds personal data; making it goes into the log.',
    action: registerDossier,
  },
  {
    name: 'register report',
    args: '[month|quarter|year] [FROM [TO]] [--json]',
    does: 'figures per right and period',
    more: 'Of whole months; without FROM of the last twelve. FROM and TO as of register export.',
    action: registerReport,
  },
  {
    name: 'staff add',
    args: 'EMAIL [NAME]',
    does: 'invites somebody and prints a sign-in link',
    action: staffAdd,
  },
  {
    name: 'staff remove',
    args: 'EMAIL|SLACK_USER…',
    does: 'somebody no longer works at the desk, from now on',
    action: staffRemove,
  },
  { name: 'staff owner', args: 'EMAIL', does: 'makes somebody an owner too', action: staffOwner },
  { name: 'staff list', args: '[--json]', does: 'who works at the desk, and who did', action: staffList },
  {
    name: 'understand',
    args: '',
    does: 'JSON lines in, what each message wants out',
    more: 'In: {"id","channel":"chat"|"email","subject"?,"text","language"?,"html"?,"headers"?}\nOut: {"id","labels":[…],"topic","language","thirdParty","confidence"}',
    action: async ({ lines, write }) =>
      understandCommand(lines, write, trainUnderstanding(await loadPhrases(LOCALES))),
  },
  {
    name: 'deadline',
    args: '',
    does: 'JSON lines in, every due date with its explanation out',
    more: 'In: {"id","received","clock":[{"at","event"}]}, events identity_requested, identity_verified, extended.',
    action: ({ lines, write }) => deadlineCommand(lines, write),
  },
  {
    name: 'daily',
    args: '',
    does: 'the daily run, once: retention, and the check of the register',
    action: daily,
  },
  {
    name: 'backup',
    args: 'FILE',
    does: 'everything in the database in one sealed file, also beside a running desk',
    action: backup,
  },
  {
    name: 'restore',
    args: 'FILE',
    does: 'puts a backup into an empty database, and carries past erasures out again',
    action: restore,
  },
  {
    name: 'restore-check',
    args: '[--json]',
    does: 'after a database was put back: carries past erasures out again',
    action: restoreCheck,
  },
  {
    name: 'doctor',
    args: '[--json]',
    does: 'the whole set-up, and what to do where something is wrong',
    more: 'Changes nothing. 0 when all works, also with warnings; 1 when something does not; 2 for wrong configuration.',
    action: doctor,
  },
  {
    name: 'policy check',
    args: '[FILE] [nl|en] [--json]',
    does: 'what is wanting in a privacy policy',
    more: 'FILE: text, Markdown or HTML; without it the policy in plain words, and where it and what is in use differ. 1 when something is found, 2 for a file that cannot be read.',
    action: policyCheck,
  },
  {
    name: 'policy import',
    args: 'FILE [--json]',
    does: "takes a shop's own policy as the text that customers get",
    more: 'FILE: text, Markdown or HTML. Word for word, by heading, into DATA_DIR/locales/nl/policy.json; lists what it lacks. A desk takes it up within a minute: the first text is told at once, a later one waits for `policy publish`.',
    action: policyImport,
  },
  {
    name: 'policy publish',
    args: '[--json]',
    does: 'what a changed policy would change, and where the owner approves it',
    more: 'The owner approves and mails it on the desk. 1 when no changed policy waits.',
    action: policyPublish,
  },
  {
    name: 'policy show',
    args: '[TOPIC]',
    does: 'the policy in plain words, or the text that was imported last',
    action: policyShow,
  },
  {
    name: 'policy readability',
    args: '[nl|en] [--json]',
    does: 'how plain the policy reads, topic by topic',
    more: 'Reading ease by Flesch-Douma (Dutch) or Flesch (English), words in a sentence, share of long words. 1 when a topic is below plain language.',
    action: policyReadability,
  },
  {
    name: 'processors check',
    args: '[--json]',
    does: 'each source: what works by itself, by file and by hand, whether it works now, what to do',
    action: processorsCheck,
  },
  {
    name: 'slack manifest',
    args: '[http|socket]',
    does: 'the manifest to make the Slack app from, as JSON',
    more: 'Socket Mode when SLACK_APP_TOKEN is set, else HTTP at PUBLIC_URL. 1 over HTTP without an https address.',
    action: slackManifest,
  },
  {
    name: 'demo customers',
    args: '',
    does: "JSON lines of the demo's invented customers",
    action: async ({ write }) => {
      for (const person of DEMO_CUSTOMERS) write(JSON.stringify(person));
      return 0;
    },
  },
];
