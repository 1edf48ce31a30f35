import type { Config } from './config.ts';
import type { UsedService } from './core/policy/find-drift.ts';

/** The services that this installation sends data to, as they are switched on; what runs on this machine is none. */
export function dataReceivers({
  telegram,
  discord,
  slack,
  mail,
  databaseUrl,
}: Pick<Config, 'telegram' | 'discord' | 'slack' | 'mail' | 'databaseUrl'>): readonly UsedService[] {
  const mailServer = hostOf(mail.smtpUrl?.reveal());
  const mailbox = hostOf(mail.mailbox?.url.reveal());
  const database = hostOf(databaseUrl?.reveal());
  return [
    ...(telegram === undefined ? [] : [{ kind: 'channel', name: 'Telegram' } as const]),
    ...(discord === undefined ? [] : [{ kind: 'channel', name: 'Discord' } as const]),
    ...(slack === undefined ? [] : [{ kind: 'channel', name: 'Slack' } as const]),
    ...(mailServer === undefined ? [] : [{ kind: 'mail_server', name: mailServer } as const]),
    ...(mailbox === undefined || mailbox === mailServer
      ? []
      : [{ kind: 'mail_server', name: mailbox } as const]),
    ...(database === undefined ? [] : [{ kind: 'database_server', name: database } as const]),
  ];
}

/** Undefined for this machine and for a network of one's own: nobody else gets anything there. */
function hostOf(address: string | undefined): string | undefined {
  const host = address === undefined || !URL.canParse(address) ? '' : new URL(address).hostname;
  const isName = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}$/i.test(host);
  return isName && !/\.(?:local|localhost|internal|lan)$/i.test(host) ? host : undefined;
}
