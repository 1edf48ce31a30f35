import { afterEach, expect, test, vi } from 'vitest';
import { slackManifest } from '../../src/cli/slack-manifest.ts';

afterEach(() => vi.unstubAllEnvs());

async function* nothing(): AsyncGenerator<string> {}

async function manifest(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  // vitest has a variable of this name too
  vi.stubEnv('MODE', 'demo');
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const [out, said]: [string[], string[]] = [[], []];
  const code = await slackManifest({
    args,
    json: false,
    lines: nothing(),
    write: (line) => void out.push(line),
    stream: async () => {},
    explain: (line) => void said.push(line),
  });
  return { code, out: out.join('\n'), said: said.join('\n') };
}

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_CHANNEL: 'C0123456789' };

test('over HTTP the manifest has the address of the desk, which has to be https', async () => {
  const PUBLIC_URL = 'https://privacy.example.nl';
  const { code, out } = await manifest([], { PUBLIC_URL });
  expect(code).toBe(0);
  expect(JSON.parse(out).settings.interactivity.request_url).toBe(`${PUBLIC_URL}/slack/events`);
  const without = await manifest(['http'], { PUBLIC_URL: 'http://127.0.0.1:8080' });
  expect(without).toMatchObject({ code: 1, out: '' });
  expect(without.said).toContain('PUBLIC_URL');
});

test('with an app token, or asked so, it is for Socket Mode; it never holds a token', async () => {
  for (const asked of [
    await manifest([], { ...SLACK, SLACK_APP_TOKEN: 'xapp-hunter2' }),
    await manifest(['socket']),
  ]) {
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.out).settings.socket_mode_enabled).toBe(true);
    expect(asked.out).not.toContain('hunter2');
  }
});

test('another word, or a configuration that is not right, is told', async () => {
  expect(await manifest(['both'])).toMatchObject({ code: 2, said: 'slack manifest [http|socket]' });
  expect(await manifest(['socket'], { SLACK_APPROVERS: 'U1' })).toMatchObject({ code: 2, out: '' });
});
