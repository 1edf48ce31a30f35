import { createServer } from 'node:http';
import process from 'node:process';
import { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';

// The least that takes a mail in for good: a row that is on the disk before 250.
const { DATABASE_URL = '', PORT = '', SMTP_PORT = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
await pool.query(
  'CREATE TABLE bench_mail (id bigserial PRIMARY KEY, at timestamptz NOT NULL, raw bytea NOT NULL)',
);

async function store(stream: AsyncIterable<Uint8Array>): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  await pool.query({
    name: 'mail',
    text: 'INSERT INTO bench_mail (at, raw) VALUES ($1, $2)',
    values: [new Date(), Buffer.concat(pieces)],
  });
}

const mail = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, done) => void store(stream).then(() => done(), done),
});
mail.listen(Number(SMTP_PORT), '127.0.0.1');
const ready = createServer((_request, response) => response.end('ready'));
ready.listen(Number(PORT), '127.0.0.1');
process.once('SIGINT', () => {
  mail.close(() => void pool.end());
  ready.close();
  ready.closeAllConnections();
});
