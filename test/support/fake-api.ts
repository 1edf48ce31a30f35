import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Parsed JSON; undefined when nothing was sent. */
  readonly body: unknown;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What goes wrong with the next calls that fit. `instead`: the call has no effect; `after`: it has, and its answer is
 * lost. `cut` ends the connection, `hang` never answers.
 */
export interface Fault {
  readonly method?: string;
  readonly path?: RegExp;
  /** How many calls pass unharmed before it begins; none without. */
  readonly skip?: number;
  /** How many calls it hits; one without, `Infinity` for all. */
  readonly times?: number;
  readonly when: 'instead' | 'after';
  readonly answer: FakeAnswer | 'cut' | 'hang';
}

export interface FakeApi {
  readonly url: string;
  /** Every call, in order, those that went wrong included. */
  readonly calls: readonly FakeCall[];
  fault(fault: Fault): void;
  close(): Promise<void>;
}

let ended: (close: () => Promise<void>) => void = onTestFinished;

/** What is opened in `open` lives until the caller closes it: for systems that serve a whole file. */
export async function forTheFile<Opened>(
  open: () => Promise<Opened>,
): Promise<{ readonly opened: Opened; close(): Promise<void> }> {
  const closes: (() => Promise<void>)[] = [];
  ended = (close) => closes.push(close);
  try {
    return {
      opened: await open(),
      close: async () => void (await Promise.all(closes.map((close) => close()))),
    };
  } finally {
    ended = onTestFinished;
  }
}

/** An HTTP server on loopback that answers as the system would; ended with the test. State is kept by `handle`. */
export async function fakeApi(handle: (call: FakeCall) => FakeAnswer): Promise<FakeApi> {
  const calls: FakeCall[] = [];
  const faults: { readonly fault: Fault; skip: number; left: number }[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake.test');
      const sent = await text(request);
      const method = request.method ?? 'GET';
      const body: unknown = sent === '' ? undefined : JSON.parse(sent);
      const call = { method, path: pathname, query: searchParams, headers: request.headers, body };
      calls.push(call);
      const fault = hit(call);
      const right = fault?.when === 'instead' ? undefined : handle(call);
      const answer = fault?.answer ?? right;
      if (answer === 'hang') return;
      if (answer === 'cut' || answer === undefined) {
        response.destroy();
        return;
      }
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    })();
  });
  function hit({ method, path }: FakeCall): Fault | undefined {
    const fits = faults.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.method ?? method) === method &&
        (fault.path === undefined || fault.path.test(path)),
    );
    if (fits === undefined) return undefined;
    if (fits.skip > 0) {
      fits.skip -= 1;
      return undefined;
    }
    fits.left -= 1;
    return fits.fault;
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  ended(close);
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    fault: (fault) => {
      faults.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
    },
    close,
  };
}
