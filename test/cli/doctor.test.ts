import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/kernel/clock.ts';
import { invite } from '../support/desk-session.ts';
import { startDiscordServer } from '../support/discord-server.ts';
import { newImapServer } from '../support/imap-server.ts';
import { newMailServer } from '../support/mail-server.ts';
import { BOT_USER } from '../support/slack/world.ts';
import { startSlackServer } from '../support/slack-server.ts';
import { startTelegramServer } from '../support/telegram-server.ts';
import { useCli } from '../support/use-cli.ts';
import { useCore } from '../support/use-core.ts';

const FINDING = z.strictObject({
  check: z.string(),
  state: z.enum(['ok', 'warning', 'wrong']),
  says: z.string().min(1),
});
const PASSWORD = 'zeergeheim';

const use = useCore();
const cli = useCli(use);
let dataDir = '';

beforeAll(() => {
  dataDir = process.env.DATA_DIR ?? '';
});

/** Variables of one test; what all tests share is put back after it. */
const changed: string[] = [];
const shared = new Map<string, string | undefined>();
function set(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!shared.has(name)) shared.set(name, process.env[name]);
    changed.push(name);
    vi.stubEnv(name, value);
  }
}
afterEach(() => {
  for (const name of changed.splice(0)) vi.stubEnv(name, shared.get(name));
});

/** What the doctor finds, by the name of the check: the worst of each. */
async function finds() {
  const { code, out } = await cli('doctor', [], '', true);
  const lines = out.split('\n').map((line) => FINDING.parse(JSON.parse(line)));
  const state = (check: string) =>
    lines.find((line) => line.check === check && line.state !== 'ok')?.state ?? 'ok';
  const says = (check: string) =>
    lines
      .filter((line) => line.check === check)
      .map((line) => line.says)
      .join(' ');
  return { code, out, checks: new Set(lines.map(({ check }) => check)), state, says };
}

test('who has nobody to handle requests hears how to name somebody', async () => {
  const found = await finds();
  expect([found.code, found.state('staff')]).toEqual([1, 'wrong']);
  expect(found.says('staff')).toContain('npm run -s cli -- staff add');
  await invite(use(), 'noor@example.nl', 'Noor Visser');
  expect((await finds()).says('staff')).toContain('Er werkt 1 persoon aan de balie.');
});

test('a set-up that works is said to work, line by line in the language of the desk', async () => {
  const { code, out } = await cli('doctor');
  expect(out).toMatch(/^goed {2}Database: De database antwoordt\.$/m);
  expect(out).toMatch(/^goed {2}Register: Het register is heel: \d+ regels van \d+ verzoeken\.$/m);
  expect(out).toMatch(
    /^LET OP {2}Systemen van de winkel: JouwWeb \(bestellingen\): zoeken uit een bestand, wissen met de hand\. Er is nog geen export/m,
  );
  expect(out).toMatch(
    /^goed {2}Systemen van de winkel: Mollie: zoeken met de hand, wissen doet de ander zelf\.$/m,
  );
  expect(code).toBe(0);
  const found = await finds();
  expect([...found.checks].sort()).toEqual([
    ...['clock', 'database', 'discord', 'disk', 'folder', 'ledger', 'mail', 'mail_listener', 'mailbox'],
    ...['migrations'],
    ...['policy', 'processors', 'register', 'secret_key', 'slack', 'staff', 'telegram'],
  ]);
  set({ LOCALE: 'en' });
  expect((await cli('doctor')).out).toMatch(/^ok {2}Database: The database answers\.$/m);
});

