import type { Config } from '../config.ts';
import { compareLedger } from '../core/application/replay-erasures.ts';
import type { Support } from '../core/fulfilment/processor.ts';
import { driftInWords } from '../core/text/drift-in-words.ts';
import { text } from '../core/text/texts.ts';
import type { OpenCore } from '../open-core.ts';
import { type Finding, found, refused } from './finding.ts';
import { policyWaits } from './policy-waits.ts';
import { sourceInWords } from './source-in-words.ts';

/** Who works here, whether the register is whole, what can be searched, where policy and practice differ (R28, R33). */
export async function doctorDesk(open: OpenCore, config: Config): Promise<readonly Finding[]> {
  return [
    await staff(open),
    await register(open),
    ...(await processors(open)),
    ...(await policy(open, config)),
    ...(await policyWaits(open)),
    await ledger(open, config),
  ];
}

async function staff({ core }: OpenCore): Promise<Finding> {
  const members = await core.desk.staff();
  if (members.length === 0) return found('staff', 'wrong', 'doctor:staff.none');
  return members.some(({ owner }) => owner)
    ? found('staff', 'ok', 'doctor:staff.fine', { count: members.length })
    : found('staff', 'wrong', 'doctor:staff.no_owner');
}

async function register({ core }: OpenCore): Promise<Finding> {
  const { entries, requests, broken } = await core.register.verify();
  return broken === null
    ? found('register', 'ok', 'doctor:register.fine', { entries, requests })
    : found('register', 'wrong', 'doctor:register.broken');
}

/** What no program can search is searched by hand: worth knowing, and nothing is broken. */
async function processors({ core }: OpenCore): Promise<readonly Finding[]> {
  return (await core.sources.check()).map((check) => ({
    check: 'processors',
    state: sourceInWords(check, 'nl').todo.length === 0 ? 'ok' : 'warning',
    says: (language) => {
      const { name, todo } = sourceInWords(check, language);
      const { find, erase } = check.supports;
      const by = (support: Support) => text(language, `doctor:processor_support.${support}`);
      const line = text(language, 'doctor:processors.line', { name, find: by(find), erase: by(erase) });
      return [line, ...todo].join(' ');
    },
  }));
}

/** What is used and what the policy names are compared before anybody goes live (R27, R28). */
async function policy({ core }: OpenCore, { mode }: Config): Promise<readonly Finding[]> {
  const drift = await core.desk.drift();
  if (drift.length === 0) return [found('policy', 'ok', 'doctor:policy.fine')];
  return drift.map((finding) => ({
    check: 'policy',
    state: mode === 'live' && finding.kind === 'not_recorded' ? 'wrong' : 'warning',
    says: (language) => {
      const { what, place, todo } = driftInWords(finding, language);
      return `${what} ${place} ${todo}`;
    },
  }));
}

async function ledger({ settings }: OpenCore, { erasureLedger: file }: Config): Promise<Finding> {
  const { exists, problem } = await settings.ledger.check();
  if (problem !== null) return found('ledger', 'wrong', 'doctor:ledger.closed', { file, reason: problem });
  const { entries, damaged } = await settings.ledger.read();
  if (damaged > 0) return found('ledger', 'wrong', 'doctor:ledger.damaged', { file, count: damaged });
  const { missing } = await compareLedger(settings);
  if (missing > 0) return refused('ledger', { code: 'ledger.behind', params: { file, missing } });
  return exists
    ? found('ledger', 'ok', 'doctor:ledger.fine', { count: entries.length })
    : found('ledger', 'ok', 'doctor:ledger.absent', { file });
}
