import { z } from 'zod';
import type {
  DialogueAbout,
  DialogueName,
  DirectAction,
  TypedForm,
} from '../../core/approval/staff-channel.ts';
import { formState, readForm } from './form-blocks.ts';

const DIALOGUES = [
  'approve',
  'refuse',
  'doubt',
  'extend',
  'change',
  'ask',
  'answer',
  'note',
  'assign',
  'call',
  'open',
] as const satisfies readonly DialogueName[];
const DIRECT = ['stop', 'take', 'show'] as const satisfies readonly DirectAction[];

const about = z.object({ requestId: z.string(), version: z.int(), seen: z.string().optional() });

const click = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  view: z.object({ id: z.string(), type: z.string() }).optional(),
  trigger_id: z.string(),
  actions: z.tuple([z.object({ action_id: z.enum([...DIALOGUES, ...DIRECT]), value: z.string() })]),
});

const submission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.enum(DIALOGUES),
    private_metadata: z.string(),
    state: z.object({ values: formState }),
  }),
});

const command = z.object({ user_id: z.string(), text: z.string().default(''), trigger_id: z.string() });

const delivery = z.object({
  event_id: z.string().optional(),
  trigger_id: z.string().optional(),
});

export interface Click {
  readonly action: DialogueName | DirectAction;
  readonly userId: string;
  readonly triggerId: string;
  readonly about: DialogueAbout;
  /** Where the button stands: in a message of this channel, in a dialog of this id, or on the home page. */
  readonly channelId: string | null;
  readonly viewId: string | null;
}

export interface Submission {
  readonly name: DialogueName;
  readonly userId: string;
  readonly viewId: string;
  readonly about: DialogueAbout;
  readonly typed: TypedForm;
}

export interface Command {
  readonly userId: string;
  readonly triggerId: string;
  readonly text: string;
}

/** A click on one of our buttons; null for everything else, the link to the desk included. */
export function readClick(body: unknown): Click | null {
  const parsed = click.safeParse(body);
  if (!parsed.success) return null;
  const { user, channel, view, trigger_id, actions } = parsed.data;
  const [action] = actions;
  const carried = about.safeParse(readJson(action.value));
  if (!carried.success) return null;
  return {
    action: action.action_id,
    userId: user.id,
    triggerId: trigger_id,
    about: aboutOf(carried.data),
    channelId: channel?.id ?? null,
    viewId: view?.type === 'modal' ? view.id : null,
  };
}

/** A dialog of ours that was sent in; null for every other. */
export function readSubmission(body: unknown): Submission | null {
  const parsed = submission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const carried = about.safeParse(readJson(view.private_metadata));
  if (!carried.success) return null;
  return {
    name: view.callback_id,
    userId: user.id,
    viewId: view.id,
    about: aboutOf(carried.data),
    typed: readForm(view.state.values),
  };
}

/** Our command as somebody typed it, in whatever channel; null for anything else. */
export function readCommand(body: unknown): Command | null {
  const parsed = command.safeParse(body);
  if (!parsed.success) return null;
  const { user_id, trigger_id, text } = parsed.data;
  return { userId: user_id, triggerId: trigger_id, text };
}

/** What tells one delivery from another and is the same when Slack sends it again; null when it has no such name. */
export function deliveryKey(body: unknown): string | null {
  const parsed = delivery.safeParse(body);
  return parsed.success ? (parsed.data.event_id ?? parsed.data.trigger_id ?? null) : null;
}

function aboutOf({ requestId, version, seen }: z.infer<typeof about>): DialogueAbout {
  return seen === undefined ? { requestId, version } : { requestId, version, seen };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
