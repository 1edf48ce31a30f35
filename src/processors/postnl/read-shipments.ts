import { z } from 'zod';

/** One of the two ends of a parcel, as PostNL tells it; empty where it tells nothing. */
export interface ParcelAddress {
  readonly name: string;
  readonly company: string;
  readonly address: string;
  readonly postcode: string;
  readonly city: string;
  readonly country: string;
  readonly note: string;
}

export interface Shipment {
  readonly barcode: string;
  /** Of a shipment of several parcels, the number of them all; else empty. */
  readonly mainBarcode: string;
  readonly reference: string;
  readonly product: string;
  readonly status: string;
  /** Also when PostNL does not say how far it is: there may be a signature. */
  readonly delivered: boolean;
  /** `2026-11-03 14:05 text`, in the order of PostNL. */
  readonly events: readonly string[];
  readonly receiver: ParcelAddress | undefined;
  readonly sender: ParcelAddress | undefined;
}

/** PostNL writes an empty value as `{}`, and a number as text or as a number. */
const value = z
  .unknown()
  .transform((found) =>
    typeof found === 'string' ? found.trim() : typeof found === 'number' ? String(found) : '',
  );

/** One thing comes as itself, several as a list, none as `{}` or not at all. */
function some<Schema extends z.ZodType>(schema: Schema) {
  return z
    .unknown()
    .transform((found) => (Array.isArray(found) ? found : isEmpty(found) ? [] : [found]))
    .pipe(z.array(schema));
}

function isEmpty(found: unknown): boolean {
  return typeof found !== 'object' || found === null || Object.keys(found).length === 0;
}

const address = z
  .object({
    AddressType: value,
    FirstName: value,
    LastName: value,
    CompanyName: value,
    Street: value,
    HouseNumber: value,
    HouseNumberSuffix: value,
    Zipcode: value,
    City: value,
    CountryCode: value,
    Remark: value,
  })
  .partial();

const stamped = z.object({ TimeStamp: value, Description: value }).partial();
const status = z.object({ StatusCode: value, StatusDescription: value, PhaseCode: value }).partial();

const shipment = z.object({
  Barcode: value,
  MainBarcode: value.optional(),
  Reference: value.optional(),
  ProductDescription: value.optional(),
  // One client names it Addresses, the answer itself Address.
  Address: some(address).optional(),
  Addresses: some(address).optional(),
  Event: some(stamped).optional(),
  Status: some(status).optional(),
});

const answer = z.object({
  CompleteStatus: z.object({ Shipment: some(shipment).optional() }).optional(),
  CurrentStatus: z.object({ Shipment: some(shipment).optional() }).optional(),
  Warnings: z.unknown().optional(),
});

/** Message "No shipment found", with HTTP 200; the same code for a signature. */
const NOT_FOUND = '2';
/** Of `PhaseCode`. */
const DELIVERED = '4';
const RECEIVER = '01';
const SENDER = '02';

/**
 * The parcels of a status answer; none when PostNL does not know it (any more), which is no proof that it never was.
 * Undefined for an answer that says neither.
 */
export function readShipments(body: unknown): readonly Shipment[] | undefined {
  const read = answer.safeParse(body);
  if (!read.success) return undefined;
  const { CompleteStatus, CurrentStatus } = read.data;
  const shipments = [...(CompleteStatus?.Shipment ?? []), ...(CurrentStatus?.Shipment ?? [])];
  if (shipments.length === 0) return isNotFound(body) ? [] : undefined;
  if (shipments.some(({ Barcode, MainBarcode = '' }) => (Barcode || MainBarcode) === '')) return undefined;
  return shipments.map((found) => {
    const ends = [...(found.Address ?? []), ...(found.Addresses ?? [])];
    const [state] = found.Status ?? [];
    return {
      barcode: found.Barcode || (found.MainBarcode ?? ''),
      mainBarcode: found.MainBarcode ?? '',
      reference: found.Reference ?? '',
      product: found.ProductDescription ?? '',
      status: state?.StatusDescription ?? '',
      delivered: (state?.PhaseCode || DELIVERED) === DELIVERED,
      events: (found.Event ?? []).map(({ TimeStamp = '', Description = '' }) =>
        `${timeOf(TimeStamp)} ${Description}`.trim(),
      ),
      receiver: endOf(ends, RECEIVER),
      sender: endOf(ends, SENDER),
    };
  });
}

/** Whether the answer says in so many words that there is nothing; warnings come as a list or below `Warning`. */
export function isNotFound(body: unknown): boolean {
  const warning = z.object({ Code: value });
  const warnings = z.object({
    Warnings: z.union([
      z.array(warning),
      z.object({ Warning: some(warning) }).transform((one) => one.Warning),
    ]),
  });
  const read = warnings.safeParse(body);
  return read.success && read.data.Warnings.some(({ Code }) => Code === NOT_FOUND);
}

export interface Signature {
  readonly time: string;
  readonly mediaType: 'image/png' | 'image/gif' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

const signature = z.object({
  Signature: z.object({ SignatureDate: value, SignatureImage: z.string().min(1) }),
});

/** The handwriting of who took the parcel; undefined when there is none, or no image. The documentation says GIF and shows PNG. */
export function readSignature(body: unknown): Signature | undefined {
  const read = signature.safeParse(body);
  if (!read.success) return undefined;
  const { SignatureDate, SignatureImage } = read.data.Signature;
  const bytes = Buffer.from(SignatureImage, 'base64');
  const mediaType = mediaTypeOf(bytes);
  return mediaType === undefined ? undefined : { time: timeOf(SignatureDate), mediaType, bytes };
}

function mediaTypeOf(bytes: Buffer): Signature['mediaType'] | undefined {
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png';
  if (bytes.subarray(0, 3).toString('latin1') === 'GIF') return 'image/gif';
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? 'image/jpeg' : undefined;
}

function endOf(ends: readonly z.infer<typeof address>[], type: string): ParcelAddress | undefined {
  const found = ends.find(({ AddressType }) => AddressType === type);
  if (found === undefined) return undefined;
  const joined = (...parts: readonly (string | undefined)[]) => parts.filter((part) => part).join(' ');
  return {
    name: joined(found.FirstName, found.LastName),
    company: found.CompanyName ?? '',
    address: joined(found.Street, found.HouseNumber, found.HouseNumberSuffix),
    postcode: found.Zipcode ?? '',
    city: found.City ?? '',
    country: found.CountryCode ?? '',
    note: found.Remark ?? '',
  };
}

/** `03-11-2026 14:05:06` and `2026-11-03T14:05:06` alike as `2026-11-03 14:05`, the Dutch time it was written in; else as it is. */
function timeOf(stamp: string): string {
  const dutch = /^(\d{2})-(\d{2})-(\d{4})[ T](\d{2}:\d{2})/.exec(stamp);
  if (dutch !== null) return `${dutch[3]}-${dutch[2]}-${dutch[1]} ${dutch[4]}`;
  const iso = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(stamp);
  return iso === null ? stamp : `${iso[1]} ${iso[2]}`;
}
