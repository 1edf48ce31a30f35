import type { FoundRecord, KeyKind, SpecialContent, SubjectKey } from '../../core/fulfilment/processor.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import { isSameName } from '../shared/same-name.ts';
import type { ParcelAddress, Shipment, Signature } from './read-shipments.ts';

/** One parcel as it was found: by which key, for whom, and when. */
export interface FoundParcel {
  readonly shipment: Shipment;
  readonly matchedBy: KeyKind;
  /** False: PostNL gave it for another number than was asked. */
  readonly asAsked: boolean;
  /** As who asks calls himself, and as a person confirmed. */
  readonly names: readonly string[];
  readonly now: Date;
}

/** Stable, and without the barcode: with it and a postcode anybody can follow a parcel. */
export function parcelRef(barcode: string): string {
  return `postnl:${sha256(barcode).slice(0, 16)}`;
}

/** The parcel with the end of it that is the customer's. Under another name it may be of a housemate, or a present (R11). */
export function parcelRecord({ shipment, matchedBy, asAsked, names, now }: FoundParcel): FoundRecord {
  const { barcode, reference, product, status, events } = shipment;
  const end = customerEnd(shipment, names);
  const fields = [
    ['barcode', barcode],
    ['orderNumber', reference],
    ['status', status],
    ['description', product],
    ['name', end?.name ?? ''],
    ['company', end?.company ?? ''],
    ['address', end?.address ?? ''],
    ['postcode', end?.postcode ?? ''],
    ['city', end?.city ?? ''],
    ['country', end?.country ?? ''],
    ['note', end?.note ?? ''],
    ['events', events.join('; ')],
  ].flatMap(([name = '', value = '']) => (value === '' ? [] : [{ name, value }]));
  const ofOther = end !== undefined && `${end.name}${end.company}` !== '' && isUnknown(end, names);
  const isPossible = isUnknown(end, names) || !asAsked;
  const special: readonly SpecialContent[] = [
    ...(end === undefined || end.note === '' ? [] : (['free_text'] as const)),
    ...(ofOther ? (['third_party'] as const) : []),
  ];
  return {
    ref: parcelRef(barcode),
    category: 'parcel',
    fields,
    matchedBy: [matchedBy],
    thirdParty: ofOther,
    hold: null,
    ...(isPossible ? { confidence: 'possible' } : {}),
    ...(special.length === 0 ? {} : { special }),
    provenance: { place: 'status', fetchedAt: now.toISOString() },
  };
}

/** What else the parcel leads to; one that may be of somebody else leads nowhere. */
export function keysOf({ shipment, asAsked, names }: FoundParcel): readonly SubjectKey[] {
  const end = customerEnd(shipment, names);
  if (!asAsked || isUnknown(end, names)) return [];
  const found = (kind: KeyKind, value: string): readonly SubjectKey[] =>
    value === '' ? [] : [{ kind, value, from: 'found' }];
  const address = [end?.address, end?.postcode, end?.city].filter((part) => part).join(', ');
  return [
    ...found('barcode', shipment.barcode),
    ...found('orderNumber', shipment.reference),
    ...found('name', end?.name ?? ''),
    ...found('address', address),
  ];
}

/** A neighbour or housemate may have signed, so a person looks at every one. */
export function signatureRecord({ shipment, matchedBy, now }: FoundParcel, { time }: Signature): FoundRecord {
  return {
    ref: `${parcelRef(shipment.barcode)}:signature`,
    category: 'parcel',
    fields: [
      { name: 'barcode', value: shipment.barcode },
      { name: 'signedAt', value: time },
    ],
    matchedBy: [matchedBy],
    thirdParty: false,
    hold: null,
    confidence: 'possible',
    special: ['signature'],
    provenance: { place: 'signature', fetchedAt: now.toISOString() },
  };
}

/** The receiver, unless the customer sent it: what comes back to the shop has the shop as its receiver. */
function customerEnd({ receiver, sender }: Shipment, names: readonly string[]): ParcelAddress | undefined {
  const isReturn = isNamed(sender, names) && !isNamed(receiver, names);
  return isReturn ? sender : receiver;
}

function isNamed(end: ParcelAddress | undefined, names: readonly string[]): boolean {
  return end !== undefined && names.some((name) => isSameName(name, end.name));
}

/** Whose it is, is not known: it is under another name, or under none. While nobody's name is known its order says enough. */
function isUnknown(end: ParcelAddress | undefined, names: readonly string[]): boolean {
  return names.length > 0 && !isNamed(end, names);
}
