import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { configRules } from './config-rules.ts';
import { VARIABLES, type Variables } from './config-variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigProblem {
  readonly variable: string;
  /** In English, for the person who starts the program; never holds the value that was given. */
  readonly expected: string;
  readonly example: string;
}

export type ConfigReading =
  | { readonly ok: true; readonly value: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export type Config = ReturnType<typeof shape>;

const SCHEMA = z.object(VARIABLES);

/** The environment with `.env` of that folder beneath it; a variable that is set, even if empty, wins from the file. */
export function readEnvironment(folder: string, environment: Environment = process.env): Environment {
  const file = join(folder, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...environment } : environment;
}

/** Checks every variable at once; an empty one counts as absent. Problems name variables, never values. */
export function readConfig(environment: Environment): ConfigReading {
  const given = Object.fromEntries(Object.entries(environment).filter(([, text]) => text?.trim()));
  const parsed = SCHEMA.safeParse(given);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
    return { ok: false, problems: [...wrong].map((variable) => ({ variable, ...wanted(variable) })) };
  }
  const problems = configRules(parsed.data).map((broken) => ({ ...wanted(broken.variable), ...broken }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: shape(parsed.data) };
}

function wanted(variable: string): Pick<ConfigProblem, 'expected' | 'example'> {
  const { expected, example } = about(variable);
  return { expected, example };
}

/** One line per problem, for the terminal. */
export function explainProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ variable, expected, example }) => `${variable}: expected ${expected}, for example ${example}`)
    .join('\n');
}

/** The text of .env.example. */
export function envExample(): string {
  const entries = Object.keys(SCHEMA.shape).map((name) => {
    const { means, expected, example } = about(name);
    return `# ${means}\n# Expected: ${expected}\n#${name}=${example}\n`;
  });
  return `# Copy to .env and take away the # before a variable that you want to set. Without any: a demo.\n\n${entries.join('\n')}`;
}

function about(variable: string): { means: string; expected: string; example: string } {
  const schema = Object.entries(SCHEMA.shape).find(([name]) => name === variable)?.[1];
  const { means = '', expected = '', example = '' } = schema?.meta() ?? {};
  return { means: String(means), expected: String(expected), example: String(example) };
}

/** Every group without credentials is undefined: that channel or processor is off. */
function shape(v: Variables) {
  const dataDir = resolve(v.DATA_DIR);
  return {
    mode: v.MODE,
    locale: v.LOCALE,
    logLevel: v.LOG_LEVEL,
    databaseUrl: v.DATABASE_URL,
    dataDir,
    secretKey: v.SECRET_KEY,
    previousSecretKeys: v.SECRET_KEYS_BEFORE,
    host: v.HOST,
    port: v.PORT,
    publicUrl: v.PUBLIC_URL ?? `http://${v.HOST.includes(':') ? `[${v.HOST}]` : v.HOST}:${v.PORT}`,
    trustedProxies: v.TRUSTED_PROXIES,
    monitorToken: v.MONITOR_TOKEN,
    erasureLedger: resolve(v.ERASURE_LEDGER ?? join(dataDir, 'erasure-ledger')),
    staffEmails: v.STAFF_EMAILS,
    answerDelaySeconds: v.ANSWER_DELAY_SECONDS,
    heartbeatUrl: v.HEARTBEAT_URL,
    telegram: v.TELEGRAM_BOT_TOKEN && {
      botToken: v.TELEGRAM_BOT_TOKEN,
      apiRoot: v.TELEGRAM_API_ROOT,
      webhookSecret: v.TELEGRAM_WEBHOOK_SECRET,
    },
    slack: v.SLACK_BOT_TOKEN && {
      botToken: v.SLACK_BOT_TOKEN,
      signingSecret: v.SLACK_SIGNING_SECRET,
      appToken: v.SLACK_APP_TOKEN,
      apiUrl: v.SLACK_API_URL,
      channel: v.SLACK_CHANNEL ?? '',
      approvers: v.SLACK_APPROVERS,
      content: v.SLACK_CONTENT,
    },
    discord: v.DISCORD_BOT_TOKEN && {
      botToken: v.DISCORD_BOT_TOKEN,
      applicationId: v.DISCORD_APPLICATION_ID,
      apiUrl: v.DISCORD_API_URL,
    },
    mail: {
      from: v.MAIL_FROM,
      smtpUrl: v.SMTP_URL,
      listen: v.MAIL_LISTEN,
      imapUrl: v.MAIL_IMAP_URL,
      dns: v.MAIL_DNS,
      tls: v.MAIL_TLS_KEY && v.MAIL_TLS_CERT ? { key: v.MAIL_TLS_KEY, cert: v.MAIL_TLS_CERT } : undefined,
      allowFrom: v.MAIL_ALLOW_FROM,
      trustedHosts: v.MAIL_TRUSTED_HOSTS,
    },
    mollie: v.MOLLIE_ACCESS_TOKEN && { accessToken: v.MOLLIE_ACCESS_TOKEN, apiUrl: v.MOLLIE_API_URL },
    postnl: v.POSTNL_API_KEY && {
      apiKey: v.POSTNL_API_KEY,
      customerCode: v.POSTNL_CUSTOMER_CODE ?? '',
      customerNumber: v.POSTNL_CUSTOMER_NUMBER ?? '',
      apiUrl: v.POSTNL_API_URL,
    },
    eboekhouden: v.EBOEKHOUDEN_TOKEN && { token: v.EBOEKHOUDEN_TOKEN, apiUrl: v.EBOEKHOUDEN_API_URL },
    mijndomein: v.MIJNDOMEIN_IMAP_URL && { imapUrl: v.MIJNDOMEIN_IMAP_URL },
    jouwweb: v.JOUWWEB_DROP_DIR === undefined ? undefined : { dropDir: resolve(v.JOUWWEB_DROP_DIR) },
  };
}
