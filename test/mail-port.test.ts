import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { doctorListener } from '../src/cli/doctor-listener.ts';
import { systemClock } from '../src/core/kernel/clock.ts';
import { ok } from '../src/core/kernel/result.ts';
import { checkMailPort, isOurListener } from '../src/mail-port.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A program that listens, and greets so. */
async function greets(words: string): Promise<number> {
  const server = createServer((socket) => socket.end(words)).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const at = (port: number, host = '127.0.0.1') => ({ host, port });

test('a port on which another program listens is refused by name, and a free one is not', async () => {
  const port = await greets('220 mail.example.nl ESMTP Postfix\r\n');
  expect(await checkMailPort(at(port))).toEqual({
    ok: false,
    refusal: { code: 'mail_listener.port_taken', params: at(port) },
  });
  expect(await checkMailPort(at(0))).toEqual({ ok: true, value: null });
});

test('an address of another machine is refused as such', async () => {
  expect(await checkMailPort(at(0, '192.0.2.1'))).toMatchObject({
    refusal: { code: 'mail_listener.host_unknown' },
  });
});

test.each([
  ['220 balie.example.nl ESMTP Privacybalie\r\n', true],
  ['220 mail.example.nl ESMTP Postfix\r\n', false],
  ['', false],
])('who greets with "%s" is the desk itself: %s', async (words, ours) => {
  expect(await isOurListener(at(await greets(words)))).toBe(ours);
});

test.each([
  ['220 mail.example.nl ESMTP Postfix\r\n', 'wrong', /luistert al een programma.*MAIL_LISTEN/],
  ['220 balie.example.nl ESMTP Privacybalie\r\n', 'ok', /^De balie luistert op/],
])('doctor tells another program on the port from the desk that runs: %s', async (words, state, says) => {
  const mail = { listen: at(await greets(words)), allowFrom: [] };
  const finding = await doctorListener(mail, ok(undefined), systemClock.now());
  expect([finding.state, finding.says('nl')]).toEqual([state, expect.stringMatching(says)]);
});
