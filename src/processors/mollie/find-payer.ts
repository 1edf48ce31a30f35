import type { Coverage } from '../../core/fulfilment/coverage.ts';
import type { Finding, SearchContext, SubjectKey } from '../../core/fulfilment/processor.ts';
import type { ApiFailure } from '../shared/fetch-json.ts';
import { ownNames } from '../shared/same-name.ts';
import { type MatchPayer, payerMatcher } from './match-payer.ts';
import type { MollieApi, Query } from './mollie-api.ts';
import { ENTITY, type Entity } from './mollie-entity.ts';
import { type Match, recordOf } from './mollie-record.ts';

/** In `unsearched`: some rows were not in the form that Mollie documents. */
const UNREADABLE = 'unreadable';
const TEST_KEY = 'mollie_live';

interface Search {
  readonly api: MollieApi;
  readonly now: Date;
  readonly matches: MatchPayer;
  /** By id: how the customer matched. */
  readonly customers: Map<string, Match>;
  /** Customers of payments that matched, whether or not the customer did. */
  readonly payers: Set<string>;
  /** Payments of which money went back, by id. */
  readonly reversed: Map<string, { readonly match: Match; readonly lists: readonly Reversal[] }>;
  readonly told: Set<string>;
  readonly unsearched: Set<string>;
  scanned: number;
  found: number;
}

type Reversal = 'refunds' | 'chargebacks';
type Findings = AsyncGenerator<Finding, ApiFailure | undefined>;

/**
 * Mollie has no filter on a person, so that every customer, payment and payment link is looked at here. Ends in a coverage:
 * complete when all of it was read, partial when the key may not see a part, failed otherwise.
 */
export async function* findPayer(
  api: MollieApi,
  isTest: boolean,
  keys: readonly SubjectKey[],
  context: SearchContext,
): AsyncGenerator<Finding, void> {
  const search: Search = {
    ...{ api, now: context.now, matches: payerMatcher(keys, ownNames(keys, context)), scanned: 0, found: 0 },
    ...{ customers: new Map(), payers: new Set(), reversed: new Map() },
    ...{ told: new Set(), unsearched: new Set(isTest ? [TEST_KEY] : []) },
  };
  for (const part of [customers, payments, payersOf, belongings, reversals, paymentLinks]) {
    const failure = yield* part(search);
    if (failure !== undefined) return yield { type: 'coverage', coverage: failed(failure) };
  }
  yield { type: 'coverage', coverage: coverageOf(search) };
}

function coverageOf({ scanned, found, unsearched }: Search): Coverage {
  if (unsearched.has('mollie_customers') && unsearched.has('mollie_payments'))
    return { status: 'failed', code: 'api.forbidden', retryable: false };
  return unsearched.size === 0
    ? { status: 'complete', scanned, found, provesAbsence: true }
    : { status: 'partial', scanned, found, unsearched: [...unsearched].sort() };
}

function failed({ code, retryable }: ApiFailure): Coverage {
  return { status: 'failed', code, retryable };
}

/** Every row of a list; what the key may not see is named, and what a customer lost meanwhile is not there. */
async function* scan(
  search: Search,
  list: { readonly path: string; readonly name: string; readonly part: string; readonly query?: Query },
  see: (entity: Entity) => Iterable<Finding>,
): Findings {
  for await (const page of search.api.pages(list.path, list.name, list.query)) {
    if (!page.ok) {
      // Of a whole list it means that this is not Mollie's interface.
      if (page.code === 'api.not_found' && list.path.lastIndexOf('/') > 0) return undefined;
      if (page.code !== 'api.forbidden') return page;
      search.unsearched.add(list.part);
      return undefined;
    }
    search.scanned += page.items.length;
    for (const item of page.items) {
      const entity = ENTITY.safeParse(item);
      if (entity.success) yield* see(entity.data);
      else search.unsearched.add(UNREADABLE);
    }
    yield { type: 'progress', scanned: search.scanned };
  }
  return undefined;
}

function* record(search: Search, path: string, entity: Entity, match: Match): Iterable<Finding> {
  search.found += 1;
  yield { type: 'record', record: recordOf(path, entity, match, search.now) };
}

/** A record that matches, with the values that it adds to what is known. */
function* matching(
  search: Search,
  path: string,
  entity: Entity,
  theirs?: Match,
): Generator<Finding, Match | undefined> {
  const matched = search.matches(entity, theirs);
  if (matched === undefined) return undefined;
  yield* record(search, path, entity, matched.match);
  for (const key of matched.keys) {
    const name = `${key.kind} ${key.value}`;
    if (search.told.has(name)) continue;
    search.told.add(name);
    yield { type: 'key', key };
  }
  return matched.match;
}

