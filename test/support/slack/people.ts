import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Button } from './block-kit.ts';
import { type Delivered, type DeliveryOptions, type Sender, sendInteraction } from './delivery.ts';
import { hashOf, modalOf, VIEWS_DEEP } from './web-api.ts';
import {
  APP,
  BOT_USER,
  type Message,
  messageKey,
  type OpenView,
  TEAM,
  viewPayload,
  type World,
} from './world.ts';

const viewAnswer = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
]);

/** In the channel only the one who typed a command may see what a desk answers. */
const commandAnswer = z.strictObject({ response_type: z.literal('ephemeral'), text: z.string() });

/** What the people of the workspace do on their screens. */
export function createPeople(world: World, send: Sender, baseUrl: () => string) {
  let last: unknown = null;

  function deliver(payload: unknown, options?: DeliveryOptions): Promise<Delivered> {
    last = payload;
    return sendInteraction(send, payload, options);
  }

  function newTrigger(user: string): string {
    const id = `${Math.floor(world.now())}.${counter()}.${randomBytes(16).toString('hex')}`;
    world.triggers.set(id, { user, at: world.now(), used: false });
    return id;
  }

  function sender(userId: string) {
    const person = world.people.get(userId);
    if (!person) throw new Error(`nobody has the id ${userId}`);
    return {
      user: { id: person.id, username: person.name, name: person.name, team_id: TEAM },
      team: { id: TEAM, domain: 'winkel' },
      api_app_id: APP,
      token: 'legacy-verification-token',
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  /** Presses a button of a message. `shown` is the message as this person still sees it. */
  function click(
    userId: string,
    shown: Message,
    actionId: string,
    options?: DeliveryOptions,
  ): Promise<Delivered> {
    const { button, blockId } = findButton(shown, actionId);
    const room = world.rooms.get(shown.channel);
    const responseId = randomBytes(8).toString('hex');
    world.responseUrls.set(responseId, { at: world.now(), uses: 0, message: shown, user: userId });
    return deliver(
      {
        type: 'block_actions',
        ...sender(userId),
        container: { type: 'message', message_ts: shown.ts, channel_id: shown.channel, is_ephemeral: false },
        trigger_id: newTrigger(userId),
        channel: { id: shown.channel, name: room?.name ?? 'privategroup' },
        message: {
          type: 'message',
          user: BOT_USER,
          app_id: APP,
          ts: shown.ts,
          text: shown.text,
          blocks: shown.blocks,
        },
        state: { values: {} },
        response_url: `${baseUrl()}/response/${responseId}`,
        actions: [{ ...button, block_id: blockId, action_ts: world.nextTs() }],
      },
      options,
    );
  }

  /** Presses a button in the dialog on top; of several with one name the one beside `text`. */
  function clickInView(
    userId: string,
    viewId: string,
    actionId: string,
    text = '',
    options?: DeliveryOptions,
  ): Promise<Delivered> {
    const view = openView(userId, viewId);
    const button = buttonsIn(view.modal.blocks).find(
      (one) => one.button.action_id === actionId && one.beside.includes(text),
    )?.button;
    if (button === undefined) throw new Error(`the dialog has no button ${actionId} ${text}`);
    return deliver(
      {
        type: 'block_actions',
        ...sender(userId),
        container: { type: 'view', view_id: viewId },
        trigger_id: newTrigger(userId),
        view: viewPayload(view),
        actions: [{ ...button, block_id: 'b0', action_ts: world.nextTs() }],
      },
      options,
    );
  }

  /** Types a command in any channel; what the app answers at once is shown to this person only. */
  async function command(
    userId: string,
    text: string,
    channel = 'C0ALGEMEEN',
    options?: DeliveryOptions,
  ): Promise<Delivered> {
    const { user } = sender(userId);
    const fields = {
      command: '/privacy',
      text,
      user_id: user.id,
      user_name: user.name,
      team_id: TEAM,
      team_domain: 'winkel',
      channel_id: channel,
      channel_name: 'algemeen',
      api_app_id: APP,
      is_enterprise_install: 'false',
      response_url: `${baseUrl()}/response/none`,
      trigger_id: newTrigger(userId),
      token: 'legacy-verification-token',
    };
    const delivered = await send(
      'application/x-www-form-urlencoded',
      new URLSearchParams(fields).toString(),
      options,
    );
    if (delivered.body !== '') {
      const said = commandAnswer.parse(JSON.parse(delivered.body));
      world.ephemerals.push({ channel, user: userId, text: said.text });
      world.tell();
    }
    return delivered;
  }

  /** Fills in the dialog on top and sends it; the app's answer is applied as Slack does. */
  async function submitView(
    userId: string,
    viewId: string,
    given: Readonly<Record<string, string>> = {},
    options?: DeliveryOptions,
  ): Promise<Delivered> {
    const view = openView(userId, viewId);
    if (view.modal.submit === undefined) throw new Error(`the dialog ${viewId} has no button to send it`);
    const payload = {
      type: 'view_submission',
      ...sender(userId),
      trigger_id: newTrigger(userId),
      view: viewPayload(view, filledIn(view, given)),
      response_urls: [],
    };
    const delivered = await deliver(payload, options);
    view.error =
      delivered.reason === null ? applyAnswer(view, delivered.body) : 'We had some trouble connecting';
    world.tell();
    return delivered;
  }

  function applyAnswer(view: OpenView, body: string): string | null {
    if (body === '') {
      world.views.delete(view.id);
      return null;
    }
    const answer = viewAnswer.safeParse(JSON.parse(body));
    if (!answer.success) return 'unreadable answer';
    if (answer.data.response_action === 'errors') {
      const fields = view.modal.blocks.flatMap((one) => (one.type === 'input' ? [one.block_id] : []));
      const strange = Object.keys(answer.data.errors).find((id) => !fields.includes(id));
      return strange === undefined ? JSON.stringify(answer.data.errors) : `no such input: ${strange}`;
    }
    if (answer.data.response_action === 'clear') {
      for (const open of openViews(view.user)) world.views.delete(open.id);
      return null;
    }
    const modal = modalOf(answer.data.view);
    if ('error' in modal) return JSON.stringify(modal);
    if (answer.data.response_action === 'update') {
      Object.assign(view, { modal, hash: hashOf(world) });
      return null;
    }
    if (openViews(view.user).length >= VIEWS_DEEP) return 'push_limit_reached';
    const id = world.nextId('V');
    world.views.set(id, { ...view, id, modal, hash: hashOf(world), error: null });
    return null;
  }

  function closeView(userId: string, viewId: string): void {
    world.views.delete(openView(userId, viewId).id);
    world.tell();
  }

  function openViews(userId: string): OpenView[] {
    return [...world.views.values()].filter((view) => view.user === userId);
  }

  function openView(userId: string, viewId: string): OpenView {
    const view = openViews(userId).at(-1);
    if (view?.id !== viewId) throw new Error(`${viewId} is not the dialog that ${userId} has before them`);
    return view;
  }

  return {
    click,
    clickInView,
    command,
    submitView,
    closeView,
    openViews,
    /** The message as it is now; keep it to click on it later as somebody whose screen is behind. */
    message(channel: string, ts: string): Message {
      const message = world.messages.get(messageKey(channel, ts));
      if (!message) throw new Error(`no message ${ts}`);
      return { ...message };
    },
    /** Delivers the last interaction once more, with the headers of a retry. */
    redeliver: (options: DeliveryOptions = { retry: { num: 1, reason: 'http_timeout' } }) =>
      sendInteraction(send, last, options),
  };
}

let triggers = 0;
function counter(): number {
  triggers += 1;
  return triggers;
}

/** The buttons of a message, in order. */
export function buttonsOf(message: Message): { readonly button: Button; readonly blockId: string }[] {
  return message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' ? [{ button: element, blockId: block.block_id ?? '' }] : [],
        )
      : [],
  );
}

