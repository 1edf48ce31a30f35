import type { Config } from '../config.ts';
import { after, DAY } from '../core/kernel/clock.ts';
import type { Result } from '../core/kernel/result.ts';
import { checkMailPort, isOurListener } from '../mail-port.ts';
import type { MailTls } from '../mail-tls.ts';
import { type Finding, found, refused } from './finding.ts';

/** By then a new certificate has to be there. */
const RENEW_WITHIN = 14 * DAY;

/** The listener for mail: its address, its certificate, and who may deliver. Opens a port for a moment, sends nothing. */
export async function doctorListener(
  { listen, allowFrom }: Pick<Config['mail'], 'listen' | 'allowFrom'>,
  tls: Result<MailTls | undefined>,
  now: Date,
): Promise<Finding> {
  const check = 'mail_listener';
  if (listen === undefined) return found(check, 'ok', 'doctor:mail_listener.off');
  if (!tls.ok) return refused(check, tls.refusal);
  const { host, port } = listen;
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const free = await checkMailPort(listen);
  const isItself =
    !free.ok && free.refusal.code === 'mail_listener.port_taken' && (await isOurListener(listen));
  if (!free.ok && !isItself) return refused(check, free.refusal);
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
