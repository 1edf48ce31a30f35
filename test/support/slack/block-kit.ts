import { z } from 'zod';

// The limits of docs.slack.dev, reference/block-kit and reference/views/modal-views, as schemas: unknown names, empty
// texts and one code point too many are refused in Slack's own words.

export const MESSAGE_BLOCKS = 50;
export const MODAL_BLOCKS = 100;
/** Not documented: 9,597 characters were taken, 11,341 answered with msg_blocks_too_long (slackapi/bolt-js#2867). */
export const BLOCKS_TOTAL = 11_000;
export const VIEW_BYTES = 250_000;

function text(min: number, max: number) {
  return z.string().superRefine((value, context) => {
    const length = Array.from(value).length;
    if (length > max)
      context.addIssue({ code: 'custom', message: `must be less than ${max + 1} characters` });
    if (length < min)
      context.addIssue({ code: 'custom', message: `must be more than ${min - 1} characters` });
  });
}

function list<Item extends z.ZodType>(item: Item, min: number, max: number) {
  return z
    .array(item)
    .min(min, { error: `must have more than ${min - 1} items` })
    .max(max, { error: `no more than ${max} items allowed [json-pointer]` });
}

function plain(max: number) {
  return z.strictObject({ type: z.literal('plain_text'), text: text(1, max), emoji: z.boolean().optional() });
}

function anyText(max: number) {
  const mrkdwn = z.strictObject({
    type: z.literal('mrkdwn'),
    text: text(1, max),
    verbatim: z.boolean().optional(),
  });
  return z.discriminatedUnion('type', [plain(max), mrkdwn]);
}

const id = text(1, 255).optional();
const option = z.strictObject({ text: plain(75), value: text(1, 150) });

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plain(75),
  value: text(0, 2_000).optional(),
  url: text(1, 3_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const select = z.strictObject({
  type: z.literal('static_select'),
  action_id: id,
  placeholder: plain(150).optional(),
  options: list(option, 1, 100),
  initial_option: option.optional(),
});

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  action_id: id,
  options: list(option, 1, 10),
  initial_options: list(option, 1, 10).optional(),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  action_id: id,
  initial_date: z.iso.date().optional(),
});

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  action_id: id,
  initial_time: z.iso.time({ precision: -1 }).optional(),
});

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id,
  multiline: z.boolean().optional(),
  max_length: z.int().min(1).max(3_000).optional(),
  initial_value: text(1, 3_000).optional(),
  placeholder: plain(150).optional(),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: id,
  elements: list(z.discriminatedUnion('type', [button, select]), 1, 25),
});

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: id,
    text: anyText(3_000).optional(),
    fields: list(anyText(2_000), 1, 10).optional(),
    accessory: button.optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'missing required field: text or fields',
  });

const preformatted = z.strictObject({
  type: z.literal('rich_text'),
  block_id: id,
  elements: list(
    z.strictObject({
      type: z.literal('rich_text_preformatted'),
      elements: list(z.strictObject({ type: z.literal('text'), text: text(1, 3_000) }), 1, 10),
    }),
    1,
    10,
  ),
});

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: id, text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: id }),
  z.strictObject({ type: z.literal('context'), block_id: id, elements: list(anyText(3_000), 1, 10) }),
  section,
  actions,
  preformatted,
]);

const input = z.strictObject({
  type: z.literal('input'),
  block_id: id,
  label: plain(2_000),
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion('type', [textInput, select, checkboxes, datepicker, timepicker]),
});

function once(what: string, ids: readonly (string | undefined)[], context: z.RefinementCtx): void {
  const given = ids.filter((value) => value !== undefined);
  if (new Set(given).size < given.length) {
    context.addIssue({ code: 'custom', message: `${what} must be unique` });
  }
}

export const messageBlocks = list(block, 0, MESSAGE_BLOCKS).superRefine((blocks, context) => {
  once(
    'block_id',
    blocks.map((entry) => entry.block_id),
    context,
  );
  for (const entry of blocks) {
    if (entry.type === 'actions')
      once(
        'action_id',
        entry.elements.map((element) => element.action_id),
        context,
      );
  }
});

export const modalView = z
  .strictObject({
    type: z.literal('modal'),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    callback_id: id,
    private_metadata: text(0, 3_000).optional(),
    blocks: list(z.union([block, input]), 0, MODAL_BLOCKS),
  })
  .superRefine((view, context) => {
    once(
      'block_id',
      view.blocks.map((entry) => entry.block_id),
      context,
    );
    if (view.submit === undefined && view.blocks.some((entry) => entry.type === 'input')) {
      context.addIssue({
        code: 'custom',
        path: ['submit'],
        message: 'required when the view has an input block',
      });
    }
  });

export const homeTab = z
  .strictObject({ type: z.literal('home'), blocks: list(block, 0, MODAL_BLOCKS) })
  .superRefine(({ blocks }, context) => {
    const buttons = blocks.flatMap((entry) => {
      if (entry.type === 'section') return entry.accessory === undefined ? [] : [entry.accessory];
      return entry.type === 'actions' ? entry.elements : [];
    });
    once(
      'action_id',
      buttons.map(({ action_id }) => action_id),
      context,
    );
  });

export type Home = z.infer<typeof homeTab>;
export type MessageBlock = z.infer<typeof block>;
export type Modal = z.infer<typeof modalView>;
export type Button = z.infer<typeof button>;

/** Slack's list of what is wrong, each with the place: `[ERROR] must be less than … [json-pointer:/blocks/0/text]`. */
export function complaints(error: z.ZodError, root: string): string[] {
  return error.issues.map(
    (issue) => `[ERROR] ${issue.message} [json-pointer:/${[root, ...issue.path].join('/')}]`,
  );
}

/** Every text in a value, in order. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

/**
 * What Slack would act on in a message: mentions, links and commands in angle brackets, bare addresses where they are
 * made into links, emoji codes where they are replaced. An inert text has none.
 */
export function markupIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (value === null || typeof value !== 'object') return [];
  const { type, text: words, verbatim, emoji } = Object.fromEntries(Object.entries(value));
  if (typeof words === 'string' && type === 'plain_text') {
    return emoji === false ? [] : [...words.matchAll(/:[a-z_+-]+:/g)].map(String);
  }
  const here =
    typeof words !== 'string'
      ? []
      : [
          ...words.matchAll(/<[^<>]+>/g),
          ...(type === 'mrkdwn' && verbatim !== true ? words.matchAll(/https?:\/\/\S+/g) : []),
        ].map(String);
  return [...here, ...Object.values(value).flatMap(markupIn)];
}
