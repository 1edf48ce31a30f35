import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainProblems, readConfig } from '../../src/config.ts';
import { askAs } from '../support/ask-as.ts';
import { type Installation, newInstallation } from '../support/main-process.ts';
import { eventually } from '../support/running-desk.ts';
import { type WebCustomer, webCustomer } from '../support/web-customer.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await newInstallation({ untouched: true });
});

afterAll(() => installation?.remove());

async function postgresRuns(): Promise<boolean> {
  return (await installation.postgres())?.running === true;
}

test('Ctrl-C in the middle of the first start leaves no PostgreSQL behind, and the next start succeeds', async () => {
  const first = installation.start();
  await eventually(async () => ((await postgresRuns()) ? true : undefined), 'PostgreSQL runs');
  first.signal('SIGINT');
  expect(await first.exit).toMatchObject({ code: 0, stdout: '' });
  expect(await postgresRuns()).toBe(false);
});

let customer: WebCustomer;
let number = '';

test('Ctrl-C stops everything, PostgreSQL included, with exit code 0', async () => {
  const main = installation.start();
  await main.ready();
  customer = webCustomer(main.url);
  number = await customer.asksForACopy();
  main.signal('SIGINT');
  // npm hands a second one on.
  main.signal('SIGINT');
  expect((await main.exit).code).toBe(0);
  expect(await postgresRuns()).toBe(false);
  expect(main.stdout()).toMatch(/sign in once +http:\S+\/balie\/aanmelden\/\S+/);
});

test('a port that another program has is named, and nothing is left running', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, stderr } = await installation.start({ PORT: String(port) }).exit;
  other.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`127.0.0.1:${port}`);
  expect(await postgresRuns()).toBe(false);
});

describe('while the next program runs', () => {
  let main: ReturnType<Installation['start']>;
  beforeAll(async () => {
    main = installation.start();
    await main.ready();
  });

  test('it finds what there was, and says how soon it was ready', async () => {
    expect(await customer.transcript()).toContain(number);
    const [, seconds] = /ready \((\d+\.\d) s/.exec(main.stdout()) ?? [];
    expect(Number(seconds)).toBeGreaterThan(0);
  });

  test('a second one on the same folder says so and ends with 1, and the first goes on', async () => {
    const second = await installation.start({ PORT: '1' }).exit;
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('A server is already running on these data');
    expect(second.stdout).toBe('');
    expect((await fetch(`${main.url}/healthz`)).status).toBe(200);
    expect(await postgresRuns()).toBe(true);
  });

  test('it answers by its own address only, whatever name a page of a stranger gives to this machine', async () => {
    const port = Number(new URL(main.url).port);
    const rebound = await askAs(port, `rebound.example.com:${port}`, '/balie');
    expect(rebound.status).toBe(421);
    expect(rebound.body).toContain(`Deze site heeft een ander adres: ${main.url}.`);
    expect((await askAs(port, `localhost:${port}`, '/balie/aanmelden')).status).toBe(200);
    expect((await fetch(`${main.url}/readyz`)).status).toBe(200);
    expect(main.stderr()).toMatch(/"variable":"PUBLIC_URL".*another host was refused/);
  });

  test('commands work beside it', async () => {
    expect(await installation.cli(['register', 'verify'])).toMatchObject({ code: 0 });
  });

  test('a service manager stops it with exit code 0', async () => {
    main.signal('SIGTERM');
    expect((await main.exit).code).toBe(0);
  });
});

const SECRET = 'hunter2-is-a-secret';

test('a wrong configuration stops the start with each variable and an example, and never shows a secret', async () => {
  const { code, stdout, stderr } = await installation.start({
    PORT: 'abc',
    SECRET_KEY: SECRET,
    DATABASE_URL: `mysql://u:${SECRET}@h/d`,
  }).exit;
  expect(code).toBe(2);
  expect(stdout).toBe('');
  for (const line of [/PORT.*1 to 65535.*8080/, /SECRET_KEY.*32 bytes.*openssl/, /DATABASE_URL.*postgresql:/])
    expect(stderr).toMatch(line);
  expect(stderr).not.toContain(SECRET);
});

test.each([
  [
    'a demo that others could reach, Slack without a way to reach us and half of Discord',
    {
      HOST: '0.0.0.0',
      SLACK_BOT_TOKEN: `xoxb-${SECRET}`,
      SLACK_CHANNEL: 'C1',
      DISCORD_BOT_TOKEN: SECRET,
    },
    [
      /HOST.*loopback.*127\.0\.0\.1/,
      /SLACK_SIGNING_SECRET.*for example/,
      /DISCORD_APPLICATION_ID.*for example/,
    ],
  ],
  [
    'live mode without what it needs',
    { MODE: 'live' },
    [/SECRET_KEY/, /PUBLIC_URL/, /SMTP_URL/, /TRUSTED_PROXIES.*none/, /STAFF_EMAILS/],
  ],
])('%s are said in the same way', (_what, variables, says) => {
  const reading = readConfig(variables);
  const said = reading.ok ? '' : explainProblems(reading.problems);
  for (const line of says) expect(said).toMatch(line);
  expect(said).not.toContain(SECRET);
});

test('a database that does not answer is named without its password', async () => {
  const { code, stderr } = await installation.start({
    DATABASE_URL: `postgresql://privacybalie:${SECRET}@127.0.0.1:1/privacybalie`,
  }).exit;
  expect(code).toBe(1);
  expect(stderr).toContain('127.0.0.1:1');
  expect(stderr).not.toContain(SECRET);
});
