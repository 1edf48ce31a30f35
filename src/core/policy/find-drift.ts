import { dataInText } from './data-in-text.ts';
import type { ImportedPolicy } from './imported-policy.ts';
import { type PolicyPlace, PUBLISHED_PARTIES, PUBLISHED_PLACES } from './published-parties.ts';
import type { Recipient } from './shop-profile.ts';

/** A service that this installation itself sends data to: a chat service by its name, a server by its host name. */
export interface UsedService {
  readonly kind: 'channel' | 'mail_server' | 'database_server';
  readonly name: string;
}

/** What searches brought up, or the columns of an export hold, at one source. */
export interface FoundData {
  readonly source: string;
  /** A category, or `email` and `phone`. */
  readonly kinds: readonly string[];
  /** Searches that found something there. */
  readonly searches: number;
}

export interface DriftInput {
  readonly recipients: readonly Pick<Recipient, 'id' | 'name' | 'task'>[];
  readonly services: readonly UsedService[];
  readonly found: readonly FoundData[];
  /** A shop's own policy; without one that of the first shop is told. */
  readonly own: Pick<ImportedPolicy, 'sections' | 'facts'> | undefined;
  /** Other people's data are, or are about to be, on a real machine: who hosts it counts. */
  readonly hosted: boolean;
}

export const DRIFT_KINDS = [
  /** A channel that is on, and the owner's list of recipients lacks it (R27). */
  'not_recorded',
  /** Used, and the policy does not name it (AVG 13(1)(e)). */
  'not_named',
  /** Nobody has said who hosts this desk, or who keeps its backups. */
  'hosting_unknown',
  'backups_unknown',
  /** Data of this kind are there, and the policy does not say so. */
  'data_not_named',
  /** The policy names a party that is not used, as far as the owner's list says. */
  'not_used',
  /** The policy says that this party gets data of this kind, and no search ever found any. */
  'data_not_found',
] as const;

/** One way in which the policy and what is in use differ. Names of parties and kinds of data only. */
export interface DriftFinding {
  /** The same as long as it is the same finding. */
  readonly key: string;
  readonly kind: (typeof DRIFT_KINDS)[number];
  /** The party, channel, host or source; empty where nobody knows it. */
  readonly name: string;
  readonly data: readonly string[];
  /** Of the published policy; empty for a shop's own text. */
  readonly fact: string;
  /** The heading to look under; empty when the text has none. */
  readonly heading: string;
}

/** Fewer searches that found something say nothing of what a party never has. */
const ENOUGH_SEARCHES = 10;
/** The desk's own records: told in its own notice, not in the shop's policy. */
const OWN = 'balie';
/** The part of a source that no adapter reads. */
const REST = '_rest';

/** Everything in which use and policy differ, both ways (R28). */
export function findDrift(input: DriftInput): readonly DriftFinding[] {
  return [
    ...unrecorded(input),
    ...unnamed(input),
    ...unknownHosts(input),
    ...dataDrift(input),
    ...unused(input),
  ];
}

function unrecorded({ recipients, services, own }: DriftInput): readonly DriftFinding[] {
  const names = recipients.flatMap(({ id, name }) => [id, name]);
  return services
    .filter((service) => service.kind === 'channel' && !isAmong(service, names))
    .map((service) => finding('not_recorded', service.name, placeOf(taskOf(service), own)));
}

function unnamed({ recipients, services, own }: DriftInput): readonly DriftFinding[] {
  const text = own === undefined ? undefined : bare(wordsOf(own).join(' '));
  const named = (name: string): boolean =>
    text === undefined
      ? PUBLISHED_PARTIES.some((party) => bare(party.name) === bare(name))
      : text.includes(bare(name));
  const listed = recipients.map(({ name, task }) => ({ name, task }));
  const parties = own === undefined ? PUBLISHED_PARTIES.map(({ name }) => name) : own.facts.recipients;
  const others = services
    .filter((service) => !isAmong(service, [...listed.map(({ name }) => name), ...parties]))
    .map((service) => ({ name: service.name, task: taskOf(service) }));
  return [...listed, ...others]
    .filter(({ name }) => !named(name))
    .map(({ name, task }) => finding('not_named', name, placeOf(task, own)));
}

