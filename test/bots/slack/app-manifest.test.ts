import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appManifest, COMMAND, EVENTS, SCOPES } from '../../../src/bots/slack/app-manifest.ts';
import { text } from '../../../src/core/text/texts.ts';
import { METHODS, SCOPES as NEEDED } from '../../support/slack/web-api.ts';

const FOLDER = new URL('../../../src/bots/slack/', import.meta.url);
const SOURCE = readdirSync(FOLDER)
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'))
  .join('\n');
const found = (pattern: RegExp) =>
  [...new Set([...SOURCE.matchAll(pattern)].map(([, name = '']) => name))].sort();

const words = { about: 'Verzoeken', command: 'Open verzoeken' };

test('the manifest asks for the scopes that the calls of the code need, and no other', () => {
  const called = found(
    /\b(?:slack|client)\.((?:chat|views|users|conversations|usergroups|apps)(?:\.\w+)+)\(/g,
  );
  expect(called.length).toBeGreaterThan(8);
  expect(called.filter((method) => method !== 'apps.connections.open' && !(method in METHODS))).toEqual([]);
  const needed = called.flatMap((method) => NEEDED[method] ?? []);
  // One for the command, and one for a field of users.info.
  expect([...SCOPES].sort()).toEqual([...new Set([...needed, 'commands', 'users:read.email'])].sort());
});

test('it subscribes to what the code listens to, and has its command', () => {
  expect([...EVENTS].sort()).toEqual(found(/app\.event\('(\w+)'/g));
  expect(found(/app\.command\((\w+),/g)).toEqual(['COMMAND']);
  expect(found(/app\.(shortcut|message|options|function)\(/g)).toEqual([]);
  expect(appManifest(words).features.slash_commands).toMatchObject([{ command: COMMAND }]);
});

test('over HTTP every address is that of the desk, and over Socket Mode there is none', () => {
  const url = 'https://privacy.example.nl/slack/events';
  const http = JSON.stringify(appManifest({ ...words, publicUrl: 'https://privacy.example.nl' }));
  expect(http.split(url)).toHaveLength(4);
  expect(JSON.parse(http)).toMatchObject({
    settings: {
      socket_mode_enabled: false,
      event_subscriptions: { request_url: url },
      interactivity: { is_enabled: true, request_url: url },
    },
  });
  const socket = JSON.stringify(appManifest(words));
  expect(socket).not.toContain('http');
  expect(JSON.parse(socket)).toMatchObject({ settings: { socket_mode_enabled: true } });
});

test.each(['nl', 'en'] as const)('its words fit what Slack allows, in %s', (language) => {
  expect(text(language, 'staff:slack.about').length).toBeLessThanOrEqual(140);
  expect(text(language, 'staff:slack.command').length).toBeLessThanOrEqual(100);
});
