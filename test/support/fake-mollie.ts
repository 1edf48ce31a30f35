import { type FakeAnswer, type FakeApi, type FakeCall, fakeApi } from './fake-api.ts';

/** A row as Mollie's interface gives it; what a test leaves out is filled in as for an invented person. */
export type MollieRow = Readonly<Record<string, unknown>> & { readonly id: string };

export interface MollieState {
  readonly customers?: readonly MollieRow[];
  readonly payments?: readonly MollieRow[];
  readonly mandates?: readonly MollieRow[];
  readonly subscriptions?: readonly MollieRow[];
  readonly refunds?: readonly MollieRow[];
  readonly chargebacks?: readonly MollieRow[];
  readonly paymentLinks?: readonly MollieRow[];
  /** A token of the organisation with these permissions; without it an API key. */
  readonly granted?: readonly string[];
  readonly profiles?: readonly MollieRow[];
}

export interface FakeMollie extends FakeApi {
  /** A customer that changed since the preview. */
  patch(id: string, values: Readonly<Record<string, unknown>>): void;
  row(id: string): MollieRow | undefined;
}

const MADE = '2026-03-20T09:13:37+00:00';
const NOTHING = refusal(404, 'Not Found');
const OK: FakeAnswer = { status: 204 };

interface Kept {
  readonly list: string;
  row: MollieRow;
}

/**
 * Mollie on loopback, with what it keeps: lists from the newest on with `_links.next`, deleting a customer ends its mandates
 * and subscriptions, the first answer again for an idempotency key (processors.md section 1).
 */
