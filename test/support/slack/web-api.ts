import { z } from 'zod';
import {
  BLOCKS_TOTAL,
  complaints,
  homeTab,
  type Modal,
  messageBlocks,
  modalView,
  textsIn,
  VIEW_BYTES,
} from './block-kit.ts';
import {
  APP,
  BOT_USER,
  type Message,
  messageKey,
  type OpenView,
  type Room,
  TEAM,
  viewPayload,
  type World,
} from './world.ts';

/** The whole body of an answer; `ok` is added. */
type Answer = Readonly<Record<string, unknown>>;
type Failure = { readonly error: string; readonly response_metadata?: unknown };
type Method = (world: World, args: Record<string, unknown>) => Answer;

const TRIGGER_LIFE = 3_000;
/** Dialogs on top of each other. */
export const VIEWS_DEEP = 3;
const TEXT_CUT = 40_000;
const UPDATE_TEXT = 4_000;

/** Scopes by method; conversations of a private channel want groups:read (docs.slack.dev, reference/scopes). */
export const SCOPES: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'users.info': 'users:read',
  'usergroups.users.list': 'usergroups:read',
  'conversations.info': 'groups:read',
  'conversations.members': 'groups:read',
};

/** Of a public channel the conversations methods want another scope than of a private one. */
export function neededScope(
  world: World,
  method: string,
  args: Readonly<Record<string, unknown>>,
): string | undefined {
  const open = world.rooms.get(String(args.channel))?.isPrivate === false;
  return open && method.startsWith('conversations.') ? 'channels:read' : SCOPES[method];
}

