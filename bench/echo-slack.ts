import { createServer } from 'node:http';
import process from 'node:process';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { Pool } from 'pg';

// The least that an app can do: its signature checked, a row that is on the disk, and the words in the answer itself.
const { BOT_TOKEN = '', API_URL = '', SIGNING_SECRET = '', DATABASE_URL = '', PORT = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
await pool.query(
  'CREATE TABLE bench_echo (id bigserial PRIMARY KEY, who text NOT NULL, at timestamptz NOT NULL, text text NOT NULL)',
);
const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, endpoints: '/slack/events' });
const app = new App({
  token: BOT_TOKEN,
  receiver,
  logLevel: LogLevel.ERROR,
  deferInitialization: true,
  clientOptions: { slackApiUrl: API_URL },
});
app.command('/privacy', async ({ command, ack }) => {
  await pool.query({
    name: 'echo',
    text: 'INSERT INTO bench_echo (who, at, text) VALUES ($1, $2, $3)',
    values: [command.user_id, new Date(), command.text],
  });
  await ack({ response_type: 'ephemeral', text: command.text });
});
await app.init();
const server = createServer((request, response) => {
  if (request.method === 'POST') receiver.requestListener(request, response);
  else response.end('ready');
});
server.listen(Number(PORT), '127.0.0.1');
process.once('SIGINT', () => process.exit(0));