function customers(search: Search): Findings {
  const list = { path: '/customers', name: 'customers', part: 'mollie_customers' };
  return scan(search, list, function* (customer) {
    const match = yield* matching(search, `/customers/${customer.id}`, customer);
    if (match !== undefined) search.customers.set(customer.id, match);
  });
}

async function* payments(search: Search): Findings {
  const first = yield* paymentsOf(search, {});
  if (first?.code !== 'api.refused') return first;
  // A token of the organisation wants to be told of which profile (docs.mollie.com, list payments: profileId).
  const profiles: string[] = [];
  const list = { path: '/profiles', name: 'profiles', part: 'mollie_payments' };
  const failure = yield* scan(search, list, ({ id }) => {
    profiles.push(id);
    return [];
  });
  if (failure !== undefined) return failure;
  if (profiles.length === 0) search.unsearched.add('mollie_payments');
  for (const profileId of profiles) {
    const next = yield* paymentsOf(search, { profileId });
    if (next !== undefined) return next;
  }
  return undefined;
}

function paymentsOf(search: Search, query: Query): Findings {
  const list = { path: '/payments', name: 'payments', part: 'mollie_payments', query };
  return scan(search, list, function* (payment) {
    const { id, customerId } = payment;
    const theirs = search.customers.get(customerId ?? '');
    const match = yield* matching(search, `/payments/${id}`, payment, theirs);
    if (match === undefined) return;
    if (typeof customerId === 'string') search.payers.add(customerId);
    const lists = reversedIn(payment);
    if (lists.length > 0) search.reversed.set(id, { match, lists });
  });
}

/** Of which lists a payment says that there is something on them. */
function reversedIn({ _links: links, amountRefunded, amountChargedBack }: Entity): readonly Reversal[] {
  const linked = (name: Reversal) => typeof links === 'object' && links !== null && name in links;
  return [
    ...(linked('refunds') || amountRefunded !== undefined ? (['refunds'] as const) : []),
    ...(linked('chargebacks') || amountChargedBack !== undefined ? (['chargebacks'] as const) : []),
  ];
}

/** Who paid for this person may be another customer, a partner perhaps: staff say whose it is. */
async function* payersOf(search: Search): Findings {
  for (const id of search.payers) {
    if (search.customers.has(id)) continue;
    const answer = await search.api.read(`/customers/${id}`);
    if (!answer.ok) {
      if (answer.code === 'api.not_found') continue;
      if (answer.code !== 'api.forbidden') return answer;
      search.unsearched.add('mollie_customers');
      return undefined;
    }
    const customer = ENTITY.safeParse(answer.body);
    if (!customer.success) {
      search.unsearched.add(UNREADABLE);
      continue;
    }
    const match: Match = { matchedBy: ['paymentId'], confidence: 'possible' };
    search.customers.set(id, match);
    yield* record(search, `/customers/${id}`, customer.data, match);
  }
  return undefined;
}

/** They may name another person than their customer does: who pays for a household, or for a friend. */
async function* belongings(search: Search): Findings {
  for (const [id, theirs] of search.customers)
    for (const name of ['mandates', 'subscriptions']) {
      const list = { path: `/customers/${id}/${name}`, name, part: `mollie_${name}` };
      const failure = yield* scan(search, list, function* (entity) {
        yield* matching(search, `${list.path}/${entity.id}`, entity, theirs);
      });
      if (failure !== undefined) return failure;
    }
  return undefined;
}

async function* reversals(search: Search): Findings {
  for (const [id, { match, lists }] of search.reversed)
    for (const name of lists) {
      const list = { path: `/payments/${id}/${name}`, name, part: `mollie_${name}` };
      const own: Match = { ...match, matchedBy: ['paymentId'] };
      const failure = yield* scan(search, list, (entity) =>
        record(search, `${list.path}/${entity.id}`, entity, own),
      );
      if (failure !== undefined) return failure;
    }
  return undefined;
}

function paymentLinks(search: Search): Findings {
  const list = { path: '/payment-links', name: 'payment_links', part: 'mollie_payment_links' };
  return scan(search, list, function* (link) {
    const theirs = search.customers.get(link.customerId ?? '');
    yield* matching(search, `/payment-links/${link.id}`, link, theirs);
  });
}
