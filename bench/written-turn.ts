import { Client } from 'pg';
import * as z from 'zod';

const conversation = z.object({ dialogueBytes: z.int() });
const message = z.object({ bytes: z.int() });
const request = z.object({
  right: z.string(),
  due: z.string(),
  state: z.string(),
  headHash: z.string(),
  wordsBytes: z.int(),
});
const event = z.object({
  type: z.string(),
  actor: z.string(),
  data: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  versions: z.string().nullable(),
});

/** What our own turn wrote: the plain values, and how large the sealed ones are. */
export interface WrittenTurn {
  readonly dialogueBytes: number;
  readonly inboundBytes: number;
  readonly outboundBytes: readonly number[];
  readonly request: z.infer<typeof request>;
  readonly event: z.infer<typeof event>;
}

/** Reads the only turn back from a database that holds no other; it must have opened a request. */
export async function readWrittenTurn(connectionString: string): Promise<WrittenTurn> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const read = async <Row>(row: z.ZodType<Row>, sql: string): Promise<readonly Row[]> =>
      z.array(row).parse((await client.query(sql)).rows);
    const [{ dialogueBytes } = { dialogueBytes: 0 }] = await read(
      conversation,
      'SELECT length("dialogueEnc") AS "dialogueBytes" FROM "Conversation"',
    );
    const [inbound, ...outbound] = await read(
      message,
      'SELECT length("contentEnc") AS bytes FROM "Message" ORDER BY "sequence"',
    );
    const [opened] = await read(
      request,
      `SELECT x."right", x."policyDue" AS due, x."state"::text, x."headHash", length(x."wordsEnc") AS "wordsBytes"
       FROM "PrivacyRequest" x`,
    );
    const [first, ...others] = await read(
      event,
      'SELECT "type", "actor", "data"::text, "previousHash", "hash", "versions" FROM "RequestEvent"',
    );
    if (inbound === undefined || opened === undefined || first === undefined || others.length > 0)
      throw new Error('the turn is not one that opens a request');
    return {
      dialogueBytes,
      inboundBytes: inbound.bytes,
      outboundBytes: outbound.map(({ bytes }) => bytes),
      request: opened,
      event: first,
    };
  } finally {
    await client.end();
  }
}
