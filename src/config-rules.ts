import { entryOf } from './config-entry.ts';
import { isLoopback } from './config-value.ts';
import { VARIABLES, type Variables } from './config-variables.ts';

interface BrokenRule {
  readonly variable: keyof Variables;
  readonly expected: string;
}

type Rule = readonly [broken: boolean, variable: keyof Variables, expected: string];

/** A channel is on when its `key` is set; then it needs the others of `with`, and without it none of its own counts. */
interface ChannelVariables {
  readonly key: keyof Variables;
  readonly with: readonly (keyof Variables)[];
  readonly may: readonly (keyof Variables)[];
}

const CHANNELS: readonly ChannelVariables[] = [
  { key: 'TELEGRAM_BOT_TOKEN', with: [], may: ['TELEGRAM_API_ROOT', 'TELEGRAM_WEBHOOK_SECRET'] },
  { key: 'DISCORD_BOT_TOKEN', with: ['DISCORD_APPLICATION_ID'], may: ['DISCORD_API_URL'] },
  {
    key: 'SLACK_BOT_TOKEN',
    with: ['SLACK_CHANNEL'],
    may: ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_APPROVERS', 'SLACK_API_URL', 'SLACK_CONTENT'],
  },
  { key: 'SMTP_URL', with: ['MAIL_FROM'], may: [] },
  { key: 'MOLLIE_ACCESS_TOKEN', with: [], may: ['MOLLIE_WRITE_TOKEN', 'MOLLIE_API_URL'] },
  {
    key: 'POSTNL_API_KEY',
    with: ['POSTNL_CUSTOMER_CODE', 'POSTNL_CUSTOMER_NUMBER'],
    may: ['POSTNL_API_URL'],
  },
  { key: 'EBOEKHOUDEN_TOKEN', with: [], may: ['EBOEKHOUDEN_API_URL'] },
];

/** What variables demand of each other; `given` names those that are set, whatever to. */
export function configRules(v: Variables, given: ReadonlySet<string>): readonly BrokenRule[] {
  const rules: readonly Rule[] = [
    ...(v.MODE === 'demo' ? demoRules(v) : liveRules(v)),
    ...CHANNELS.flatMap((channel) => wholeChannel(channel, given)),
    ...mailRules(v, given),
    [
      given.has('SLACK_BOT_TOKEN') && !given.has('SLACK_SIGNING_SECRET') && !given.has('SLACK_APP_TOKEN'),
      'SLACK_SIGNING_SECRET',
      `${entryOf(VARIABLES.SLACK_SIGNING_SECRET).expected}, or SLACK_APP_TOKEN, because SLACK_BOT_TOKEN is set`,
    ],
    [
      v.SLACK_CONTENT === 'full',
      'SLACK_CONTENT',
      'minimal, for words and records of customers stay on the desk',
    ],
  ];
  const broken = rules.filter(([isBroken]) => isBroken);
  return broken
    .filter(([, variable], index) => broken.findIndex(([, name]) => name === variable) === index)
    .map(([, variable, expected]) => ({ variable, expected }));
}

/** Half a channel is silently off or fails at its first message: it is refused instead. */
function wholeChannel(channel: ChannelVariables, given: ReadonlySet<string>): readonly Rule[] {
  if (given.has(channel.key))
    return channel.with.map((name) => [
      !given.has(name),
      name,
      `${entryOf(VARIABLES[name]).expected}, because ${channel.key} is set`,
    ]);
  const own = [...channel.with, ...channel.may].find((name) => given.has(name));
  return own === undefined
    ? []
    : [[true, channel.key, `${entryOf(VARIABLES[channel.key]).expected}, because ${own} is set`]];
}

const OF_LISTENER = ['MAIL_TLS_KEY', 'MAIL_TLS_CERT', 'MAIL_ALLOW_FROM'];
const OF_MAILBOX = ['MAIL_PLUS_ADDRESSES', 'MAIL_SHARED'];
const OF_EITHER = ['MAIL_DNS', 'MAIL_TRUSTED_HOSTS'];

