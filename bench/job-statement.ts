import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Jobs } from '../src/core/application/ports.ts';
import type { Queue } from '../src/platform/queue.ts';

export interface JobStatement {
  readonly text: string;
  /** The one value of the statement: these messages' jobs. */
  jobsOf(messageIds: readonly string[], conversationId: string): string;
}

const PATTERN = z.tuple([z.looseObject({ singletonKey: z.string() })]);

/** How the queue adds jobs, so that another may run the same statement by hand. Nothing is added. */
export async function recordJobStatement(queue: Queue<Jobs>): Promise<JobStatement> {
  const statements: { readonly text: string; readonly value: unknown }[] = [];
  const recorder = {
    $queryRawUnsafe: async (text: string, value: unknown) => {
      statements.push({ text, value });
      return JSON.parse('[]');
    },
  };
  const data = { messageId: randomUUID(), conversationId: randomUUID() };
  await queue.sendInside(recorder, 'send-message', [{ data }]);
  const [recorded] = statements;
  if (recorded === undefined) throw new Error('the queue adds jobs in another way');
  const [pattern] = PATTERN.parse(JSON.parse(String(recorded.value)));
  return {
    text: recorded.text,
    jobsOf: (messageIds, conversationId) =>
      JSON.stringify(
        messageIds.map((messageId) => ({
          ...pattern,
          id: randomUUID(),
          data: { messageId, conversationId },
          singletonKey: conversationId,
        })),
      ),
  };
}
