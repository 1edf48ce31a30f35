import type { types, webApi } from '@slack/bolt';
import type { Actor, StaffDialogues, StaffReply } from '../../core/approval/staff-channel.ts';
import { admitPerson } from './admit-person.ts';
import { typedAgain } from './form-blocks.ts';
import { noticeView, replyView } from './modal-view.ts';
import { createOnce } from './once.ts';
import { readFailure } from './read-failure.ts';
import { type Click, readClick, readCommand, readSubmission, type Submission } from './read-interaction.ts';
import { PATIENCE, type SlackSettings } from './slack-settings.ts';
import { fallback } from './translate.ts';

/** What goes back in the answer to a dialog that was sent in. */
export type DialogAnswer =
  | { response_action: 'update' | 'push'; view: types.ModalView }
  | { response_action: 'errors'; errors: Record<string, string> };

const LATE = Symbol('late');
type Tell = (text: string) => Promise<void>;
type Place = (view: types.ModalView) => Promise<webApi.ViewsOpenResponse>;

/** What clicks, dialogs and commands lead to. Every path ends in words for the one who acted, never in silence. */
export function createInteractions(
  slack: webApi.WebClient,
  settings: SlackSettings,
  dialogues: StaffDialogues,
) {
  const { words, log } = settings;
  const patience = settings.patienceMs ?? PATIENCE;
  const once = createOnce();

  async function admitted(userId: string, act: (by: Actor) => Promise<StaffReply>): Promise<StaffReply> {
    try {
      const person = await admitPerson(slack, settings, userId);
      return person.ok ? await act(person.value) : notice(words.refusals[person.refusal.code]);
    } catch (error) {
      // Nothing is known of this error, so only its kind is written: a message could hold a body.
      log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'slack: an action failed');
      return notice(words.failed);
    }
  }

  async function whisper(userId: string, channel: string, text: string): Promise<void> {
    await attempt('notice', slack.chat.postEphemeral({ channel, user: userId, text: fallback(text) }));
  }

  async function attempt<Done>(what: string, call: Promise<Done>): Promise<Done | null> {
    try {
      return await call;
    } catch (error) {
      log.warn({ what, reason: readFailure(error).code }, 'slack: a call failed');
      return null;
    }
  }

  /** A click: what it does at once is stored before Slack hears that it arrived, unless that takes too long. */
  async function clicked(body: unknown, ack: () => Promise<void>): Promise<void> {
    const click = readClick(body);
    if (click === null) return ack();
    const { action, userId, triggerId: trigger_id, viewId } = click;
    const work = admitted(userId, (by) => perform(click, by));
    if (action === 'stop' || action === 'take') await within(work, patience);
    await ack();
    const tell = (text: string) => whisper(userId, click.channelId ?? settings.channel, text);
    if (viewId === null) {
      // What takes effect at once opens no dialog: a waiting one would be in the way.
      const early = action === 'stop' || action === 'take' ? await work : await within(work, patience);
      if (early !== LATE && early.type === 'notice') return tell(early.text);
      return settle(early, work, (view) => slack.views.open({ trigger_id, view }), tell);
    }
    if (action === 'show') return replace(viewId, await work, tell);
    // Slack holds three dialogs on top of each other: a card, its form, and what is said of it.
    return settle(await within(work, patience), work, (view) => slack.views.push({ trigger_id, view }), tell);
  }

  function perform({ action, about }: Click, by: Actor): Promise<StaffReply> {
    return action === 'stop' || action === 'take' || action === 'show'
      ? dialogues.act(action, about, by)
      : dialogues.open(action, about, by);
  }

  /** A command is answered to the one who typed it: words in the answer itself, everything else in a dialog. */
  async function commanded(body: unknown, answer: (text?: string) => Promise<void>): Promise<void> {
    const typed = readCommand(body);
    if (typed === null) return answer();
    const { userId, triggerId: trigger_id } = typed;
    const work = admitted(userId, (by) => dialogues.command(typed.text, by));
    const early = await within(work, patience);
    if (early !== LATE && early.type === 'notice') return answer(fallback(early.text));
    await answer();
    const tell = (text: string) => whisper(userId, settings.channel, text);
    return settle(early, work, (view) => slack.views.open({ trigger_id, view }), tell);
  }

  /** A dialog must be placed within 3 s of the click: if need be a waiting one, which becomes the reply. */
  async function settle(
    early: StaffReply | typeof LATE,
    work: Promise<StaffReply>,
    place: Place,
    tell: Tell,
  ): Promise<void> {
    const view = early === LATE ? noticeView(words.working, words) : viewOf(early);
    const placed = (await attempt('open', place(view)))?.view?.id ?? null;
    if (early !== LATE && placed !== null) return wasShown(early);
    const reply = await work;
    if (placed === null) return tell(told(reply));
    return replace(placed, reply, tell);
  }

  /** A dialog that was sent in: answered within Slack's 3 s, with "one moment" if the work takes longer. */
  async function submitted(body: unknown, answer: (dialog?: DialogAnswer) => Promise<void>): Promise<void> {
    const sent = readSubmission(body);
    if (sent === null) return answer();
    const { name, about, typed, userId, viewId } = sent;
    const work = once(viewId, () =>
      admitted(userId, (by) => dialogues.submit(name, about, typed, by, viewId)),
    );
    const early = await within(work, patience);
    if (early === LATE) {
      await answer({ response_action: 'update', view: noticeView(words.working, words) });
      const reply = await again(sent, await work);
      return replace(viewId, reply, (text) => whisper(userId, settings.channel, text));
    }
    if (early.type === 'errors') return answer({ response_action: 'errors', errors: { ...early.fields } });
    // A notice lies on top of what was typed, so that it is still there below it.
    await answer({ response_action: isLeft(name, early) ? 'push' : 'update', view: viewOf(early) });
    return wasShown(early);
  }

  async function wasShown(reply: StaffReply): Promise<void> {
    if (reply.type === 'modal') await reply.seen?.();
  }

  /** What was typed stands in the form again, below what is wrong: "one moment" has taken its place meanwhile. */
  async function again({ name, about, typed, userId }: Submission, reply: StaffReply): Promise<StaffReply> {
    if (reply.type !== 'errors' && !isLeft(name, reply)) return reply;
    const form = await admitted(userId, (by) => dialogues.open(name, about, by));
    if (form.type !== 'modal') return reply;
    return { ...form, modal: typedAgain(form.modal, typed, [told(reply)]) };
  }

  async function replace(viewId: string, reply: StaffReply, tell: Tell): Promise<void> {
    const call = slack.views.update({ view_id: viewId, view: viewOf(reply) });
    return (await attempt('update', call)) === null ? tell(told(reply)) : wasShown(reply);
  }

  function viewOf(reply: StaffReply): types.ModalView {
    return replyView(reply.type === 'errors' ? notice(told(reply)) : reply, words);
  }

  function told(reply: StaffReply): string {
    if (reply.type === 'errors') return Object.values(reply.fields).join('\n\n');
    return reply.type === 'notice' ? reply.text : words.failed;
  }

  return { clicked, submitted, commanded };
}

/** Nothing was done with what was typed; an approval has nothing typed that would be lost. */
function isLeft(name: Submission['name'], reply: StaffReply): boolean {
  return reply.type === 'notice' && reply.done !== true && name !== 'approve';
}

function notice(text: string): Extract<StaffReply, { readonly type: 'notice' }> {
  return { type: 'notice', text };
}

async function within<Value>(work: Promise<Value>, milliseconds: number): Promise<Value | typeof LATE> {
  const { promise, resolve } = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => resolve(LATE), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
