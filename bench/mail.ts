import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Client } from 'pg';
import * as z from 'zod';
import { smtpTalk } from '../test/bots/email/smtp-talk.ts';
import { newMailServer } from '../test/support/mail-server.ts';
import { type Act, figureOfRounds, rateOf, repeatRounds } from './compare-rounds.ts';
import { openDurableDatabase } from './durable-database.ts';
import { tableOf } from './figures.ts';
import { freePort, startProgram } from './start-program.ts';

const AT_ONCE = 8;
const ROUND_MS = 800;
const WISH = 'Ik wil graag een kopie van al mijn gegevens.';
const QUESTION = 'Hoe lang bewaren jullie een factuur?';

/**
 * Mails of new customers, each from MAIL FROM to 250: then the reply is queued. The desk goes on to send what it queued
 * while it takes in, so the bare server has its turn first.
 */
export async function measureMail(closing: AsyncDisposableStack): Promise<string> {
  const { config, connectionString } = await openDurableDatabase(closing);
  // the key of that database stands there
  const folder = config.dataDir;
  const [barePort, port] = [await freePort(), await freePort()];
  const bareVariables = { DATABASE_URL: connectionString, SMTP_PORT: String(barePort) };
  await startProgram(closing, 'bench/bare-smtp.ts', folder, bareVariables, '/');
  const bare = await measured(closing, barePort, WISH);

  const outbound = await newMailServer();
  await outbound.start();
  closing.defer(() => outbound.stop());
  const variables = {
    DATABASE_URL: connectionString,
    DATA_DIR: folder,
    MAIL_FROM: 'privacy@example.nl',
    SMTP_URL: outbound.url,
    MAIL_LISTEN: `127.0.0.1:${port}`,
    MAIL_DNS: `127.0.0.1:${await emptyDns(closing)}`,
  };
  await startProgram(closing, 'src/main.ts', folder, variables, '/readyz');
  const wish = await measured(closing, port, WISH);
  const question = await measured(closing, port, QUESTION);
  const table = tableOf(`Mail, ${AT_ONCE} connections at once`, [
    figureOfRounds('smtp-server with one row', bare, 1),
    figureOfRounds('desk, a wish', wish, rateOf(wish) / rateOf(bare)),
    figureOfRounds('desk, a question', question, rateOf(question) / rateOf(bare)),
  ]);
  const { taken, queued, sent } = await counted(connectionString);
  const given = lastId - bareMails;
  return `${table}\n${given} mails sent, ${taken} taken; replies so far: ${sent} sent, ${queued} still queued`;
}

let lastId = 0;
let bareMails = 0;

async function measured(closing: AsyncDisposableStack, port: number, text: string) {
  const talks = await Promise.all(Array.from({ length: AT_ONCE }, () => smtpTalk(port)));
  closing.defer(() => {
    for (const talk of talks) talk.cut();
  });
  for (const talk of talks) await talk.says('EHLO mx.example.com');
  const act: Act = async (worker) => {
    lastId += 1;
    const from = `klant${lastId}@example.com`;
    const talk = talks[worker];
    await talk?.says(`MAIL FROM:<${from}>`);
    await talk?.says('RCPT TO:<privacy@example.nl>');
    await talk?.says('DATA');
    const head = [
      `From: ${from}`,
      'To: privacy@example.nl',
      'Subject: Vraag',
      `Message-ID: <${lastId}@example.com>`,
    ];
    const answer = await talk?.ends([...head, '', text].join('\r\n'));
    if (answer?.startsWith('250') !== true) throw new Error(`a mail was answered ${answer}`);
  };
  const rounds = await repeatRounds(act, AT_ONCE, ROUND_MS);
  for (const talk of talks) talk.cut();
  if (bareMails === 0) bareMails = lastId;
  return rounds;
}

/** Knows no name, at once: what a resolver far away takes is not ours. */
async function emptyDns(closing: AsyncDisposableStack): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (asked, { port, address }) => {
    const answer = Buffer.from(asked);
    answer.writeUInt16BE(0x8183, 2);
    answer.fill(0, 6, 12);
    socket.send(answer.subarray(0, endOfQuestion(asked)), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closing.defer(() => void socket.close());
  return socket.address().port;
}

/** Name, type and class behind the twelve bytes of the head (RFC 1035 4.1). */
function endOfQuestion(asked: Buffer): number {
  return asked.indexOf(0, 12) + 5;
}

const COUNTS = z.tuple([z.object({ taken: z.int(), queued: z.int(), sent: z.int() })]);

async function counted(connectionString: string): Promise<z.infer<typeof COUNTS>[0]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (count(*) FILTER (WHERE "direction" = 'in'))::int AS taken,
       (count(*) FILTER (WHERE "status" = 'queued'))::int AS queued,
       (count(*) FILTER (WHERE "status" = 'sent'))::int AS sent FROM "Message"`,
  );
  await client.end();
  return COUNTS.parse(rows)[0];
}