/** What the app may call; any other name is answered with unknown_method. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': () => ({
    url: 'https://winkel.example.com/',
    team: 'Winkel',
    user: 'privacybalie',
    team_id: TEAM,
    user_id: BOT_USER,
    bot_id: 'B0BALIE',
    is_enterprise_install: false,
  }),

  'chat.postMessage': (world, args) => {
    const room = roomOf(world, args);
    if ('error' in room) return room;
    const content = contentOf(args);
    if ('error' in content) return content;
    const ts = world.nextTs();
    const message: Message = { channel: room.id, ts, by: BOT_USER, edits: 0, ...content };
    world.messages.set(messageKey(room.id, ts), message);
    return {
      channel: room.id,
      ts,
      message: { type: 'message', user: BOT_USER, app_id: APP, ...content },
      ...(String(args.text ?? '').length > TEXT_CUT
        ? { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } }
        : {}),
    };
  },

  'chat.update': (world, args) => {
    const room = roomOf(world, args);
    if ('error' in room) return room;
    const message = world.messages.get(messageKey(room.id, String(args.ts)));
    if (!message) return { error: 'message_not_found' };
    if (message.by !== BOT_USER) return { error: 'cant_update_message' };
    if (Array.from(String(args.text ?? '')).length > UPDATE_TEXT) return { error: 'msg_too_long' };
    const content = contentOf(args);
    if ('error' in content) return content;
    Object.assign(message, content, { edits: message.edits + 1 });
    return { channel: room.id, ts: message.ts, text: message.text };
  },

  'chat.delete': (world, args) => {
    const room = roomOf(world, args);
    if ('error' in room) return room;
    const key = messageKey(room.id, String(args.ts));
    const message = world.messages.get(key);
    if (!message) return { error: 'message_not_found' };
    if (message.by !== BOT_USER) return { error: 'cant_delete_message' };
    world.messages.delete(key);
    return { channel: room.id, ts: message.ts };
  },

  'chat.postEphemeral': (world, args) => {
    const room = roomOf(world, args);
    if ('error' in room) return room;
    const user = String(args.user);
    if (!room.members.has(user)) return { error: 'user_not_in_channel' };
    const content = contentOf(args);
    if ('error' in content) return content;
    world.ephemerals.push({ channel: room.id, user, text: content.text });
    return { message_ts: world.nextTs() };
  },

  'views.open': (world, args) => {
    const trigger = world.triggers.get(String(args.trigger_id));
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (world.now() - trigger.at > TRIGGER_LIFE) return { error: 'expired_trigger_id' };
    const modal = modalOf(args.view);
    if ('error' in modal) return modal;
    trigger.used = true;
    const id = world.nextId('V');
    const view: OpenView = { id, user: trigger.user, rootId: id, hash: hashOf(world), modal, error: null };
    world.views.set(id, view);
    return { view: viewPayload(view) };
  },

  'views.push': (world, args) => {
    const trigger = world.triggers.get(String(args.trigger_id));
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (world.now() - trigger.at > TRIGGER_LIFE) return { error: 'expired_trigger_id' };
    const open = [...world.views.values()].filter(({ user }) => user === trigger.user);
    const [root] = open;
    if (root === undefined) return { error: 'not_found' };
    if (open.length >= VIEWS_DEEP) return { error: 'push_limit_reached' };
    const modal = modalOf(args.view);
    if ('error' in modal) return modal;
    trigger.used = true;
    const id = world.nextId('V');
    const view: OpenView = { ...root, id, rootId: root.rootId, hash: hashOf(world), modal, error: null };
    world.views.set(id, view);
    return { view: viewPayload(view) };
  },

  'views.update': (world, args) => {
    const view = world.views.get(String(args.view_id));
    if (!view) return { error: 'not_found' };
    if (args.hash !== undefined && args.hash !== view.hash) return { error: 'hash_conflict' };
    const modal = modalOf(args.view);
    if ('error' in modal) return modal;
    Object.assign(view, { modal, hash: hashOf(world) });
    return { view: viewPayload(view) };
  },

  'views.publish': (world, args) => {
    const user = String(args.user_id);
    if (!world.people.has(user)) return { error: 'user_not_found' };
    const home = homeTab.safeParse(args.view);
    if (!home.success)
      return { error: 'invalid_arguments', response_metadata: { messages: complaints(home.error, 'view') } };
    world.homes.set(user, home.data);
    return { view: { id: `V0${user}`, type: 'home', hash: hashOf(world) } };
  },

  'users.info': (world, args) => {
    const person = world.people.get(String(args.user));
    if (!person) return { error: 'user_not_found' };
    const { id, name, realName, email, deleted } = person;
    const address = email !== undefined && world.scopes.has('users:read.email') ? { email } : {};
    const profile = { real_name: realName, display_name: name, ...address };
    const common = { id, team_id: TEAM, name, deleted, profile };
    // Of a closed account Slack leaves out most fields.
    if (deleted) return { user: common };
    return {
      user: {
        ...common,
        real_name: realName,
        is_bot: person.isBot,
        is_restricted: person.isRestricted,
        is_ultra_restricted: person.isUltraRestricted,
      },
    };
  },

  'usergroups.users.list': (world, args) => {
    const group = world.groups.get(String(args.usergroup));
    return group === undefined ? { error: 'no_such_subteam' } : { users: [...group] };
  },

  'conversations.info': (world, args) => {
    const room = world.rooms.get(String(args.channel));
    if (!room || (room.isPrivate && !room.members.has(BOT_USER))) return { error: 'channel_not_found' };
    return {
      channel: {
        id: room.id,
        name: room.name,
        is_channel: true,
        is_private: room.isPrivate,
        is_archived: room.isArchived,
        is_member: room.members.has(BOT_USER),
        is_shared: room.isExtShared || room.isOrgShared,
        is_ext_shared: room.isExtShared,
        is_org_shared: room.isOrgShared,
        is_pending_ext_shared: false,
      },
    };
  },

  'conversations.members': (world, args) => {
    const room = world.rooms.get(String(args.channel));
    if (!room || (room.isPrivate && !room.members.has(BOT_USER))) return { error: 'channel_not_found' };
    const limit = Number(args.limit ?? 100);
    if (!(limit >= 1 && limit <= 1_000)) return { error: 'invalid_limit' };
    const cursor = Buffer.from(String(args.cursor ?? 'MA=='), 'base64').toString();
    if (!/^\d+$/.test(cursor)) return { error: 'invalid_cursor' };
    const from = Number(cursor);
    const members = [...room.members];
    const end = from + limit;
    const next_cursor = end < members.length ? Buffer.from(String(end)).toString('base64') : '';
    return { members: members.slice(from, end), response_metadata: { next_cursor } };
  },
};

/** A view as it comes in, in a call or in the answer to a submission. */
export function modalOf(given: unknown): Modal | Failure {
  if (Buffer.byteLength(JSON.stringify(given) ?? '') > VIEW_BYTES) return { error: 'view_too_large' };
  const modal = modalView.safeParse(given);
  if (modal.success) return modal.data;
  return { error: 'invalid_arguments', response_metadata: { messages: complaints(modal.error, 'view') } };
}

export function hashOf(world: World): string {
  return `${Math.floor(world.now() / 1_000)}.${world.nextId('h')}`;
}

function roomOf(world: World, args: Record<string, unknown>): Room | Failure {
  const room = world.rooms.get(String(args.channel));
  const member = room?.members.has(BOT_USER) === true;
  if (!room || (room.isPrivate && !member)) return { error: 'channel_not_found' };
  if (room.isArchived) return { error: 'is_archived' };
  return member ? room : { error: 'not_in_channel' };
}

function contentOf(args: Record<string, unknown>): Pick<Message, 'text' | 'blocks'> | Failure {
  const text = z.string().safeParse(args.text ?? '').data ?? '';
  const blocks = messageBlocks.safeParse(args.blocks ?? []);
  if (!blocks.success) {
    return { error: 'invalid_blocks', response_metadata: { messages: complaints(blocks.error, 'blocks') } };
  }
  if (text === '' && blocks.data.length === 0) return { error: 'no_text' };
  if (textsIn(blocks.data).join('').length > BLOCKS_TOTAL) return { error: 'msg_blocks_too_long' };
  return {
    text: Array.from(text).slice(0, TEXT_CUT).join(''),
    blocks: blocks.data.map((block, index) => ({ block_id: `b${index}`, ...block })),
  };
}
