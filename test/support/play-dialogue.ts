import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { dailyRun } from '../../src/core/application/daily-run.ts';
import type { InboundMessage } from '../../src/core/conversation/channel.ts';
import type { OutboundMessage } from '../../src/core/conversation/messages.ts';
import { assertNever } from '../../src/core/kernel/assert-never.ts';
import { amsterdamHour } from '../../src/core/kernel/calendar-day.ts';
import { type ChannelName, RIGHTS, type Right } from '../../src/core/kernel/rights.ts';
import { renderMessage } from '../../src/core/text/render-message.ts';
import { staffActor } from './desk-staff.ts';
import { approveAndWait, dropOrders, searchByHand } from './desk-work.ts';
import type { DialogueScript, ScriptStep } from './dialogue-script.ts';
import { codeIn } from './running-desk.ts';
import type { CoreUnderTest } from './use-core.ts';
import { workOff } from './work-off.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHANNELS: readonly ChannelName[] = ['web', 'telegram', 'discord', 'email'];
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', weekday: 'long' });
const FILES = ['voice', 'image', 'video', 'document', 'contact', 'location', 'other'] as const;

/** Plays one dialogue against the whole core; what is not as the script says fails with the line of the script. */
export async function playDialogue(open: CoreUnderTest, { steps }: DialogueScript): Promise<void> {
  const { core, clock, settings } = open;
  let channel: ChannelName = 'web';
  let key: string = randomUUID();
  let heard = 0;
  let lastId = '';
  let answers: readonly OutboundMessage[] = [];

  async function listen(): Promise<void> {
    const entries = await core.transcripts.read(channel, key, 0);
    const all = entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message] : []));
    answers = all.slice(heard);
    heard = all.length;
  }

  type Content = InboundMessage extends infer Message
    ? Message extends InboundMessage
      ? Omit<Message, 'channel' | 'conversationKey' | 'externalId' | 'receivedAt'>
      : never
    : never;

  async function receive(content: Content): Promise<void> {
    const externalId = randomUUID();
    const message = { channel, conversationKey: key, externalId, receivedAt: clock.now() };
    await core.receive({ ...message, ...content });
    if (content.kind === 'text') lastId = externalId;
    await workOff(open);
    await listen();
  }

  async function rendered() {
    const profile = await core.desk.profile();
    const language = (await core.transcripts.language(channel, key)) ?? 'nl';
    return answers.map((message) => renderMessage(message, language, profile, 'https://privacy.example.nl'));
  }

  async function words(): Promise<string> {
    return (await rendered()).flatMap(({ paragraphs }) => paragraphs).join('\n');
  }

  async function mailsTo(address: string) {
    return (await core.desk.caughtMail(200)).filter(({ to }) => to === address);
  }

  async function conversation() {
    return settings.store.transaction((tx) => tx.conversations.byKey(channel, key));
  }

  async function tap(name: string): Promise<void> {
    const offered = (await offeredIds()).find((id) => id === name || id.startsWith(`${name}.`));
    expect(offered, `${name} is not on offer`).toBeDefined();
    await receive({ kind: 'choice', choice: offered ?? name });
  }

  async function offeredIds(): Promise<readonly string[]> {
    return (await rendered()).flatMap(({ choices }) => choices).map(({ id }) => id);
  }

  async function byStaff(does: 'takeOver' | 'handBack' | { readonly writes: string }): Promise<void> {
    const row = await conversation();
    if (row === undefined) throw new Error('there is no conversation yet');
    const by = await staffActor(core, 'chantal@example.nl');
    const done =
      typeof does === 'string'
        ? await core.desk[does](row.id, by)
        : await core.desk.answerConversation(row.id, does.writes, by);
    if (!done.ok) throw new Error(done.refusal.code);
    await workOff(open);
    await listen();
  }

  async function answered(): Promise<void> {
    const row = await conversation();
    const [last] =
      row === undefined ? [] : await settings.store.transaction((tx) => tx.requests.ofConversation(row.id));
    if (last === undefined) throw new Error('there is no request yet');
    const by = await staffActor(core, 'chantal@example.nl');
    await dropOrders(open, by, []);
    await searchByHand(open, last.number, by);
    await approveAndWait(open, by, last.id);
    await workOff(open);
    await listen();
  }

  async function requests(): Promise<string> {
    const row = await conversation();
    if (row === undefined) return '-';
    const rows = await settings.store.transaction((tx) => tx.requests.ofConversation(row.id));
    // Those of one message in the order of the rights: they have the same receipt.
    const place = ({ right }: { readonly right: Right }): number => RIGHTS.indexOf(right);
    const oldest = rows.toSorted((a, b) => +a.receivedAt - +b.receivedAt || place(a) - place(b));
    const told = oldest.map(({ state }) =>
      [state.right, state.status, ...(state.level > 0 ? ['proven'] : [])].join(' '),
    );
    return told.length === 0 ? '-' : told.join(', ');
  }

  async function play({ verb, rest }: ScriptStep): Promise<void> {
    switch (verb) {
      case 'on': {
        channel = CHANNELS.find((name) => name === rest) ?? missing(rest);
        key = randomUUID();
        heard = 0;
        return;
      }
      case '>':
        return receive({ kind: 'text', text: rest });
      case 'paste': {
        const [, count = '', text = ''] = /^(\d+) (.*)$/.exec(rest) ?? missing(rest);
        const times = Math.ceil(Number(count) / text.length);
        return receive({ kind: 'text', text: text.repeat(times).slice(0, Number(count)) });
      }
      case 'tap':
        return tap(rest);
      case 'edit':
        return receive({ kind: 'edit', ofExternalId: lastId, text: rest });
      case 'send': {
        const [name = '', ...caption] = rest.split(' ');
        const file = FILES.find((kind) => kind === name) ?? missing(rest);
        const beside = caption.length === 0 ? {} : { caption: caption.join(' ') };
        return receive({ kind: 'file', file, ...beside });
      }
      case 'code':
        return receive({
          kind: 'text',
          text: codeIn((await mailsTo(rest)).find(({ text }) => /\b\d{6}\b/.test(text))),
        });
      case '<':
        return expect(answers.map(({ kind }) => kind).join(' ') || '-').toBe(rest);
      case '"':
        return expect(await words()).toContain(rest);
      case '!"':
        return expect(await words()).not.toContain(rest);
      case 'offers': {
        const offered = (await offeredIds()).map((id) => id.split('.')[0]);
        return expect(offered).toEqual(expect.arrayContaining(rest.split(' ')));
      }
      case 'staff':
        return byStaff({ writes: rest });
      case 'takeover':
        return byStaff('takeOver');
      case 'handback':
        return byStaff('handBack');
      case 'later': {
        const [count = '', unit = ''] = rest.split(' ');
        clock.advance(Number(count) * (unit.startsWith('day') ? DAY_MS : HOUR_MS));
        return;
      }
      case 'answered':
        return answered();
      case 'until':
        if (rest === 'midnight') while (amsterdamHour(clock.now()) !== 23) clock.advance(HOUR_MS / 4);
        else while (WEEKDAY.format(clock.now()).toLowerCase() !== rest) clock.advance(HOUR_MS);
        return;
      case 'daily':
        await dailyRun(settings);
        await workOff(open);
        return listen();
      case 'kept': {
        const entries = await core.transcripts.read(channel, key, 0);
        const last = entries.findLast((entry) => entry.from === 'customer');
        return expect(last?.from === 'customer' ? last.text : '-').toBe(rest);
      }
      case 'task': {
        const id = (await conversation())?.id;
        const open = (await core.desk.tasks('open')).filter((task) => task.conversationId === id);
        return expect(open.map(({ kind }) => String(kind)).join(' ') || '-').toBe(rest);
      }
      case 'mail':
        return expect((await mailsTo(rest)).length, `mails to ${rest}`).toBeGreaterThan(0);
      case '=':
        return expect(await requests()).toBe(rest);
      default:
        return assertNever(verb);
    }
  }

  for (const step of steps) {
    try {
      await play(step);
    } catch (failure) {
      const reason = failure instanceof Error ? failure.message : String(failure);
      const said = answers.map(({ kind }) => kind).join(' ');
      throw new Error(
        `line ${step.line}: ${step.verb} ${step.rest}\n${reason}\nthe desk said: ${said || '-'}\n${await words()}`,
      );
    }
  }
}

function missing(word: string): never {
  throw new Error(`not known: ${word}`);
}
