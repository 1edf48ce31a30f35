import { type FakeAnswer, type FakeApi, type FakeCall, fakeApi } from './fake-api.ts';

export interface FakeParcel {
  readonly barcode: string;
  readonly reference?: string;
  readonly receiver: { readonly first?: string; readonly last: string; readonly remark?: string };
  /** Who sent it, where that is not the shop. */
  readonly sender?: { readonly first: string; readonly last: string };
  /** How long ago it was handed over. */
  readonly daysAgo?: number;
  readonly delivered?: boolean;
  /** Base64. */
  readonly signature?: string;
}

export const POSTNL_KEY = 'key-for-tests';
export const CUSTOMER = { code: 'DEVC', number: '11223344' };
/** How far back PostNL looks for an order number, and for a barcode. */
const REFERENCE_DAYS = 90;
const BARCODE_DAYS = 365;

/** A GIF of one dot. */
export const DOT = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** The status interface of PostNL: "not found" is HTTP 200 with a warning, empty is `{}`, one thing is no list. */
export function fakePostnl(parcels: readonly FakeParcel[]): Promise<FakeApi> {
  return fakeApi((call) => answerTo(call, parcels));
}

function answerTo({ headers, path, query }: FakeCall, parcels: readonly FakeParcel[]): FakeAnswer {
  if (headers.apikey !== POSTNL_KEY)
    return { status: 401, body: { message: 'Invalid authentication credentials', http_status_code: 401 } };
  const [, way = '', number = ''] = /^\/shipment\/v2\/status\/(\w+)\/(.+)$/.exec(path) ?? [];
  const asked = decodeURIComponent(number);
  if (way === 'signature') return signatureOf(parcels.find(({ barcode }) => barcode === asked));
  if (way === 'reference') {
    const ours =
      query.get('customerCode') === CUSTOMER.code && query.get('customerNumber') === CUSTOMER.number;
    if (!ours) return { status: 400, body: { fault: { faultstring: 'no customer', detail: {} } } };
    const hits = parcels.filter(
      ({ reference, daysAgo = 1 }) => reference === asked && daysAgo <= REFERENCE_DAYS,
    );
    return statusOf(hits, query);
  }
  return statusOf(
    parcels.filter(({ barcode, daysAgo = 1 }) => barcode === asked && daysAgo <= BARCODE_DAYS),
    query,
  );
}

function statusOf(parcels: readonly FakeParcel[], query: URLSearchParams): FakeAnswer {
  const [first, ...more] = parcels.map((parcel) => shipmentOf(parcel, query.get('detail') === 'true'));
  if (first === undefined)
    return {
      status: 200,
      body: { CurrentStatus: {}, Warnings: [{ Message: 'No shipment found', Code: '2' }] },
    };
  const shipment = more.length === 0 ? first : [first, ...more];
  const detailed = query.get('detail') === 'true';
  return {
    status: 200,
    body: { [detailed ? 'CompleteStatus' : 'CurrentStatus']: { Shipment: shipment } },
  };
}

function shipmentOf(parcel: FakeParcel, detailed: boolean): Record<string, unknown> {
  const { barcode, reference, receiver, sender, delivered = false } = parcel;
  const event = { Code: '01B', Description: 'Zending is bij PostNL', TimeStamp: '03-11-2026 09:05:06' };
  return {
    MainBarcode: barcode,
    Barcode: barcode,
    ShipmentAmount: '1',
    Customer: { CustomerCode: CUSTOMER.code, CustomerNumber: CUSTOMER.number, Name: 'Winkel Voorbeeld' },
    ProductCode: '003089',
    ProductDescription: 'Handtekening voor ontvangst',
    Reference: reference ?? {},
    Address: [
      {
        AddressType: '01',
        Building: {},
        CompanyName: {},
        FirstName: receiver.first ?? {},
        LastName: receiver.last,
        Street: 'Voorbeeldstraat',
        HouseNumber: 12,
        HouseNumberSuffix: {},
        Zipcode: '1234AB',
        City: 'Voorbeeldstad',
        CountryCode: 'NL',
        Remark: receiver.remark ?? {},
      },
      {
        AddressType: '02',
        FirstName: sender?.first ?? {},
        LastName: sender?.last ?? {},
        CompanyName: sender === undefined ? 'Winkel Voorbeeld' : {},
        Street: 'Winkelplein',
        HouseNumber: '1',
        HouseNumberSuffix: 'a',
        Zipcode: '4321BA',
        City: 'Winkelstad',
        CountryCode: 'NL',
        Remark: {},
      },
    ],
    ...(detailed
      ? {
          Event: delivered
            ? [{ Code: 'B01', Description: 'Bezorgd', TimeStamp: '04-11-2026 10:00:00.123' }, event]
            : event,
        }
      : {}),
    Expectation: { ETAFrom: '2026-11-04T11:30:00' },
    Status: delivered
      ? { TimeStamp: '04-11-2026 10:00:00', StatusDescription: 'Zending bezorgd', PhaseCode: '4' }
      : { TimeStamp: '03-11-2026 09:05:06', StatusDescription: 'Zending in ontvangst', PhaseCode: '1' },
  };
}

function signatureOf(parcel: FakeParcel | undefined): FakeAnswer {
  if (parcel?.signature === undefined)
    return { status: 200, body: { Warnings: { Warning: { Message: 'No signature found', Code: '2' } } } };
  return {
    status: 200,
    body: {
      Signature: {
        Barcode: parcel.barcode,
        SignatureDate: '2026-11-04T10:00:16',
        SignatureImage: parcel.signature,
      },
    },
  };
}
