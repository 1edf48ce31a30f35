import type { Config } from './config.ts';
import type { UsedService } from './core/policy/find-drift.ts';

/** The services that this installation sends data to, as they are switched on; what runs on this machine is none. */
export function dataReceivers({
  telegram,
  discord,
  slack,
  mail,
  shopMailbox,
  databaseUrl,
}: Pick<
  Config,
  'telegram' | 'discord' | 'slack' | 'mail' | 'shopMailbox' | 'databaseUrl'
>): readonly UsedService[] {
  // The servers that hand mail on to the desk read it as well; the one that is searched is told whose mail is sought.
  const mailServers = new Set(
    [
      mail.smtpUrl?.reveal(),
      mail.mailbox?.url.reveal(),
      shopMailbox?.reveal(),
      ...mail.trustedHosts.map((host) => `smtp://${host}`),
    ]
      .map(hostOf)
      .filter((host) => host !== undefined),
  );
  const database = hostOf(databaseUrl?.reveal());
  return [
    ...(telegram === undefined ? [] : [{ kind: 'channel', name: 'Telegram' } as const]),
    ...(discord === undefined ? [] : [{ kind: 'channel', name: 'Discord' } as const]),
    ...(slack === undefined ? [] : [{ kind: 'channel', name: 'Slack' } as const]),
    ...[...mailServers].map((name) => ({ kind: 'mail_server', name }) as const),
    ...(database === undefined ? [] : [{ kind: 'database_server', name: database } as const]),
  ];
}

/** Undefined for this machine and for a network of one's own: nobody else gets anything there. */
function hostOf(address: string | undefined): string | undefined {
  const host = address === undefined || !URL.canParse(address) ? '' : new URL(address).hostname.toLowerCase();
  const isName = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}$/i.test(host);
  return isName && !/\.(?:local|localhost|internal|lan)$/i.test(host) ? host : undefined;
}
