import type { Config } from '../config.ts';
import { compareLedger } from '../core/application/replay-erasures.ts';
import { findDrift } from '../core/policy/find-drift.ts';
import type { OpenCore } from '../open-core.ts';
import { type Finding, found, refused } from './finding.ts';

/** Who works here, whether the register is whole, what can be searched, which recipients the profile lacks (R28, R33). */
export async function doctorDesk(open: OpenCore, config: Config): Promise<readonly Finding[]> {
  return [
    await staff(open),
    await register(open),
    await processors(open),
    await policy(open, config),
    ...(await drift(open, config)),
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
async function processors({ core }: OpenCore): Promise<Finding> {
  const closed = (await core.sources.check()).filter(({ ok }) => !ok).map(({ source }) => source);
  return closed.length === 0
    ? found('processors', 'ok', 'doctor:processors.fine')
    : found('processors', 'warning', 'doctor:processors.some', { names: closed.join(', ') });
}

async function policy({ core }: OpenCore, { mode, telegram, slack }: Config): Promise<Finding> {
  const { recipients } = await core.desk.profile();
  const recorded = new Set(recipients.flatMap(({ id, name }) => [id.toLowerCase(), name.toLowerCase()]));
  const used = [...(telegram === undefined ? [] : ['Telegram']), ...(slack === undefined ? [] : ['Slack'])];
  const lacks = used.filter((name) => !recorded.has(name.toLowerCase()));
  return lacks.length === 0
    ? found('policy', 'ok', 'doctor:policy.fine')
    : found('policy', mode === 'live' ? 'wrong' : 'warning', 'doctor:policy.gaps', {
        names: lacks.join(', '),
      });
}

/** What is used and what the policy names are compared before anybody goes live (R28). */
async function drift({ core }: OpenCore, { telegram, slack }: Config): Promise<readonly Finding[]> {
  const { recipients, ownPolicy } = await core.desk.profile();
  const services = [
    ...(telegram === undefined ? [] : ['Telegram']),
    ...(slack === undefined ? [] : ['Slack']),
  ];
  const used = [...new Set([...recipients.map(({ name }) => name), ...services])];
  const { unnamed, unused, places } = findDrift({ used, own: ownPolicy });
  const params = (names: readonly string[]) => ({
    names: names.join(', '),
    places: places.join(', ') || '-',
  });
  return [
    ...(unnamed.length === 0 ? [] : [found('policy', 'warning', 'doctor:policy.unnamed', params(unnamed))]),
    ...(unused.length === 0 ? [] : [found('policy', 'warning', 'doctor:policy.unused', params(unused))]),
  ];
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