describe('the database', () => {
  test('with the secret of another one is named, and nothing is looked at through it', async () => {
    set({ SECRET_KEY: Buffer.alloc(32, 9).toString('base64') });
    const found = await finds();
    expect(found.code).toBe(1);
    expect(found.state('secret_key')).toBe('wrong');
    expect(found.says('staff')).toContain('de database is nog niet in orde');
  });

  test('of an older version is told to be brought up to date, and is left as it is', async () => {
    const { sql } = use();
    const last = `SELECT max("migration_name") AS name FROM "_prisma_migrations"`;
    const { rows } = await sql.query(
      `DELETE FROM "_prisma_migrations" WHERE "migration_name" = (${last}) RETURNING *`,
    );
    const found = await finds();
    const [row] = rows;
    const names = Object.keys(row).map((name) => `"${name}"`);
    const places = names.map((_name, index) => `$${index + 1}`);
    const history = await sql.query('SELECT 1 FROM "_prisma_migrations" WHERE "migration_name" = $1', [
      row.migration_name,
    ]);
    await sql.query(`INSERT INTO "_prisma_migrations" (${names}) VALUES (${places})`, Object.values(row));
    expect(found).toMatchObject({ code: 1 });
    expect(found.says('migrations')).toContain('De database mist 1 stap.');
    expect(history.rowCount).toBe(0);
  });

  test('that cannot be reached is said without its password', async () => {
    set({ DATABASE_URL: `postgresql://balie:${PASSWORD}@127.0.0.1:1/balie` });
    const found = await finds();
    expect([found.code, found.state('database')]).toEqual([1, 'wrong']);
    expect(found.out).not.toContain(PASSWORD);
  });

  test('that was never made is not made by looking for it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
    set({ DATABASE_URL: '', DATA_DIR: folder });
    const found = await finds();
    expect(found.code).toBe(1);
    expect(found.says('database')).toContain('Start de balie één keer met npm start.');
    set({ DATABASE_URL: use().connectionString, SECRET_KEY: '' });
    expect((await finds()).says('secret_key')).toContain('Er is geen geheime sleutel');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

test('a changed register is found wrong, with the command that tells where', async () => {
  const { sql } = use();
  await sql.query('UPDATE "RegisterSeal" SET "requests" = "requests" + 1');
  const found = await finds();
  await sql.query('UPDATE "RegisterSeal" SET "requests" = "requests" - 1');
  expect([found.code, found.state('register')]).toEqual([1, 'wrong']);
  expect(found.says('register')).toContain('register verify');
});

describe('files', () => {
  test('that others may write or read are named with the remedy', async () => {
    await chmod(dataDir, 0o777);
    expect((await finds()).says('folder')).toContain(`chmod go-w ${dataDir}`);
    await chmod(dataDir, 0o711);
    const key = join(dataDir, 'secret-key');
    await writeFile(key, Buffer.alloc(32, 7).toString('base64'), { mode: 0o644 });
    const open = await finds();
    await rm(key);
    expect(open.code).toBe(1);
    expect(open.says('folder')).toContain(`chmod 600 ${key}`);
    expect((await finds()).state('folder')).toBe('ok');
  });

  test('a list of erasures inside the database folder, or one that does not open, is wrong (R33)', async () => {
    set({ ERASURE_LEDGER: join(dataDir, 'postgres', 'lijst') });
    expect((await finds()).says('ledger')).toContain('in de map van de database');
    const list = join(dataDir, 'lijst');
    await writeFile(list, '{"v":1,"damaged":true}\n', { mode: 0o600 });
    set({ ERASURE_LEDGER: list });
    const found = await finds();
    await rm(list);
    expect(found.says('ledger')).toContain('1 regels van');
    expect(found.code).toBe(1);
  });
});

describe('channels', () => {
  test('a mailbox is opened and left as it is; one that refuses its password is wrong, without a word of it', async () => {
    const server = newImapServer();
    await server.start();
    set({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'privacy@example.nl', MAIL_IMAP_URL: server.url });
    expect((await finds()).says('mailbox')).toBe('De balie kan de mailbox van MAIL_IMAP_URL lezen.');
    expect(server.asked.join()).not.toContain('SELECT');
    set({ MAIL_IMAP_URL: server.url.replace('geheim', PASSWORD) });
    const found = await finds();
    await server.stop();
    expect([found.code, found.state('mailbox')]).toEqual([1, 'wrong']);
    expect(found.says('mailbox')).toContain('weigert naam of wachtwoord');
    expect(found.out).not.toContain(PASSWORD);
  });

  test('a mail server that answers is fine; one that does not is wrong, without a word of its login', async () => {
    const mail = await newMailServer();
    await mail.start();
    set({ SMTP_URL: mail.url, MAIL_FROM: 'balie@example.nl' });
    expect((await finds()).says('mail')).toBe('De mailserver laat de balie binnen.');
    await mail.stop();
    set({ SMTP_URL: `smtp://balie:${PASSWORD}@127.0.0.1:1` });
    const found = await finds();
    expect([found.code, found.state('mail')]).toEqual([1, 'wrong']);
    expect(found.out).not.toContain(PASSWORD);
  });

  test('Discord is asked whether it knows the token and the application', async () => {
    const discord = await startDiscordServer();
    const known = { DISCORD_BOT_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    set({ ...known, DISCORD_APPLICATION_ID: discord.applicationId });
    const found = await finds();
    expect(found.says('discord')).toBe('Discord kent het token en de toepassing.');
    expect(found.says('policy')).toContain('Discord');
    set({ ...known, DISCORD_APPLICATION_ID: '42' });
    expect((await finds()).says('discord')).toContain('van een andere toepassing');
    discord.revokeToken();
    const wrong = await finds();
    expect([wrong.code, wrong.state('discord')]).toEqual([1, 'wrong']);
    expect(wrong.says('discord')).toContain('Maak een nieuw');
    expect(wrong.out).not.toContain(discord.token);
    await discord.close();
    expect((await finds()).says('discord')).toContain('niet te bereiken');
  });

  test('Telegram and Slack are asked whether they know the tokens; what the profile lacks is said (R28)', async () => {
    const telegram = await startTelegramServer();
    const slack = await startSlackServer({ clock: systemClock });
    slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
    slack.addRoom('C0PRIVACY', [BOT_USER]);
    const variables = {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      SLACK_CHANNEL: 'C0PRIVACY',
    };
    set(variables);
    const found = await finds();
    expect(found.says('telegram')).toBe('Telegram kent het token.');
    expect(found.says('slack')).toBe('Slack kent het token, en het kanaal is besloten.');
    expect([found.code, found.state('policy')]).toEqual([0, 'warning']);
    expect(found.out).toContain('Telegram is in gebruik, maar staat niet bij de ontvangers van de winkel.');
    expect(found.out).toContain('Slack is in gebruik, maar is niet genoemd in het privacybeleid.');
    expect(found.out).toContain('onder ‘Over ons privacybeleid’ (F33)');
    const checked = await cli('policy check');
    expect([checked.code, checked.out]).toEqual([
      1,
      expect.stringContaining('Slack is in gebruik, maar is niet'),
    ]);
    set({ TELEGRAM_BOT_TOKEN: '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', SLACK_BOT_TOKEN: 'xoxb-fout' });
    const wrong = await finds();
    expect(wrong.says('telegram')).toContain('Vraag een nieuw bij BotFather');
    expect([wrong.code, wrong.state('telegram'), wrong.state('slack')]).toEqual([1, 'wrong', 'wrong']);
    expect(wrong.out).not.toMatch(/AAAAAAAA|xoxb/);
    await telegram.close();
    await slack.stop();
  });
});
