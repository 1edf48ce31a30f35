import { z } from 'zod';
import type { CardAction } from '../../core/approval/staff-channel.ts';
import { StaffOnly } from '../../core/kernel/staff-only.ts';

const reference = z.object({
  requestId: z.string().min(1),
  version: z.int(),
  letterHash: z.string().optional(),
});

const click = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  trigger_id: z.string(),
  actions: z.tuple([
    z.object({
      action_id: z.enum(['approve', 'refuse', 'stop', 'note', 'take', 'doubt', 'extend']),
      value: z.string(),
    }),
  ]),
});

const submission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.enum(['approve', 'refuse', 'note', 'doubt', 'extend']),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            value: z.string().nullish(),
            selected_option: z.object({ value: z.string() }).nullish(),
            selected_options: z.array(z.object({ value: z.string() })).nullish(),
          }),
        ),
      ),
    }),
  }),
});

const delivery = z.object({
  event_id: z.string().optional(),
  trigger_id: z.string().optional(),
});

export interface Click {
  readonly action: CardAction['id'];
  readonly userId: string;
  readonly channelId: string;
  readonly triggerId: string;
  readonly requestId: string;
  readonly version: number;
}

export type Submission = {
  readonly userId: string;
  readonly viewId: string;
  readonly requestId: string;
  readonly version: number;
} & (
  | { readonly step: 'approve'; readonly letterHash: string }
  | { readonly step: 'note'; readonly text: StaffOnly }
  | { readonly step: 'doubt'; readonly typed: { readonly reason: string; readonly asks: readonly string[] } }
  | {
      readonly step: 'extend';
      readonly typed: { readonly reasons: readonly string[]; readonly facts: string };
    }
  | {
      readonly step: 'refuse';
      readonly answer: { readonly ground: string; readonly article: string; readonly facts: string };
    }
);

/** A click on one of our buttons; null for everything else, the link to the desk included. */
export function readClick(body: unknown): Click | null {
  const parsed = click.safeParse(body);
  if (!parsed.success) return null;
  const [action] = parsed.data.actions;
  const card = reference.safeParse(readJson(action.value));
  if (!card.success) return null;
  return {
    action: action.action_id,
    userId: parsed.data.user.id,
    channelId: parsed.data.channel.id,
    triggerId: parsed.data.trigger_id,
    requestId: card.data.requestId,
    version: card.data.version,
  };
}

/** A dialog of ours that was sent in; null for every other. An input left open reads as an empty text. */
export function readSubmission(body: unknown): Submission | null {
  const parsed = submission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const seen = reference.safeParse(readJson(view.private_metadata));
  if (!seen.success) return null;
  const { requestId, version, letterHash } = seen.data;
  const base = { userId: user.id, viewId: view.id, requestId, version };
  if (view.callback_id === 'approve') {
    return letterHash === undefined ? null : { ...base, step: 'approve', letterHash };
  }
  const given = (id: string): string => {
    const input = view.state.values[id]?.[id];
    return input?.selected_option?.value ?? input?.value ?? '';
  };
  const ticked = (id: string): readonly string[] =>
    (view.state.values[id]?.[id]?.selected_options ?? []).map(({ value }) => value);
  if (view.callback_id === 'doubt')
    return { ...base, step: 'doubt', typed: { reason: given('reason'), asks: ticked('asks') } };
  if (view.callback_id === 'extend')
    return { ...base, step: 'extend', typed: { reasons: ticked('reasons'), facts: given('facts') } };
  if (view.callback_id === 'note') return { ...base, step: 'note', text: new StaffOnly(given('note')) };
  return {
    ...base,
    step: 'refuse',
    answer: { ground: given('ground'), article: given('article'), facts: given('facts') },
  };
}

/** What tells one delivery from another and is the same when Slack sends it again; null when it has no such name. */
export function deliveryKey(body: unknown): string | null {
  const parsed = delivery.safeParse(body);
  return parsed.success ? (parsed.data.event_id ?? parsed.data.trigger_id ?? null) : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