/** Mail comes in by one way, only where answers can leave, and unencrypted from this machine only. */
function mailRules(
  { MAIL_LISTEN: listen, MAIL_IMAP_URL: mailbox, ...v }: Variables,
  given: ReadonlySet<string>,
): readonly Rule[] {
  const half = (v.MAIL_TLS_KEY === undefined) !== (v.MAIL_TLS_CERT === undefined);
  const set = (name: keyof typeof VARIABLES, why: string) =>
    `${entryOf(VARIABLES[name]).expected}, because ${why}`;
  const some = (names: readonly string[]) => names.some((name) => given.has(name));
  const open = listen !== undefined && !isLoopback(listen.host) && v.MAIL_TLS_KEY === undefined;
  const way = listen === undefined ? 'MAIL_IMAP_URL' : 'MAIL_LISTEN';
  const intake = listen ?? mailbox;
  return [
    [
      listen === undefined && (some(OF_LISTENER) || (mailbox === undefined && some(OF_EITHER))),
      'MAIL_LISTEN',
      set('MAIL_LISTEN', 'other variables of the listener are set'),
    ],
    [
      mailbox === undefined && some(OF_MAILBOX),
      'MAIL_IMAP_URL',
      set('MAIL_IMAP_URL', 'other variables of the mailbox are set'),
    ],
    [
      listen !== undefined && mailbox !== undefined,
      'MAIL_IMAP_URL',
      'to be absent, because MAIL_LISTEN is set',
    ],
    [intake !== undefined && v.SMTP_URL === undefined, 'SMTP_URL', set('SMTP_URL', `${way} is set`)],
    [half && v.MAIL_TLS_KEY === undefined, 'MAIL_TLS_KEY', set('MAIL_TLS_KEY', 'MAIL_TLS_CERT is set')],
    [half && v.MAIL_TLS_CERT === undefined, 'MAIL_TLS_CERT', set('MAIL_TLS_CERT', 'MAIL_TLS_KEY is set')],
    [open, 'MAIL_TLS_KEY', set('MAIL_TLS_KEY', 'MAIL_LISTEN is no loopback address')],
  ];
}

/** Whoever opens the demo's desk sees all of it, so nobody else on the network may (interfaces.md, Environment). */
function demoRules(v: Variables) {
  return [[!isLoopback(v.HOST), 'HOST', 'a loopback address in MODE=demo']] as const;
}

/** Of proof payments nothing is said to a customer, and records of customers cross no network in the clear. */
const TOKENS = ['MOLLIE_ACCESS_TOKEN', 'MOLLIE_WRITE_TOKEN'] as const;
const PROCESSOR_APIS = ['MOLLIE_API_URL', 'POSTNL_API_URL', 'EBOEKHOUDEN_API_URL'] as const;

// R27, R40, R19
function liveRules(v: Variables) {
  return [
    [!v.SECRET_KEY, 'SECRET_KEY', '32 bytes in base64 kept outside DATA_DIR, because MODE=live'],
    [
      !v.PUBLIC_URL?.startsWith('https://'),
      'PUBLIC_URL',
      'an address that begins with https://, because MODE=live',
    ],
    [!v.SMTP_URL, 'SMTP_URL', 'an outbound mail server, because MODE=live'],
    [!v.MAIL_FROM, 'MAIL_FROM', 'the sender of all mail, because MODE=live'],
    [
      v.TRUSTED_PROXIES === undefined,
      'TRUSTED_PROXIES',
      'the IP addresses of the reverse proxies before this program, or none, because MODE=live',
    ],
    ...TOKENS.map(
      (name) =>
        [
          v[name]?.reveal().startsWith('test_') === true,
          name,
          'a key that begins with access_ or live_, because MODE=live',
        ] as const,
    ),
    ...PROCESSOR_APIS.map(
      (name) =>
        [
          !v[name].startsWith('https://'),
          name,
          'an address that begins with https://, because MODE=live',
        ] as const,
    ),
    [v.STAFF_EMAILS.length === 0, 'STAFF_EMAILS', 'at least one e-mail address, because MODE=live'],
    [
      v.ANSWER_DELAY_SECONDS < 600,
      'ANSWER_DELAY_SECONDS',
      'at least 600 (ten minutes to stop an answer), because MODE=live',
    ],
  ] as const;
}
