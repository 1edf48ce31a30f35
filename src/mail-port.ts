import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { SECOND } from './core/kernel/clock.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';

export type MailPortRefusal =
  | 'mail_listener.port_taken'
  | 'mail_listener.port_forbidden'
  | 'mail_listener.host_unknown';

const CODES: Readonly<Record<string, MailPortRefusal>> = {
  EADDRINUSE: 'mail_listener.port_taken',
  EACCES: 'mail_listener.port_forbidden',
  EADDRNOTAVAIL: 'mail_listener.host_unknown',
  ENOTFOUND: 'mail_listener.host_unknown',
  EAI_AGAIN: 'mail_listener.host_unknown',
};

/**
 * Whether mail can be listened for at this address: it is opened for a moment. Refuses with what stands in the way: a
 * program that listens there, a port for which rights are needed, an address of another machine.
 */
export async function checkMailPort(at: {
  readonly host: string;
  readonly port: number;
}): Promise<Result<null, MailPortRefusal>> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error) => resolve('code' in error ? String(error.code) : ''));
    server.listen(at.port, at.host, () => server.close(() => resolve(undefined)));
  });
  if (code === undefined) return ok(null);
  return refuse(CODES[code] ?? 'mail_listener.host_unknown', at);
}

const PATIENCE_MS = 2 * SECOND;

/** Whether it is a desk of ours that listens there, by the words with which it greets. */
export async function isOurListener({ host, port }: { readonly host: string; readonly port: number }) {
  const socket = connect({ host, port, timeout: PATIENCE_MS });
  try {
    const ended = once(socket, 'close').then(() => '');
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => undefined);
    const [greeting] = await Promise.race([once(socket, 'data'), ended.then(() => [''])]);
    return /^220 .*Privacybalie/.test(String(greeting));
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
