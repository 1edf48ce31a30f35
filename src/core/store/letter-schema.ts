import { z } from 'zod';
import type { LetterInput } from '../application/rows.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import { isOutcome, type Outcome, withLaterTexts } from '../fulfilment/outcome/outcome.ts';
import { CATEGORIES } from '../fulfilment/processor.ts';
import { WITHHOLD_REASONS } from '../fulfilment/withhold-reason.ts';
import { BREACH_WAYS, DOUBT_EVIDENCE, EXTENSION_REASONS, FEE_GROUNDS } from '../request/notice.ts';
import { exactly } from './exactly.ts';
import { language, refusalArticle, refusalGround, storedDay } from './stored-values.ts';

const id = z.string();
const text = z.string();
const texts = z.array(text).readonly();
const locked = z.literal(true);
const typed = z.literal(true).exactOptional();

const blocks = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({ id, kind: z.literal('heading'), text, locked }),
      z.strictObject({ id, kind: z.literal('paragraph'), text, locked: z.boolean(), typed }),
      z.strictObject({ id, kind: z.literal('list'), items: texts, locked, typed }),
      z.strictObject({
        id,
        kind: z.literal('table'),
        head: texts,
        rows: z.array(texts).readonly(),
        locked,
        typed,
      }),
    ]),
  )
  .readonly();

/** Column Letter.bodyEnc: exactly what is approved and sent. */
export const renderedLetter = exactly<RenderedLetter>()(
  z.strictObject({
    title: text,
    language,
    blocks,
    before: z.strictObject({ title: text, blocks }).exactOptional(),
    notices: z
      .array(z.strictObject({ recipient: text, kind: z.enum(['instruction', 'notice']), nl: text, en: text }))
      .readonly()
      .exactOptional(),
  }),
);

/** Column Letter.inputEnc. */
export const letterInput = exactly<LetterInput>()(
  z.strictObject({
    free: z.strictObject({ opening: text, closing: text }),
    refusal: z
      .strictObject({
        ground: refusalGround,
        article: refusalArticle,
        facts: text,
        intent: text.exactOptional(),
        responsible: z
          .strictObject({ name: text, held: text, forwardedOn: storedDay.nullable() })
          .exactOptional(),
      })
      .nullable(),
    outcome: z.preprocess(withLaterTexts, z.custom<Outcome>(isOutcome).nullable()).exactOptional(),
    sendTo: text.exactOptional(),
    child: z.boolean().exactOptional(),
    groups: z
      .array(
        z.strictObject({
          source: text,
          category: z.enum(CATEGORIES),
          reason: z.enum(WITHHOLD_REASONS),
          facts: text,
        }),
      )
      .readonly()
      .exactOptional(),
    elsewhere: z.strictObject({ name: text, what: text, forwardedOn: storedDay.nullable() }).exactOptional(),
    notice: z
      .discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('identity_doubt'),
          reason: text,
          asks: z.array(z.enum(DOUBT_EVIDENCE)).readonly(),
          since: storedDay,
        }),
        z.strictObject({
          kind: z.literal('extension'),
          reasons: z.array(z.enum(EXTENSION_REASONS)).readonly(),
          facts: text,
          until: storedDay,
        }),
        z.strictObject({
          kind: z.literal('fee'),
          ground: z.enum(FEE_GROUNDS),
          cents: z.number(),
          basis: text,
          facts: text,
          intent: text.exactOptional(),
          until: storedDay,
        }),
        z.strictObject({
          kind: z.literal('breach'),
          ...{ breach: text, what: text, data: text, consequences: text, measures: text },
          way: z.enum(BREACH_WAYS),
        }),
      ])
      .exactOptional(),
  }),
);
