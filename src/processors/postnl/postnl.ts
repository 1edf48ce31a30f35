import { setTimeout } from 'node:timers/promises';
import { AWAITS_PROOF } from '../../core/fulfilment/coverage.ts';
import type {
  Finding,
  Health,
  Processor,
  SearchContext,
  SubjectKey,
} from '../../core/fulfilment/processor.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { type ApiAnswer, type ApiFailure, fetchJson } from '../shared/fetch-json.ts';
import { patiently, type Wait } from '../shared/patiently.ts';
import { ownNames } from '../shared/same-name.ts';
import { type FoundParcel, keysOf, parcelRecord, parcelRef, signatureRecord } from './parcel-record.ts';
import { isNotFound, readShipments, readSignature, type Shipment } from './read-shipments.ts';

export const POSTNL = 'postnl';
/** Address book, lists of parcels and labels of MijnPostNL have no interface: staff look there. */
export const POSTNL_REST = 'postnl_rest';

export interface PostnlSettings {
  readonly apiUrl: string;
  readonly apiKey: Redacted<string>;
  /** PostNL tells of parcels under these two only. */
  readonly customerCode: string;
  readonly customerNumber: string;
}

/** The codes of what every search leaves out: PostNL is searched by number only, and forgets. */
const NEVER_SEARCHED = ['parcels_unnumbered', 'parcels_aged', 'carrier_contact'];

/**
 * PostNL by barcode, and by order number 90 days back (processors.md section 2). It is never "nothing there": what PostNL
 * does not know may have aged out. For erasing and correcting it decides itself; one parcel is asked for at a time.
 */
export function postnl(settings: PostnlSettings, wait: Wait = (ms) => setTimeout(ms)): Processor {
  const get = getFrom(settings, wait);
  return {
    capabilities: () => ({
      source: POSTNL,
      role: 'independent_controller',
      supports: {
        find: 'api',
        export: 'api',
        rectify: 'refer',
        erase: 'refer',
        restrict: 'refer',
        unrestrict: 'refer',
      },
      searchBy: ['barcode', 'orderNumber'],
      canProveAbsence: false,
    }),
    check: async (): Promise<Health> => {
      const answer = await get(`barcode/3S${settings.customerCode}000000000`);
      if (answer.ok) return { ok: true, may: ['find', 'export'] };
      return { ok: false, code: answer.code };
    },
    find: (keys, context) => findParcels(settings, get, keys, context),
  };
}

type Get = (path: string, query?: Readonly<Record<string, string>>) => Promise<ApiAnswer>;

function getFrom({ apiUrl, apiKey }: PostnlSettings, wait: Wait): Get {
  return (path, query = {}) => {
    const url = new URL(`${apiUrl.replace(/\/$/, '')}/shipment/v2/status/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return patiently(() => fetchJson({ url, headers: { apikey: apiKey.reveal() } }), wait);
  };
}

async function* findParcels(
  settings: PostnlSettings,
  get: Get,
  keys: readonly SubjectKey[],
  context: SearchContext,
): AsyncIterable<Finding> {
  const names = ownNames(keys, context);
  const unsearched = new Set(NEVER_SEARCHED);
  const seen = new Set<string>();
  let scanned = 0;
  for (const { kind, value } of numbersOf(keys)) {
    const answer = await get(...addressOf(kind, value, settings));
    scanned += 1;
    yield { type: 'progress', scanned };
    if (!answer.ok && concernsAll(answer)) {
      yield { type: 'coverage', coverage: failed(answer) };
      return;
    }
    const shipments = answer.ok
      ? readShipments(answer.body)
      : answer.code === 'api.not_found'
        ? []
        : undefined;
    if (shipments === undefined) unsearched.add('parcels_unread');
    for (const shipment of shipments ?? []) {
      if (seen.has(shipment.barcode)) continue;
      seen.add(shipment.barcode);
      const asAsked = isAsked(shipment, kind, value);
      const parcel = { shipment, matchedBy: kind, asAsked, names, now: context.now };
      const record = parcelRecord(parcel);
      yield { type: 'record', record };
      for (const key of keysOf(parcel)) yield { type: 'key', key };
      // Of somebody else's parcel, perhaps, no handwriting is asked for.
      if (!shipment.delivered || record.confidence === 'possible') continue;
      if (context.level < AWAITS_PROOF.level) unsearched.add(AWAITS_PROOF.code);
      else if (!(yield* signatureOf(parcel, get))) unsearched.add('signature_unread');
    }
  }
  yield {
    type: 'coverage',
    coverage: { status: 'partial', scanned, found: seen.size, unsearched: [...unsearched] },
  };
}

/** What says no reference at all was found by the one that was asked. */
function isAsked(
  { barcode, mainBarcode, reference: said }: Shipment,
  kind: ParcelNumber['kind'],
  asked: string,
): boolean {
  if (kind === 'barcode') return [barcode, mainBarcode].some((number) => number.toUpperCase() === asked);
  const plain = (reference: string) => reference.trim().replace(/^#\s*/, '').toLowerCase();
  return said === '' || plain(said) === plain(asked);
}

/** False when nobody knows whether there is one. */
async function* signatureOf(parcel: FoundParcel, get: Get): AsyncGenerator<Finding, boolean> {
  const { barcode } = parcel.shipment;
  const answer = await get(`signature/${encodeURIComponent(barcode)}`);
  if (!answer.ok) return answer.code === 'api.not_found';
  const signature = readSignature(answer.body);
  if (signature === undefined) return isNotFound(answer.body);
  const { mediaType, bytes } = signature;
  const record = signatureRecord(parcel, signature);
  yield { type: 'record', record };
  const name = `${parcelRef(barcode).replace(':', '-')}.${mediaType.slice('image/'.length)}`;
  yield { type: 'file', file: { recordRef: record.ref, name, mediaType, bytes } };
  return true;
}

type ParcelNumber = { readonly kind: 'barcode' | 'orderNumber'; readonly value: string };

/** Every barcode and order number once; what cannot be a part of an address is no number of a parcel. */
function numbersOf(keys: readonly SubjectKey[]): readonly ParcelNumber[] {
  const numbers = new Map<string, ParcelNumber>();
  for (const { kind, value } of keys) {
    if (kind !== 'barcode' && kind !== 'orderNumber') continue;
    const number = kind === 'barcode' ? value.replace(/\s/g, '').toUpperCase() : value.trim();
    if (/[\p{L}\p{N}]/u.test(number)) numbers.set(`${kind} ${number}`, { kind, value: number });
  }
  return [...numbers.values()];
}

function addressOf(
  kind: ParcelNumber['kind'],
  value: string,
  { customerCode, customerNumber }: PostnlSettings,
): [path: string, query: Record<string, string>] {
  const asked = { detail: 'true', language: 'NL' };
  return kind === 'barcode'
    ? [`barcode/${encodeURIComponent(value)}`, asked]
    : [`reference/${encodeURIComponent(value)}`, { customerCode, customerNumber, ...asked }];
}

/** What is wrong with one number leaves the others; a key that is refused, or a system that is down, does not. */
function concernsAll({ code }: ApiFailure): boolean {
  return code !== 'api.not_found' && code !== 'api.refused' && code !== 'api.not_json';
}

function failed({ code, retryable }: ApiFailure) {
  return { status: 'failed', code, retryable } as const;
}
