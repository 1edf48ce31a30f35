import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { createSlackChannel } from '../../../src/bots/slack/bot.ts';
import type { SlackSettings } from '../../../src/bots/slack/slack-settings.ts';
import { staffFromConfig } from '../../../src/core/application/staff-from-config.ts';
import type { CardContent } from '../../../src/core/approval/staff-channel.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { slackWords } from '../../../src/core/text/slack-words.ts';
import { createStaffDialogues } from '../../../src/desk/staff-dialogues.ts';
import { createStaffHome } from '../../../src/desk/staff-home.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { textsIn } from '../../support/slack/block-kit.ts';
import { BOT_USER, type Message, type OpenView } from '../../support/slack/world.ts';
import { startSlackServer } from '../../support/slack-server.ts';
import type { CoreUnderTest } from '../../support/use-core.ts';

export const ROOM = 'C0PRIVACY';
export const ANNA = 'U0ANNA';
export const BRAM = 'U0BRAM';
export const CARLA = 'U0CARLA';
export const DESK_URL = 'https://balie.example.nl';

/** A card in words, for what the adapter does with any words. */
export const CARD: CardContent = {
  requestId: 'req-1',
  version: 1,
  title: 'Verzoek PB-2345-ABCD: inzage',
  resolved: false,
  fields: [
    { label: 'Bewijs', value: 'e-mailadres bewezen' },
    { label: 'Uiterlijk', value: '23 december 2026' },
  ],
  paragraphs: ['Gevonden: 3 bestellingen.'],
  actions: [
    { id: 'approve', label: 'Bekijk en keur goed', style: 'primary' },
    { id: 'refuse', label: 'Weiger', style: 'danger' },
  ],
  further: [{ id: 'assign', label: 'Geef door', style: 'plain' }],
  link: { label: 'Open de balie', url: 'https://balie.example.nl/balie/req-1' },
};

export const OUTCOME: CardContent = {
  ...CARD,
  version: 2,
  title: 'PB-2345-ABCD: beantwoord',
  resolved: true,
  fields: [],
  paragraphs: ['Anna de Vries, 23 november 2026 10:15'],
  actions: [],
  further: [],
};

export const WORDS = slackWords('nl');
export const REFUSALS = WORDS.refusals;

/**
 * One workspace, one bot behind our own Hono server as main mounts it, over the real core. All of it is closed when
 * the test ends. `connect` starts the bot anew, as a restart does.
 */
export async function startBench(open: CoreUnderTest, more: Partial<SlackSettings> = {}) {
  const time = { at: new Date('2026-11-23T09:00:00Z') };
  const clock = { now: () => time.at };
  const slack = await startSlackServer({ clock });
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addPerson(ANNA, 'Anna de Vries');
  slack.addPerson(BRAM, 'Bram Bakker');
  slack.addPerson(CARLA, 'Carla Smit');
  slack.addRoom(ROOM, [BOT_USER, ANNA, BRAM, CARLA]);
  const log = capturedLog('warn');
  await staffFromConfig(open.settings, { emails: [], slackUserIds: [ANNA, BRAM] });

  const make = () =>
    createSlackChannel(
      {
        botToken: new Redacted(slack.botToken),
        signingSecret: new Redacted(slack.signingSecret),
        apiUrl: slack.apiUrl,
        channel: ROOM,
        approvers: [ANNA, BRAM],
        words: WORDS,
        log,
        ...more,
      },
      clock,
    );
  let bot = make();

  const hono = new Hono<{ Bindings: HttpBindings }>();
  hono.post('/slack/events', ({ env }) => {
    bot.requestListener(env.incoming, env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  const server = createServer(getRequestListener(hono.fetch)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}/slack/events`;
  slack.deliverTo(url);

  onTestFinished(async () => {
    await bot.stop();
    server.closeAllConnections();
    server.close();
    await slack.stop();
  });

  return {
    slack,
    time,
    /** What the bot logged, a line each. */
    logged: log.lines,
    url,
    bot: () => bot,
    async connect() {
      await bot.stop();
      bot = make();
      const home = createStaffHome(open.core, { language: 'nl', deskUrl: `${DESK_URL}/balie`, clock });
      const parts = { core: open.core, language: 'nl', clock, publicUrl: DESK_URL } as const;
      const named = (slackUserIds: readonly string[]) =>
        staffFromConfig(open.settings, { emails: [], slackUserIds }).then(() => undefined);
      await bot.start(createStaffDialogues(parts), { home, named });
      return bot;
    },
    /** Shows a card and gives the message as it stands in the channel. */
    async post(card: CardContent = CARD): Promise<Message> {
      const place = await bot.tell('Er is een verzoek.', card.link.url);
      const outcome = place.status === 'sent' ? await bot.updateCard(place.externalId, card) : place;
      if (outcome.status !== 'sent') throw new Error(`not sent: ${outcome.reason}`);
      return slack.message(ROOM, outcome.externalId.split(':')[1] ?? '');
    },
    /** The dialog that this person has on top. */
    dialog: (user: string) => slack.waitFor(() => slack.openViews(user).at(-1), `a dialog of ${user}`),
    whisper: (user: string) => slack.waitFor(() => slack.ephemeralsFor(user).at(-1), `a notice for ${user}`),
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;

/** All words of a dialog, as one text. */
export function wordsOf(view: OpenView): string {
  return [view.modal.title.text, ...textsIn(view.modal.blocks)].join('\n');
}