function unknownHosts({ recipients, own, hosted }: DriftInput): readonly DriftFinding[] {
  if (!hosted) return [];
  const lacks = (task: Recipient['task']): boolean =>
    !recipients.some((recipient) => recipient.task === task);
  return [
    ...(lacks('desk_hosting') ? [finding('hosting_unknown', '', placeOf('desk_hosting', own))] : []),
    ...(lacks('backups') ? [finding('backups_unknown', '', placeOf('backups', own))] : []),
  ];
}

function dataDrift({ recipients, found, own }: DriftInput): readonly DriftFinding[] {
  const said = own === undefined ? undefined : dataInText(own);
  return bySource(found).flatMap(({ source, kinds, searches }) => {
    const recipient = recipients.find(({ id }) => id === source);
    const name = recipient?.name ?? source;
    const party = PUBLISHED_PARTIES.find((one) => bare(one.name) === bare(name));
    // A party that the policy does not name at all is told by itself.
    if (said === undefined && recipient !== undefined && party === undefined) return [];
    const place = own === undefined && party !== undefined ? party : placeOf(recipient?.task ?? 'other', own);
    const names = said ?? new Set(party?.data ?? PUBLISHED_PARTIES.flatMap(({ data }) => data));
    const missing = kinds.filter((kind) => !names.has(kind)).toSorted();
    const never =
      party === undefined || said !== undefined || searches < ENOUGH_SEARCHES
        ? []
        : party.data.filter((kind) => !kinds.includes(kind));
    return [
      ...(missing.length === 0 ? [] : [finding('data_not_named', name, place, missing)]),
      ...(never.length === 0 ? [] : [finding('data_not_found', name, place, never)]),
    ];
  });
}

function unused({ recipients, services, own }: DriftInput): readonly DriftFinding[] {
  const parties = own === undefined ? PUBLISHED_PARTIES.map(({ name }) => name) : own.facts.recipients;
  const used = [...recipients, ...services].map(({ name }) => name);
  return parties
    .filter((party) => !used.some((name) => bare(name) === bare(party)))
    .filter((party) => !services.some((service) => isAmong(service, [party])))
    .map((party) =>
      finding(
        'not_used',
        party,
        own === undefined
          ? (PUBLISHED_PARTIES.find(({ name }) => name === party) ?? PUBLISHED_PLACES.other)
          : headingOf(own, party),
      ),
    );
}

/** A source and the part of it that is searched by hand are one party. */
function bySource(found: readonly FoundData[]): readonly FoundData[] {
  const all = new Map<string, FoundData>();
  for (const { source, kinds, searches } of found) {
    const party = source.endsWith(REST) ? source.slice(0, -REST.length) : source;
    if (party === OWN) continue;
    const before = all.get(party);
    all.set(party, {
      source: party,
      kinds: [...new Set([...(before?.kinds ?? []), ...kinds])],
      searches: Math.max(before?.searches ?? 0, searches),
    });
  }
  return [...all.values()];
}

/** A server belongs to whom its host name names: `smtp.mijndomein.nl`. */
function isAmong({ kind, name }: UsedService, names: readonly string[]): boolean {
  return names.some((one) => {
    if (bare(one) === '') return false;
    return kind === 'channel' ? bare(one) === bare(name) : bare(name).includes(bare(one));
  });
}

function taskOf({ kind }: UsedService): Recipient['task'] {
  if (kind === 'channel') return 'chat';
  return kind === 'mail_server' ? 'mail_hosting' : 'desk_hosting';
}

function placeOf(task: Recipient['task'], own: DriftInput['own']): PolicyPlace {
  if (own === undefined) return PUBLISHED_PLACES[task];
  const headings = own.sections.filter(({ topic }) => topic === 'processors').map(({ title }) => title);
  return { fact: '', heading: headings.join(', ') };
}

function headingOf(own: NonNullable<DriftInput['own']>, party: string): PolicyPlace {
  const section = own.sections.find(({ title, sentences }) =>
    [title, ...sentences].some((words) => bare(words).includes(bare(party))),
  );
  return { fact: '', heading: section?.title ?? '' };
}

function wordsOf({ sections }: NonNullable<DriftInput['own']>): readonly string[] {
  return sections.flatMap(({ title, sentences }) => [title, ...sentences]);
}

function finding(
  kind: DriftFinding['kind'],
  name: string,
  { fact, heading }: PolicyPlace,
  data: readonly string[] = [],
): DriftFinding {
  const key = [kind, bare(name), ...data].join(':');
  return { key, kind, name, data, fact, heading };
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[\s.-]/g, '');
}
