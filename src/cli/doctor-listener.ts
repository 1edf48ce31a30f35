import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { after, DAY } from '../core/kernel/clock.ts';
import type { Result } from '../core/kernel/result.ts';
import type { MailTls } from '../mail-tls.ts';
import { type Finding, found, refused } from './finding.ts';

/** By then a new certificate has to be there. */
const RENEW_WITHIN = 14 * DAY;

/** The listener for mail: its address, its certificate, and who may deliver. Opens a port for a moment, sends nothing. */
export async function doctorListener(
  { listen, allowFrom }: Config['mail'],
  tls: Result<MailTls | undefined>,
  now: Date,
): Promise<Finding> {
  const check = 'mail_listener';
  if (listen === undefined) return found(check, 'ok', 'doctor:mail_listener.off');
  if (!tls.ok) return refused(check, tls.refusal);
  const { host, port } = listen;
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (!(await isOwn(host))) return found(check, 'wrong', 'doctor:mail_listener.not_here', { address });
  const { value: pair } = tls;
  if (pair !== undefined && pair.validUntil < after(now, RENEW_WITHIN)) {
    const day = pair.validUntil.toISOString().slice(0, 10);
    return found(check, 'warning', 'doctor:mail_listener.ends', { day });
  }
  const hosts = allowFrom.join(', ');
  const sealed = pair === undefined ? 'open' : 'sealed';
  return hosts === ''
    ? found(check, 'ok', `doctor:mail_listener.${sealed}_here`, { address })
    : found(check, 'ok', `doctor:mail_listener.${sealed}_from`, { address, hosts });
}

/** Whether this machine has the address; on a port of its own, for the desk itself may be running. */
function isOwn(host: string): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(0, host, () => server.close(() => resolve(true)));
  });
}
