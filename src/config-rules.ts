import { isLoopback } from './config-value.ts';
import type { Variables } from './config-variables.ts';

interface BrokenRule {
  readonly variable: keyof Variables;
  readonly expected: string;
}

/** What variables demand of each other. */
export function configRules(v: Variables): readonly BrokenRule[] {
  const rules: readonly (readonly [broken: boolean, variable: keyof Variables, expected: string])[] = [
    ...(v.MODE === 'demo' ? demoRules(v) : liveRules(v)),
    [
      v.SLACK_BOT_TOKEN !== undefined && !v.SLACK_SIGNING_SECRET && !v.SLACK_APP_TOKEN,
      'SLACK_SIGNING_SECRET',
      'the signing secret (or SLACK_APP_TOKEN), because SLACK_BOT_TOKEN is set',
    ],
    [
      v.SLACK_BOT_TOKEN !== undefined && !v.SLACK_CHANNEL,
      'SLACK_CHANNEL',
      'the id of a channel, because SLACK_BOT_TOKEN is set',
    ],
    [
      v.POSTNL_API_KEY !== undefined && !v.POSTNL_CUSTOMER_CODE,
      'POSTNL_CUSTOMER_CODE',
      'letters, because POSTNL_API_KEY is set',
    ],
    [
      v.POSTNL_API_KEY !== undefined && !v.POSTNL_CUSTOMER_NUMBER,
      'POSTNL_CUSTOMER_NUMBER',
      'digits, because POSTNL_API_KEY is set',
    ],
    [
      v.MAIL_TLS_CERT !== undefined && !v.MAIL_TLS_KEY,
      'MAIL_TLS_KEY',
      'the path of a file, because MAIL_TLS_CERT is set',
    ],
    [
      v.MAIL_TLS_KEY !== undefined && !v.MAIL_TLS_CERT,
      'MAIL_TLS_CERT',
      'the path of a file, because MAIL_TLS_KEY is set',
    ],
    [
      v.MAIL_LISTEN !== undefined && v.MAIL_IMAP_URL !== undefined,
      'MAIL_IMAP_URL',
      'to be absent when MAIL_LISTEN is set: mail comes in one way',
    ],
    [
      v.SMTP_URL !== undefined && !v.MAIL_FROM,
      'MAIL_FROM',
      'the sender of all mail, because SMTP_URL is set',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, variable, expected]) => ({ variable, expected }));
}

/** Whoever opens the demo's desk sees all of it, so nobody else on the network may (interfaces.md, Environment). */
function demoRules(v: Variables) {
  return [[!isLoopback(v.HOST), 'HOST', 'a loopback address in MODE=demo']] as const;
}

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
    [v.STAFF_EMAILS.length === 0, 'STAFF_EMAILS', 'at least one e-mail address, because MODE=live'],
    [
      v.ANSWER_DELAY_SECONDS < 600,
      'ANSWER_DELAY_SECONDS',
      'at least 600 (ten minutes to stop an answer), because MODE=live',
    ],
  ] as const;
}