export async function fakeMollie(state: MollieState): Promise<FakeMollie> {
  const kept = new Map<string, Kept>();
  const put = (list: string, rows: readonly MollieRow[] = [], rest: Readonly<Record<string, unknown>>) => {
    const names = ['self', 'dashboard', 'documentation', 'customer', 'profile', 'payment', 'paymentLink'];
    const _links = Object.fromEntries(names.map((name) => [name, linkTo(`/v2/${list}`)]));
    for (const row of rows)
      kept.set(row.id, { list, row: { createdAt: MADE, mode: 'live', _links, ...rest, ...row } });
  };
  put('customers', state.customers, {
    resource: 'customer',
    name: null,
    email: null,
    locale: 'nl_NL',
    metadata: null,
  });
  put('payments', state.payments, {
    resource: 'payment',
    amount: { currency: 'EUR', value: '12.50' },
    description: 'Candles',
    status: 'paid',
    profileId: 'pfl_1',
    sequenceType: 'oneoff',
  });
  put('mandates', state.mandates, {
    resource: 'mandate',
    status: 'valid',
    method: 'directdebit',
    details: {},
    mandateReference: null,
    signatureDate: '2026-03-20',
  });
  put('subscriptions', state.subscriptions, {
    resource: 'subscription',
    status: 'active',
    amount: { currency: 'EUR', value: '5.00' },
    interval: '1 month',
    startDate: '2026-03-20',
    description: 'Candle of the month',
    method: null,
    metadata: null,
    times: null,
    timesRemaining: null,
    webhookUrl: null,
  });
  const reversal = { amount: { currency: 'EUR', value: '2.50' } };
  const refund = { resource: 'refund', status: 'refunded', description: '', metadata: null };
  put('refunds', state.refunds, { ...refund, ...reversal });
  put('chargebacks', state.chargebacks, { resource: 'chargeback', ...reversal });
  put('payment_links', state.paymentLinks, {
    resource: 'payment-link',
    description: 'Candles',
    amount: null,
    allowedMethods: null,
    archived: false,
    expiresAt: null,
    paidAt: null,
    profileId: 'pfl_1',
    redirectUrl: null,
    reusable: false,
    webhookUrl: null,
  });
  put('profiles', state.profiles, {
    resource: 'profile',
    name: 'Winkel Voorbeeld',
    website: 'https://shop.example',
    email: 'shop@example.nl',
    phone: '+31201234567',
    businessCategory: 'OTHER_MERCHANDISE',
    status: 'verified',
  });

  const answers = new Map<string, FakeAnswer>();
  const rowsOf = (list: string, fits: (row: MollieRow) => boolean) =>
    [...kept.values()].flatMap((one) => (one.list === list && fits(one.row) ? [one.row] : []));

  function listed({ path, query }: FakeCall, list: string, rows: readonly MollieRow[]): FakeAnswer {
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 250)) return refusal(400, 'Bad Request');
    const from = query.get('from');
    const start = from === null ? 0 : rows.findIndex(({ id }) => id === from);
    if (start < 0) return refusal(400, 'Bad Request');
    const next = rows[start + limit];
    const items = rows.slice(start, start + limit);
    return {
      status: 200,
      body: {
        count: items.length,
        _embedded: { [list]: items },
        _links: {
          self: linkTo(path),
          previous: null,
          next: next === undefined ? null : linkTo(`${path}?from=${next.id}`),
          documentation: linkTo('/docs'),
        },
      },
    };
  }

  function read(call: FakeCall): FakeAnswer {
    const [, , first = '', id, second, inner] = call.path.split('/');
    if (first === 'methods') return listed(call, 'methods', []);
    if (first === 'permissions')
      return state.granted === undefined ? refusal(403, 'Forbidden') : permissions(state.granted);
    if (first === 'profiles' && state.profiles === undefined) return refusal(403, 'Forbidden');
    const list = first.replace('-', '_');
    if (id === undefined) {
      const profile = call.query.get('profileId');
      if (first === 'payments' && (state.profiles === undefined) !== (profile === null))
        return refusal(400, 'Bad Request');
      return listed(
        call,
        list,
        rowsOf(list, (row) => profile === null || row.profileId === profile),
      );
    }
    const owner = kept.get(id);
    if (owner?.list !== list) return NOTHING;
    if (second === undefined) return { status: 200, body: owner.row };
    const belongs = ({ customerId, paymentId }: MollieRow) => customerId === id || paymentId === id;
    if (inner === undefined) return listed(call, second, rowsOf(second, belongs));
    const row = kept.get(inner)?.row;
    return row === undefined || !belongs(row) ? NOTHING : { status: 200, body: row };
  }

  function change(call: FakeCall): FakeAnswer {
    const id = call.path.split('/').at(-1) ?? '';
    const one = kept.get(id);
    if (one === undefined) return NOTHING;
    if (call.method === 'PATCH') {
      one.row = { ...one.row, ...Object(call.body) };
      return { status: 200, body: one.row };
    }
    if (one.list === 'subscriptions') {
      one.row = { ...one.row, status: 'canceled' };
      return { status: 200, body: one.row };
    }
    if (one.list === 'payment_links' && typeof one.row.paidAt === 'string')
      return refusal(422, 'Unprocessable Entity');
    if (one.list === 'customers')
      for (const [other, { row }] of kept)
        if (row.customerId === id && !other.startsWith('tr_')) kept.delete(other);
    if (one.list === 'mandates')
      for (const other of kept.values())
        if (other.row.mandateId === id) other.row = { ...other.row, status: 'canceled' };
    kept.delete(id);
    return OK;
  }

  const api = await fakeApi((call) => {
    const { authorization = '' } = call.headers;
    if (!/^Bearer (live|test|access)_\w+$/.test(authorization)) return refusal(401, 'Unauthorized');
    if (call.method === 'GET') return read(call);
    const key = String(call.headers['idempotency-key']);
    const answer = answers.get(key) ?? change(call);
    answers.set(key, answer);
    return answer;
  });
  return {
    ...api,
    patch: (id, values) => {
      const one = kept.get(id);
      if (one === undefined) throw new Error(`no ${id}`);
      one.row = { ...one.row, ...values };
    },
    row: (id) => kept.get(id)?.row,
  };
}

function refusal(status: number, title: string): FakeAnswer {
  return { status, body: { status, title, detail: title, _links: { documentation: linkTo('/docs') } } };
}

/** As Mollie writes it, whatever host it is asked at. */
function linkTo(path: string) {
  return { href: `https://api.mollie.com${path}`, type: 'application/hal+json' };
}

function permissions(granted: readonly string[]): FakeAnswer {
  const names = ['customers', 'payments', 'refunds', 'mandates', 'subscriptions', 'payment-links'];
  const all = names.flatMap((name) => [`${name}.read`, `${name}.write`]);
  return {
    status: 200,
    body: {
      count: all.length,
      _links: { self: linkTo('/v2/permissions'), documentation: linkTo('/docs') },
      _embedded: {
        permissions: all.map((id) => ({
          resource: 'permission',
          id,
          description: id,
          granted: granted.includes(id),
          _links: { self: linkTo(`/v2/permissions/${id}`), documentation: linkTo('/docs') },
        })),
      },
    },
  };
}
