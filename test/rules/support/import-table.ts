/** What the files of one folder may import, besides each other. A path ending in `/` is a folder. */
export interface Row {
  readonly may: readonly string[];
  /** Only with `import type`. */
  readonly types: readonly string[];
  /** npm packages and, as `node:crypto`, parts of Node.js; `npm:*` and `node:*` stand for all of them. */
  readonly packages: readonly string[];
}

const KERNEL = 'src/core/kernel/';
const CORE_API = ['core-api', 'decision-api', 'desk-api'].map((name) => `src/core/application/${name}.ts`);
const STAFF_CHANNEL = 'src/core/approval/staff-channel.ts';
const PROFILE = 'src/core/policy/shop-profile.ts';
const DOMAINS = [
  'approval',
  'conversation',
  'deadline',
  'fulfilment',
  'identity',
  'policy',
  'register',
  'request',
  'understanding',
].map((name) => `src/core/${name}/`);

const core = (...names: readonly string[]): string[] => names.map((name) => `src/core/${name}/`);
const row = (
  may: readonly string[],
  types: readonly string[] = [],
  packages: readonly string[] = [],
): Row => ({
  may: [KERNEL, ...may],
  types,
  packages,
});

/** `src/*.ts` and the commands put the parts together; nobody imports them. */
const COMPOSITION: Row = {
  may: ['src/', 'locales/', 'prisma/'],
  types: [],
  packages: ['npm:*', 'node:*'],
};

/** The table of docs/architecture.md: a path belongs to the longest key that begins it. */
const TABLE: Readonly<Record<string, Row>> = {
  'src/core/kernel/': row([]),
  'src/core/kernel/digest.ts': row([], [], ['node:crypto']),
  'src/core/kernel/ids.ts': row([], [], ['node:crypto']),
  'src/core/understanding/': row([]),
  'src/core/deadline/': row([]),
  'src/core/policy/': row([]),
  'src/core/identity/': row([]),
  'src/core/request/': row(core('deadline'), core('identity')),
  'src/core/fulfilment/': row(core('policy'), core('request')),
  'src/core/approval/': row(core('request'), core('fulfilment')),
  'src/core/register/': row(core('request'), core('fulfilment')),
  'src/core/conversation/': row(core('understanding', 'identity', 'policy'), core('request')),
  'src/core/application/': row(DOMAINS, [], ['zod']),
  'src/core/text/': row(['locales/', 'src/core/fulfilment/letter-paragraphs.ts'], DOMAINS, ['i18next']),
  'src/core/store/': row(
    [...DOMAINS, 'src/core/application/ports.ts', 'src/core/application/rows.ts'],
    [],
    ['zod', '@prisma/client', '@prisma/adapter-pg', 'pg-boss'],
  ),
  'src/desk/': row(
    core('text'),
    [...CORE_API, STAFF_CHANNEL],
    ['hono', 'zod', 'd3-scale', 'd3-shape', 'node:*'],
  ),
  'src/pages/': row(core('text'), CORE_API, ['hono', 'zod', 'node:*']),
  'src/workers/': row(core('application'), [], ['node:*']),
  'src/platform/': row(['src/config'], [], ['npm:*', 'node:*']),
  'src/processors/processors.ts': row(['src/processors/', ...core('fulfilment')], [PROFILE]),
  'src/config': row([], [], ['zod', 'node:*']),
  'src/cli/': COMPOSITION,
};

/** What a channel or a processor may import beside what all of its kind may: the library of its service. */
const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  'src/bots/discord/': ['@discordjs/ws', 'discord.js'],
  'src/bots/email/': ['imapflow', 'mailauth', 'postal-mime', 'smtp-server'],
  'src/bots/slack/': ['@slack/bolt'],
  'src/bots/telegram/': ['grammy'],
  'src/processors/mailbox/': ['imapflow', 'postal-mime'],
  'src/processors/shared/': ['csv-parse', 'read-excel-file/universal'],
};

/** The folder whose files see each other freely. */
export function houseOf(path: string): string {
  const adapter = adapterOf(path);
  if (adapter !== undefined) return adapter;
  const folder = Object.keys(TABLE).find((key) => !key.endsWith('.ts') && path.startsWith(key));
  return folder ?? (isComposition(path) ? 'src/*.ts' : path);
}

/** Undefined for a folder that the house does not have. */
export function rowOf(path: string): Row | undefined {
  const adapter = adapterOf(path);
  if (adapter?.startsWith('src/bots/')) return channelRow(adapter);
  if (adapter !== undefined) return processorRow(adapter);
  const [longest] = Object.keys(TABLE)
    .filter((key) => path.startsWith(key))
    .sort((a, b) => b.length - a.length);
  if (longest !== undefined) return TABLE[longest];
  return isComposition(path) ? COMPOSITION : undefined;
}

function adapterOf(path: string): string | undefined {
  return /^src\/(bots|processors)\/[^/]+\//.exec(path)?.[0];
}

function isComposition(path: string): boolean {
  return /^src\/[^/]+\.ts$/.test(path);
}

function channelRow(folder: string): Row {
  return row(
    ['src/core/conversation/channel.ts', 'src/core/conversation/messages.ts'],
    [...CORE_API, ...(folder === 'src/bots/slack/' ? [STAFF_CHANNEL] : [])],
    [...(CLIENTS[folder] ?? []), 'zod', 'node:*'],
  );
}

function processorRow(folder: string): Row {
  return row(
    ['src/processors/shared/', ...core('fulfilment')],
    [PROFILE],
    [...(CLIENTS[folder] ?? []), 'zod', 'node:*'],
  );
}
