import { z } from 'zod';
import type { PolicyEvent } from '../application/ports.ts';
import { isPolicyTopic } from '../kernel/policy-topics.ts';
import type { ImportedPolicy } from '../policy/imported-policy.ts';
import type { ToldPolicy } from '../policy/policy-version.ts';
import { exactly } from './exactly.ts';
import { storedDay } from './stored-values.ts';

const texts = z.array(z.string()).readonly();
const topic = z.string().refine(isPolicyTopic);

const parts = z
  .array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      paragraphs: z.array(z.strictObject({ text: z.string(), facts: texts })).readonly(),
    }),
  )
  .readonly();

/** Column PolicyVersion.told. */
export const toldPolicy = exactly<ToldPolicy>()(z.strictObject({ nl: parts, en: parts }));

/** Column PolicyVersion.own. */
export const ownPolicy = exactly<ImportedPolicy>()(
  z.strictObject({
    sections: z
      .array(z.strictObject({ title: z.string(), topic: topic.nullable(), sentences: texts }))
      .readonly(),
    facts: z.strictObject({
      addresses: texts,
      recipients: texts,
      terms: texts,
      topics: z.array(topic).readonly(),
    }),
  }),
);

/** Column PolicyStep.data. */
export const policyEvent = exactly<PolicyEvent>()(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('proposed'), hash: z.string() }),
    z.strictObject({ type: z.literal('previewed'), hash: z.string() }),
    z.strictObject({ type: z.literal('approved'), hash: z.string(), day: storedDay }),
    z.strictObject({ type: z.literal('withdrawn') }),
    z.strictObject({ type: z.literal('listed'), people: z.int() }),
    z.strictObject({ type: z.enum(['test_mailed', 'stopped', 'resumed']) }),
    z.strictObject({ type: z.literal('confirmed'), people: z.int(), perHour: z.int() }),
    z.strictObject({ type: z.literal('ended'), sent: z.int(), failed: z.int(), leftOut: z.int() }),
    z.strictObject({ type: z.literal('told'), hash: z.string(), day: storedDay }),
  ]),
);
