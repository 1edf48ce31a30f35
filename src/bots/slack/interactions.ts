import type { types, webApi } from '@slack/bolt';
import type { Actor, StaffDialogues, StaffReply } from '../../core/approval/staff-channel.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { admitPerson } from './admit-person.ts';
import { readFailure } from './read-failure.ts';
import { type Click, readClick, readSubmission, type Submission } from './read-interaction.ts';
import { PATIENCE, type SlackSettings } from './slack-settings.ts';
import { fallback, noticeView, replyView } from './translate.ts';

/** What goes back in the answer to a dialog that was sent in. */
export type DialogAnswer = { response_action: 'update' | 'push'; view: types.ModalView };

const LATE = Symbol('late');

/** What clicks and dialogs lead to. Every path ends in words on the screen of the one who acted, never in silence. */
export function createInteractions(
  slack: webApi.WebClient,
  settings: SlackSettings,
  dialogues: StaffDialogues,
) {
  const { words, log } = settings;
  const patience = settings.patienceMs ?? PATIENCE;

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

  function view(requestId: string, reply: StaffReply): types.ModalView {
    return reply.type === 'modal' ? replyView(requestId, reply) : noticeView(reply.text, words);
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

  async function open(click: Click, dialog: types.ModalView): Promise<string | null> {
    const opened = await attempt('open', slack.views.open({ trigger_id: click.triggerId, view: dialog }));
    return opened?.view?.id ?? null;
  }

  /** A click, already acknowledged. A dialog must be opened within 3 s of it: if need be a waiting one, first. */
  async function clicked(body: unknown): Promise<void> {
    const click = readClick(body);
    if (click === null) return;
    const { action, requestId, version, userId } = click;
    const work = admitted(userId, (by) => {
      if (action === 'approve') return dialogues.openPreview(requestId, version, by);
      if (action === 'refuse') return dialogues.openRefusal(requestId, version, by);
      if (action === 'doubt') return dialogues.openDoubt(requestId, version);
      if (action === 'extend') return dialogues.openExtension(requestId, version);
      if (action === 'note') return Promise.resolve(dialogues.openNote(version));
      if (action === 'take') return dialogues.take(requestId, by);
      return action === 'stop' ? dialogues.stop(requestId, version, by) : assertNever(action);
    });
    const early = action === 'stop' || action === 'take' ? await work : await within(work, patience);
    if (early === LATE) {
      const waiting = await open(click, noticeView(words.working, words));
      const reply = await work;
      if (waiting !== null && (await replace(waiting, requestId, reply))) return;
      await whisper(userId, click.channelId, told(reply));
    } else if (early.type === 'notice' || (await open(click, view(requestId, early))) === null) {
      await whisper(userId, click.channelId, told(early));
    }
  }

  /** A dialog that was sent in: answered within Slack's 3 s, with "one moment" if the work takes longer. */
  async function submitted(body: unknown, answer: (dialog?: DialogAnswer) => Promise<void>): Promise<void> {
    const sent = readSubmission(body);
    if (sent === null) return answer();
    const work = admitted(sent.userId, (by) => submit(sent, by));
    const early = await within(work, patience);
    if (early !== LATE) {
      // A notice lies on top of a refusal, so that what was typed is still there below it.
      const keep = early.type === 'notice' && early.done !== true && sent.step !== 'approve';
      return answer({ response_action: keep ? 'push' : 'update', view: view(sent.requestId, early) });
    }
    await answer({ response_action: 'update', view: noticeView(words.working, words) });
    const reply = await work;
    if (!(await replace(sent.viewId, sent.requestId, reply))) {
      await whisper(sent.userId, settings.channel, told(reply));
    }
  }

  function submit(sent: Submission, by: Actor): Promise<StaffReply> {
    const { requestId, version } = sent;
    switch (sent.step) {
      case 'note':
        return dialogues.submitNote(requestId, sent.text, by);
      case 'doubt':
        return dialogues.submitDoubt(requestId, version, sent.typed, by);
      case 'extend':
        return dialogues.submitExtension(requestId, version, sent.typed, by);
      case 'approve':
        return dialogues.submitApproval(requestId, version, sent.letterHash, by);
      case 'refuse':
        return dialogues.submitRefusal(requestId, version, sent.answer, by);
      default:
        return assertNever(sent);
    }
  }

  async function replace(viewId: string, requestId: string, reply: StaffReply): Promise<boolean> {
    const dialog = view(requestId, reply);
    return (await attempt('update', slack.views.update({ view_id: viewId, view: dialog }))) !== null;
  }

  function told(reply: StaffReply): string {
    return reply.type === 'notice' ? reply.text : words.failed;
  }

  return { clicked, submitted };
}

function notice(text: string): StaffReply {
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
