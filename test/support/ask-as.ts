import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A GET on loopback that names this host, as a browser does that was given a false address for a name. */
export async function askAs(
  port: number,
  host: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const options = { host: '127.0.0.1', port, path, headers: { ...headers, host }, setHost: false };
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    request(options, resolve).on('error', reject).end(),
  );
  return { status: response.statusCode ?? 0, body: await text(response) };
}
