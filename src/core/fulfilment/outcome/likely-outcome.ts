import type { Right } from '../../kernel/rights.ts';
import { isSourceOf } from '../../policy/is-source-of.ts';
import type { Recipient, ShopProfile } from '../../policy/shop-profile.ts';
import type { ObjectionAgainst } from '../../request/request-state.ts';
import type { SourceResult } from '../letter.ts';
import { type FoundRecord, type LegalHold, OWN_RECORDS } from '../processor.ts';
import { taxUntil } from '../tax-term.ts';
import { fieldsOf, resultsOf } from './outcome.ts';
import { type TypedFields, typedFacts } from './typed-outcome.ts';

/** What is known of a request before staff decide. */
export interface KnownFacts {
  readonly results: readonly SourceResult[];
  readonly shop: ShopProfile;
  /** Asked of one thing only: what else there is, is not proposed to be erased. */
  readonly inPart?: boolean;
  /** Records, `<source> <ref>`, that a system erases though it decides about others itself; absent: none. */
  readonly erasable?: ReadonlySet<string>;
}

/** The results that staff may choose from: of an objection to advertising only that it stopped (AVG 21(3)). */
export function possibleResults(right: Right, against: ObjectionAgainst | undefined): readonly string[] {
  const results = resultsOf(right);
  if (right !== 'objection' || against === 'situation') return results;
  return results.filter((result) => result === 'marketing_stopped');
}

/** The form as the search fills it in; what only people know stays empty. */
export function likelyFacts(right: Right, result: string, known: KnownFacts): TypedFields {
  if (fieldsOf(right, result) === undefined) return {};
  return typedFacts(right, result, factsOf(right, result, known));
}

function factsOf(right: Right, result: string, known: KnownFacts): Readonly<Record<string, unknown>> {
  const held = known.results.filter(({ source, records }) => source !== OWN_RECORDS && records.length > 0);
  switch (right) {
    case 'erasure':
      return { basis: 'not_needed', plan: planOf(known), recipients: toErase(known) };
    case 'restriction':
      return { systems: held.map(({ source }) => ({ system: source })), recipients: toTell(known) };
    case 'rectification':
      return { recipients: toTell(known) };
    case 'lift_restriction':
      return result === 'lifted'
        ? {
            reason: 'asked',
            systems: held.map(({ source }) => ({ system: source })),
            recipients: toTell(known),
          }
        : {};
    case 'portability':
      return { to: 'customer' };
    case 'complaint':
      return { follow: 'nothing' };
    default:
      return {};
  }
}

/** One line per source, kind of data and treatment: what the law keeps stays, who decides for itself is referred to. */
function planOf({
  results,
  shop,
  inPart = false,
  erasable = new Set(),
}: KnownFacts): readonly Readonly<Record<string, unknown>>[] {
  const lines = new Map<string, { count: number } & Readonly<Record<string, unknown>>>();
  for (const { source, records } of results) {
    // This desk's own file is made anonymous after the letter (F21).
    if (source === OWN_RECORDS) continue;
    const decides = shop.recipients.some(
      ({ id, role }) => id === source && role === 'independent_controller',
    );
    for (const record of records) {
      const { category, withheld, ref } = record;
      if (withheld === 'other_person') continue;
      const hold = holdOf(record);
      const refer = decides && !erasable.has(`${source} ${ref}`);
      const treatment = refer ? 'refer' : hold !== null ? 'keep' : inPart ? undefined : 'erase';
      const kept = treatment === 'keep' && hold !== null ? keptFor(hold) : {};
      const key = JSON.stringify([source, category, treatment, kept]);
      const line = lines.get(key) ?? { source, category, count: 0, treatment, ...kept };
      lines.set(key, { ...line, count: line.count + 1 });
    }
  }
  return [...lines.values()];
}

const GROUNDS: Readonly<Record<LegalHold['basis'], string>> = { awr_52: 'tax', oss: 'oss', claim: 'claim' };

/** The tax office asks for every invoice (AWR 52); staff fill in until when where nobody wrote of which year it is. */
function holdOf({
  category,
  hold,
  day,
}: FoundRecord): (Pick<LegalHold, 'basis'> & { readonly until?: string }) | null {
  if (hold !== null || category !== 'invoice') return hold;
  return { basis: 'awr_52', ...(day === undefined ? {} : { until: taxUntil(day) }) };
}

function keptFor({
  basis,
  until = '',
}: NonNullable<ReturnType<typeof holdOf>>): Readonly<Record<string, unknown>> {
  return { ground: GROUNDS[basis], until };
}

/** Nobody erases on our word what the law makes us keep there: of a processor where all of it stays, nothing is asked. */
function toErase(known: KnownFacts): readonly Readonly<Record<string, unknown>>[] {
  const keepsAll = (recipient: Recipient) => {
    const own = known.results
      .filter(({ source }) => isSourceOf(source, recipient))
      .flatMap(({ records }) => records)
      .filter(({ withheld }) => withheld !== 'other_person');
    return own.length > 0 && own.every((record) => holdOf(record) !== null);
  };
  const recipients = known.shop.recipients.filter(
    (recipient) => recipient.role !== 'processor' || !keepsAll(recipient),
  );
  return toTell({ ...known, shop: { ...known.shop, recipients } });
}

/** AVG 19: everybody who may hold data of this person; not whom a search to its end showed to have nothing. */
function toTell({ shop, results }: KnownFacts): readonly Readonly<Record<string, unknown>>[] {
  const hasNone = (recipient: Recipient) => {
    // Also what no adapter reads of it: forms, notes, an archive.
    const own = results.filter(({ source }) => isSourceOf(source, recipient));
    const empty = own.filter(
      ({ coverage, records }) => coverage.status === 'complete' && records.length === 0,
    );
    return own.length > 0 && empty.length === own.length;
  };
  return shop.recipients
    .filter((recipient) => !hasNone(recipient))
    .map(({ id }) => ({ name: id, told: 'tell' }));
}
