import { z } from 'zod';
import { type DialogueState, HELD_MAILS } from '../conversation/dialogue-state.ts';
import type { OrderFacts } from '../identity/order-facts.ts';
import { exactly } from './exactly.ts';
import { right, storedDay } from './stored-values.ts';

const number = z.string();
const asked = z.strictObject({
  words: z.string(),
  receivedAt: z.string(),
  sourceKey: z.string(),
  raised: z.boolean().exactOptional(),
  thirdParty: z.boolean().exactOptional(),
  child: z.literal(true).exactOptional(),
  part: z.string().exactOptional(),
});

const texts = z.array(z.string()).readonly();
const orderFacts = exactly<OrderFacts>()(
  z.strictObject({
    amounts: z.array(z.strictObject({ cents: z.int(), whole: z.boolean() })).readonly(),
    ibans: texts,
    methods: texts,
    months: z.array(z.int()).readonly(),
    words: texts,
  }),
);

const plainSteps = [
  z.strictObject({ name: z.literal('idle') }),
  z.strictObject({ name: z.literal('choosing'), number }),
  z.strictObject({
    name: z.literal('confirming'),
    number,
    as: z.enum(['answered_generally', 'withdrawn']),
    also: z.array(number).readonly().exactOptional(),
  }),
  z.strictObject({
    name: z.literal('picking_request'),
    requests: z.array(z.strictObject({ number, right })).readonly(),
  }),
  z.strictObject({ name: z.literal('asking_identity'), number }),
  z.strictObject({ name: z.literal('awaiting_code'), number }),
  z.strictObject({
    name: z.literal('asking_stop_address'),
    number,
    situation: z.literal(true).exactOptional(),
    contact: z.literal(true).exactOptional(),
    post: z.literal(true).exactOptional(),
  }),
  z.strictObject({ name: z.literal('asking_value'), number }),
  z.strictObject({ name: z.literal('asking_order'), number }),
  z.strictObject({ name: z.literal('asking_facts'), number }),
  z.strictObject({ name: z.literal('asking_breach'), number, since: z.string().exactOptional() }),
] as const;

/** Column Conversation.dialogueEnc. */
export const dialogueState = exactly<DialogueState>()(
  z.strictObject({
    step: z.discriminatedUnion('name', [
      ...plainSteps,
      z.strictObject({
        name: z.literal('confirming_right'),
        options: z.array(right).readonly(),
        asked,
        against: number.exactOptional(),
        together: z.array(right).readonly().exactOptional(),
        unfiled: z.literal(true).exactOptional(),
        after: z.discriminatedUnion('name', plainSteps).exactOptional(),
      }),
    ]),
    name: z.string().exactOptional(),
    email: z.string().exactOptional(),
    codeMailed: z.array(number).readonly().exactOptional(),
    staffWrote: z.boolean().exactOptional(),
    languageOpen: z.literal(true).exactOptional(),
    takenOn: storedDay.exactOptional(),
    withPerson: z.enum(['minor', 'deceased']).exactOptional(),
    young: z.literal(true).exactOptional(),
    forOther: z.array(number).readonly().exactOptional(),
    policyTold: z.strictObject({ topic: z.string(), part: z.int() }).exactOptional(),
    offer: z
      .strictObject({ right, others: z.array(right).readonly().exactOptional(), asked })
      .exactOptional(),
    factsAsked: z.array(number).readonly().exactOptional(),
    facts: z
      .array(z.strictObject({ number, typed: orderFacts }))
      .readonly()
      .exactOptional(),
    waiting: z
      .array(
        z.strictObject({
          options: z.array(right).readonly(),
          asked,
          against: number.exactOptional(),
          together: z.array(right).readonly().exactOptional(),
          unfiled: z.literal(true).exactOptional(),
        }),
      )
      .readonly()
      .exactOptional(),
    thread: texts.exactOptional(),
    offered: texts.exactOptional(),
    held: z.enum(HELD_MAILS).exactOptional(),
    valueOpen: z.array(number).readonly().exactOptional(),
    put: z.int().exactOptional(),
  }),
);