/** The buttons of a dialog, those beside a line with its words. */
export function buttonsIn(blocks: OpenView['modal']['blocks']) {
  return blocks.flatMap((block) => {
    if (block.type === 'section' && block.accessory !== undefined)
      return [{ button: block.accessory, beside: block.text?.text ?? '' }];
    if (block.type !== 'actions') return [];
    return block.elements.flatMap((one) => (one.type === 'button' ? [{ button: one, beside: '' }] : []));
  });
}

function findButton(message: Message, actionId: string) {
  const found = buttonsOf(message).find(({ button }) => button.action_id === actionId);
  if (!found) throw new Error(`the message has no button ${actionId}`);
  return found;
}

/** As Slack's own form does: what must be filled in is, an option is one of those shown, a text is not too long. Ticks are joined by commas. */
function filledIn(view: OpenView, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const block of view.modal.blocks) {
    if (block.type !== 'input') continue;
    const { element } = block;
    const blockId = block.block_id ?? '';
    const value = given[blockId] ?? initialOf(element);
    if (value === undefined && block.optional !== true) throw new Error(`${blockId} must be filled in`);
    if (element.type === 'plain_text_input') {
      const tooLong = Array.from(value ?? '').length > (element.max_length ?? 3_000);
      if (tooLong) throw new Error(`${blockId} is too long`);
      values[blockId] = { [element.action_id ?? '']: { type: element.type, value: value ?? null } };
      continue;
    }
    if (element.type === 'datepicker') {
      values[blockId] = { [element.action_id ?? '']: { type: element.type, selected_date: value ?? null } };
      continue;
    }
    if (element.type === 'timepicker') {
      values[blockId] = { [element.action_id ?? '']: { type: element.type, selected_time: value ?? null } };
      continue;
    }
    if (element.type === 'checkboxes') {
      const ticked = element.options.filter((candidate) => value?.split(',').includes(candidate.value));
      if (ticked.length === 0 && block.optional !== true) throw new Error(`${blockId} must be filled in`);
      values[blockId] = { [element.action_id ?? '']: { type: element.type, selected_options: ticked } };
      continue;
    }
    const option = element.options.find((candidate) => candidate.value === value);
    if (value !== undefined && !option) throw new Error(`${blockId} has no option ${value}`);
    values[blockId] = { [element.action_id ?? '']: { type: element.type, selected_option: option ?? null } };
  }
  return values;
}

/** What stands in a field as long as nobody changes it. */
function initialOf(element: Extract<OpenView['modal']['blocks'][number], { type: 'input' }>['element']) {
  switch (element.type) {
    case 'plain_text_input':
      return element.initial_value;
    case 'datepicker':
      return element.initial_date;
    case 'timepicker':
      return element.initial_time;
    case 'checkboxes':
      return element.initial_options?.map(({ value }) => value).join(',');
    case 'static_select':
      return element.initial_option?.value;
  }
}
