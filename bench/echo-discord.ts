import { createServer } from 'node:http';
import process from 'node:process';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayIntentBits, REST } from 'discord.js';
import { Pool } from 'pg';
import { z } from 'zod';

// The least that a bot can do: a row that is on the disk, and the words back.
const { BOT_TOKEN = '', API_URL = '', DATABASE_URL = '', PORT = '' } = process.env;
const MESSAGE = z.object({
  channel_id: z.string(),
  content: z.string(),
  author: z.object({ bot: z.boolean().optional() }),
});
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
await pool.query(
  'CREATE TABLE bench_echo (id bigserial PRIMARY KEY, chat text NOT NULL, at timestamptz NOT NULL, text text NOT NULL)',
);
const rest = new REST({ api: API_URL, version: '10', offset: 0 }).setToken(BOT_TOKEN);
const gateway = new WebSocketManager({ token: BOT_TOKEN, rest, intents: GatewayIntentBits.DirectMessages });
gateway.on(WebSocketShardEvents.Dispatch, async ({ data }) => {
  if (data.t !== 'MESSAGE_CREATE') return;
  const { channel_id, content, author } = MESSAGE.parse(data.d);
  if (author.bot === true) return;
  await pool.query({
    name: 'echo',
    text: 'INSERT INTO bench_echo (chat, at, text) VALUES ($1, $2, $3)',
    values: [channel_id, new Date(), content],
  });
  await rest.post(`/channels/${channel_id}/messages`, { body: { content } });
});
await gateway.connect();
const server = createServer((_request, response) => response.end('ready'));
server.listen(Number(PORT), '127.0.0.1');
process.once('SIGINT', () => process.exit(0));
