import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { type ConfigEntry, entryOf } from './config-entry.ts';
import { configRules } from './config-rules.ts';
import { VARIABLES, type Variables } from './config-variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigProblem {
  readonly variable: string;
  /** In English, for the person who starts the program; never holds the value that was given. */
  readonly expected: string;
  /** Absent when the variable may not be set at all. */
  readonly example?: string;
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
  const tooEarly = Object.entries(VARIABLES)
    .filter(([variable, schema]) => given[variable] !== undefined && entryOf(schema).notYet)
    .map(([variable]) => ({ variable, expected: 'to be absent, because it is not supported yet' }));
  for (const { variable } of tooEarly) delete given[variable];
  const parsed = SCHEMA.safeParse(given);
  const problems = [...tooEarly, ...(parsed.success ? broken(parsed.data, given) : wrong(parsed.error))];
  if (problems.length > 0 || !parsed.success) return { ok: false, problems };
  return { ok: true, value: shape(parsed.data) };
}

function wrong({ issues }: z.ZodError): readonly ConfigProblem[] {
  const names = new Set(issues.map((issue) => String(issue.path[0])));
  return [...names].map((variable) => {
    const { expected, example } = about(variable);
    return { variable, expected, example };
  });
}

function broken(variables: Variables, given: Environment): readonly ConfigProblem[] {
  return configRules(variables, new Set(Object.keys(given))).map(({ variable, expected }) => ({
    variable,
    expected,
    example: about(variable).example,
  }));
}

/** One line per problem, for the terminal. */
export function explainProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ variable, expected, example }) =>
      [
        `${variable}: expected ${expected}`,
        ...(example === undefined ? [] : [`for example ${example}`]),
      ].join(', '),
    )
    .join('\n');
}

/** The text of .env.example. */
export function envExample(): string {
  const entries = Object.keys(SCHEMA.shape).map((name) => {
    const { means, expected, example, notYet } = about(name);
    const state = notYet === true ? 'Not supported yet: leave it out. ' : '';
    return `# ${state}${means}\n# Expected: ${expected}\n#${name}=${example}\n`;
  });
  return `# Copy to .env and take away the # before a variable that you want to set. Without any: a demo.\n\n${entries.join('\n')}`;
}

function about(variable: string): ConfigEntry {
  const schema = Object.entries(SCHEMA.shape).find(([name]) => name === variable)?.[1];
  return schema === undefined ? { means: '', expected: '', example: '' } : entryOf(schema);
}

/** Every channel without credentials is undefined: it is off. The rules have seen to it that none is half set. */
function shape(v: Variables) {
  const dataDir = resolve(v.DATA_DIR);
  return {
    mode: v.MODE,
    locale: v.LOCALE,
    logLevel: v.LOG_LEVEL,
    databaseUrl: v.DATABASE_URL,
    dataDir,
    secretKey: v.SECRET_KEY,
    erasureLedger: resolve(v.ERASURE_LEDGER ?? join(dataDir, 'erasure-ledger')),
    previousSecretKeys: v.SECRET_KEYS_BEFORE,
    host: v.HOST,
    port: v.PORT,
    publicUrl: v.PUBLIC_URL ?? `http://${v.HOST.includes(':') ? `[${v.HOST}]` : v.HOST}:${v.PORT}`,
    trustedProxies: v.TRUSTED_PROXIES ?? [],
    monitorToken: v.MONITOR_TOKEN,
    staffEmails: v.STAFF_EMAILS,
    answerDelaySeconds: v.ANSWER_DELAY_SECONDS,
    telegram: v.TELEGRAM_BOT_TOKEN && {
      botToken: v.TELEGRAM_BOT_TOKEN,
      apiRoot: v.TELEGRAM_API_ROOT,
      webhookSecret: v.TELEGRAM_WEBHOOK_SECRET,
    },
    discord: discordOf(v),
    slack: slackOf(v),
    mollie: v.MOLLIE_ACCESS_TOKEN && {
      accessToken: v.MOLLIE_ACCESS_TOKEN,
      writeToken: v.MOLLIE_WRITE_TOKEN,
      apiUrl: v.MOLLIE_API_URL,
    },
    jouwwebDropDir: v.JOUWWEB_DROP_DIR === undefined ? undefined : resolve(v.JOUWWEB_DROP_DIR),
    postnl: postnlOf(v),
    eBoekhouden: v.EBOEKHOUDEN_TOKEN && { token: v.EBOEKHOUDEN_TOKEN, apiUrl: v.EBOEKHOUDEN_API_URL },
    mail: {
      from: v.MAIL_FROM,
      smtpUrl: v.SMTP_URL,
      listen: v.MAIL_LISTEN,
      mailbox: v.MAIL_IMAP_URL && {
        url: v.MAIL_IMAP_URL,
        plusAddresses: v.MAIL_PLUS_ADDRESSES,
        shared: v.MAIL_SHARED,
      },
      tls:
        v.MAIL_TLS_KEY === undefined || v.MAIL_TLS_CERT === undefined
          ? undefined
          : { keyFile: resolve(v.MAIL_TLS_KEY), certFile: resolve(v.MAIL_TLS_CERT) },
      allowFrom: v.MAIL_ALLOW_FROM,
      dns: v.MAIL_DNS,
      trustedHosts: v.MAIL_TRUSTED_HOSTS,
    },
    shopMailbox: v.MIJNDOMEIN_IMAP_URL,
  };
}

function discordOf({ DISCORD_BOT_TOKEN: botToken, DISCORD_APPLICATION_ID: applicationId, ...v }: Variables) {
  if (botToken === undefined || applicationId === undefined) return undefined;
  return { botToken, applicationId, apiUrl: v.DISCORD_API_URL };
}

function slackOf({
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_CHANNEL: channel,
  ...v
}: Variables) {
  const { SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl, SLACK_APPROVERS: approvers } = v;
  if (botToken === undefined || channel === undefined) return undefined;
  return { botToken, signingSecret, appToken, channel, apiUrl, approvers };
}

function postnlOf({
  POSTNL_API_KEY: apiKey,
  POSTNL_CUSTOMER_CODE: customerCode,
  POSTNL_CUSTOMER_NUMBER: customerNumber,
  POSTNL_API_URL: apiUrl,
}: Variables) {
  if (apiKey === undefined || customerCode === undefined || customerNumber === undefined) return undefined;
  return { apiUrl, apiKey, customerCode, customerNumber };
}
