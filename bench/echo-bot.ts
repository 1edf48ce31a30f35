import { createServer } from 'node:http';
import process from 'node:process';
import { Bot, webhookCallback } from 'grammy';
import { Pool } from 'pg';

// The least that a bot can do: a row that is on the disk, and the reply in the answer to the delivery itself.
const { BOT_TOKEN = '', API_ROOT = '', SECRET_TOKEN = '', DATABASE_URL = '', PORT = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
await pool.query(
  'CREATE TABLE bench_echo (id bigserial PRIMARY KEY, chat bigint NOT NULL, at timestamptz NOT NULL, text text NOT NULL)',
);

const bot = new Bot(BOT_TOKEN, {
  client: { apiRoot: API_ROOT, canUseWebhookReply: (method) => method === 'sendMessage' },
});
bot.on('message:text', async (context) => {
  const { chat, text } = context.message;
  await pool.query({
    name: 'echo',
    text: 'INSERT INTO bench_echo (chat, at, text) VALUES ($1, $2, $3)',
    values: [chat.id, new Date(), text],
  });
  await context.reply(text);
});

await bot.init();
const handle = webhookCallback(bot, 'http', { secretToken: SECRET_TOKEN });
const server = createServer((request, response) => {
  if (request.method === 'POST') void handle(request, response);
  else response.end('ready');
});
server.listen(Number(PORT), '127.0.0.1');
process.once('SIGINT', () => {
  server.close(() => void pool.end());
  server.closeAllConnections();
});
