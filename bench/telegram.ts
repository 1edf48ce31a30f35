import { Agent, request } from 'node:http';
import { Client } from 'pg';
import * as z from 'zod';
import { startTelegramServer, type TelegramServer } from '../test/support/telegram-server.ts';
import { type Act, figureOfRounds, rateOf, repeatRounds } from './compare-rounds.ts';
import { openDurableDatabase } from './durable-database.ts';
import { tableOf } from './figures.ts';
import { startProgram } from './start-program.ts';

const SECRET = 'secret-of-the-bench';
const AT_ONCE = 8;
const ROUND_MS = 800;
const NO_LIMITS = { burst: 1e6, groupPerMinute: 1e6, overallPerSecond: 1e6 };

/**
 * Deliveries of Telegram, from the post to the 200: then the reply is queued (desk) or told in the answer (echo).
 * The desk goes on to send what it queued while it takes in, so the echo has its turn first.
 */
export async function measureTelegram(closing: AsyncDisposableStack): Promise<string> {
  const { config, connectionString } = await openDurableDatabase(closing);
  const telegram = await startTelegramServer({ limits: NO_LIMITS });
  closing.defer(() => telegram.close());
  // the key of that database stands there
  const folder = config.dataDir;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  closing.defer(() => agent.destroy());

  const secrets = { DATABASE_URL: connectionString };
  const echo = await startProgram(
    closing,
    'bench/echo-bot.ts',
    folder,
    { ...secrets, BOT_TOKEN: telegram.token, API_ROOT: telegram.apiRoot, SECRET_TOKEN: SECRET },
    '/',
  );
  const bare = await repeatRounds(deliveries(telegram, agent, echo.url, 'hallo'), AT_ONCE, ROUND_MS);

  const desk = await startProgram(
    closing,
    'src/main.ts',
    folder,
    {
      ...secrets,
      DATA_DIR: folder,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    },
    '/readyz',
  );
  const webhook = `${desk.url}/telegram`;
  const chats = Array.from({ length: AT_ONCE }, () => newChat(telegram));
  const opening = await repeatRounds(
    deliveries(telegram, agent, webhook, 'wat bewaren jullie van mij'),
    AT_ONCE,
    ROUND_MS,
  );
  const followUp = await repeatRounds(
    deliveries(telegram, agent, webhook, 'hoe staat het met mijn verzoek', chats),
    AT_ONCE,
    ROUND_MS,
  );
  const table = tableOf(`Telegram webhook, ${AT_ONCE} at once`, [
    figureOfRounds('grammY echo with one row', bare, 1),
    figureOfRounds('desk, first message', opening, rateOf(opening) / rateOf(bare)),
    figureOfRounds('desk, follow-up', followUp, rateOf(followUp) / rateOf(bare)),
  ]);
  const { queued, sent } = await replies(connectionString);
  return `${table}\nreplies so far: ${sent} sent, ${queued} still queued`;
}

let lastId = 0;

function newChat(telegram: TelegramServer): number {
  lastId += 1;
  const chat = 5_550_000 + lastId;
  telegram.addUser(chat, { name: 'Joke', languageCode: 'nl' });
  return chat;
}

/** Each worker posts a message of its own chat, or of a new one each time. */
function deliveries(
  telegram: TelegramServer,
  agent: Agent,
  url: string,
  text: string,
  chats: readonly number[] = [],
): Act {
  return async (worker) => {
    const chat = chats[worker] ?? newChat(telegram);
    lastId += 1;
    const person = { id: chat, first_name: 'Joke' };
    const status = await post(url, agent, {
      update_id: lastId,
      message: {
        message_id: 1_000_000 + lastId,
        date: Math.floor(Date.now() / 1000),
        chat: { ...person, type: 'private' },
        from: { ...person, is_bot: false, language_code: 'nl' },
        text,
      },
    });
    if (status !== 200) throw new Error(`a delivery was answered ${status}`);
  };
}

function post(url: string, agent: Agent, update: object): Promise<number | undefined> {
  const body = JSON.stringify(update);
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'X-Telegram-Bot-Api-Secret-Token': SECRET,
  };
  return new Promise((resolve, reject) => {
    const posting = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });
    posting.once('error', reject);
    posting.end(body);
  });
}

const REPLIES = z.tuple([z.object({ queued: z.int(), sent: z.int() })]);

async function replies(connectionString: string): Promise<z.infer<typeof REPLIES>[0]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (count(*) FILTER (WHERE "status" = 'queued'))::int AS queued,
       (count(*) FILTER (WHERE "status" = 'sent'))::int AS sent FROM "Message"`,
  );
  await client.end();
  return REPLIES.parse(rows)[0];
}
