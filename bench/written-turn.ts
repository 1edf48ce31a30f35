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
});

/** What our own turn wrote: the plain values, and how large the sealed ones are. */
export interface WrittenTurn {
  readonly dialogueBytes: number;
  readonly inboundBytes: number;
  readonly outboundBytes: readonly number[];
  readonly request: z.infer<typeof request>;
  readonly event: z.infer<typeof event>;
}

/** Reads the only turn of a conversation back from the database; it must have opened a request. */
export async function readWrittenTurn(connectionString: string, key: string): Promise<WrittenTurn> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const read = async <Row>(row: z.ZodType<Row>, sql: string): Promise<readonly Row[]> =>
      z.array(row).parse((await client.query(sql, [key])).rows);
    const ofConversation = 'JOIN "Conversation" c ON c."id" = x."conversationId" WHERE c."key" = $1';
    const [{ dialogueBytes } = { dialogueBytes: 0 }] = await read(
      conversation,
      'SELECT length("dialogueEnc") AS "dialogueBytes" FROM "Conversation" WHERE "key" = $1',
    );
    const [inbound, ...outbound] = await read(
      message,
      `SELECT length(x."contentEnc") AS bytes FROM "Message" x ${ofConversation} ORDER BY x."sequence"`,
    );
    const [opened] = await read(
      request,
      `SELECT x."right", x."policyDue" AS due, x."state"::text, x."headHash", length(x."wordsEnc") AS "wordsBytes"
       FROM "PrivacyRequest" x ${ofConversation}`,
    );
    const [first, ...others] = await read(
      event,
      `SELECT e."type", e."actor", e."data"::text, e."previousHash", e."hash"
       FROM "RequestEvent" e JOIN "PrivacyRequest" x ON x."id" = e."requestId" ${ofConversation}`,
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
