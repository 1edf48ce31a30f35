import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { addressWithTag, ownAddressOf } from '../src/bots/email/thread-tokens.ts';
import { readKey } from '../src/bots/email/translate.ts';
import { trainUnderstanding } from '../src/core/understanding/train-understanding.ts';
import { openCore } from '../src/open-core.ts';
import { loadPhrases } from '../src/platform/load-phrases.ts';
import { startDiscordServer } from '../test/support/discord-server.ts';
import { startTelegramServer } from '../test/support/telegram-server.ts';
import { openDurableDatabase, startIdleQueue } from './durable-database.ts';
import { cardsOwed, startSoakSlack } from './soak-cards.ts';
import { countSoak, type Shown, waitingIn } from './soak-count.ts';
import {
  type Delivery,
  discordCustomers,
  mailCustomers,
  telegramCustomers,
  WEBHOOK_SECRET,
  webCustomers,
} from './soak-customers.ts';
import { squeezed, startMailSink } from './soak-peers.ts';
import { freePort, startProgram } from './start-program.ts';

const MESSAGES = 10_000;
const CUSTOMERS = 200;
const AT_ONCE = 24;
const TROUBLE_EVERY = 20;
const QUIET_MS = 600_000;
const FROM = 'Privacybalie <privacy@example.nl>';
const THANKS = 'bedankt voor het antwoord.';
const WORDS = [
  'wat bewaren jullie van mij?',
  'hoe lang bewaren jullie mijn bestellingen?',
  'met wie delen jullie mijn gegevens?',
  THANKS,
  'hoe staat het met mijn verzoek?',
];
/** One customer in twelve reports a breach in the third round; a channel of Slack takes one message a second. */
const BREACH = 'er is een datalek, ik zie gegevens van een andere klant in mijn account.';
const BREACH_EVERY = 12;
const BREACH_ROUND = 2;
const NO_LIMITS = { burst: 1e6, groupPerMinute: 1e6, overallPerSecond: 1e6 };

/**
 * So many messages (SOAK_MESSAGES; ten thousand) over every channel of customers, in any order, some twice, some cut
 * off; the peers ask to wait, answer with errors and hang up, before and after they took a reply, and the desk is killed
 * after a third and stopped after two. Rejects when one message or one reply was lost or stands there twice, or a
 * question has no reply, or a request that staff see in Slack has no card there, or two, or a note that was typed there. What Telegram and mail show twice because they know no key is counted apart, and bounded.
 */
export async function measureSoak(closing: AsyncDisposableStack): Promise<string> {
  const total = Number(process.env.SOAK_MESSAGES ?? MESSAGES);
  const customers = Math.min(CUSTOMERS, Math.ceil(total / 20));
  const { config, connectionString, secretKey } = await openDurableDatabase(closing);
  const telegram = await startTelegramServer({ limits: NO_LIMITS });
  closing.defer(() => telegram.close());
  const discord = await startDiscordServer();
  closing.defer(() => discord.close());
  const sink = await startMailSink(await freePort(), TROUBLE_EVERY);
  closing.defer(() => sink.close());
  const slack = await startSoakSlack(closing);
  const [port, mailPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const variables = {
    DATABASE_URL: connectionString,
    DATA_DIR: config.dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    TRUSTED_PROXIES: '127.0.0.1',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
    SMTP_URL: sink.url,
    MAIL_FROM: FROM,
    MAIL_LISTEN: `127.0.0.1:${mailPort}`,
    MAIL_DNS: '127.0.0.1:1',
    ...slack.variables,
  };
  let answersLost = 0;
  let running = new AsyncDisposableStack();
  closing.defer(() => running.disposeAsync());
  const start = () => startProgram(running, 'src/main.ts', config.dataDir, variables, '/readyz');
  let program = await start();
  await discord.connected();
  const staff = slack.startStaff(url);

  const mail = mailCustomers(mailPort, sink.taken);
  const channels = [
    webCustomers(url),
    telegramCustomers(telegram, url),
    discordCustomers(discord, customers),
    mail,
  ];
  closing.defer(() => {
    for (const channel of channels) channel.close?.();
  });
  const said: string[] = [];
  const acts = Array.from({ length: total }, (_, index) => {
    const turn = Math.floor(index / 4);
    const breach = Math.floor(turn / customers) === BREACH_ROUND && (turn % customers) % BREACH_EVERY === 0;
    const words = `Dit is nummer ${index}: ${breach ? BREACH : WORDS[turn % WORDS.length]}`;
    said.push(words);
    return {
      channel: channels[index % 4],
      customer: Math.floor(index / 4) % customers,
      words,
      how: howOf(index),
    };
  });
  // Who never wrote before and writes to Discord while the desk is away is not known to it: those begin at once.
  const begun = performance.now();
  await inAnyOrder(acts.slice(0, 4 * customers), async (act) => {
    await act.channel?.says(act.customer, act.words, act.how);
  });
  const rest = acts.slice(4 * customers);
  let restarting: Promise<unknown> = Promise.resolve();
  const restart = (end: () => Promise<void>) => {
    restarting = restarting.then(async () => {
      await end();
      await running.disposeAsync();
      running = new AsyncDisposableStack();
      program = await start();
    });
    restarting.catch(() => undefined);
  };
  await inAnyOrder(rest, async (act, count) => {
    if (count === Math.floor(rest.length / 3)) restart(() => program.kill());
    if (count === Math.floor((rest.length * 2) / 3)) restart(async () => undefined);
    if (count % TROUBLE_EVERY === 0) trouble(count / TROUBLE_EVERY);
    if (count % (4 * TROUBLE_EVERY) === 0) slack.trouble(count / (4 * TROUBLE_EVERY));
    await act.channel?.says(act.customer, act.words, act.how);
  });
  await restarting;
  const taken = performance.now();
  await quiet(connectionString, total);
  const done = performance.now();
  await staff.finish();
  const notes = await staff.count(connectionString);
  const cards = await slack.count(connectionString);
  await running.disposeAsync();

  /** Each kind in turn; what is cut off after it was carried out, and nothing of the others. */
  function trouble(turn: number): void {
    const kinds = [
      () => {
        answersLost += 1;
        telegram.cutNext('sendMessage', 'after');
      },
      () => discord.troubles('message', 'cut after'),
      () => telegram.failNext('sendMessage', { status: 429, retryAfter: 1 }),
      () => discord.troubles('message', { status: 429, retryAfter: 1 }),
      () => telegram.cutNext('sendMessage', 'before'),
      () => discord.troubles('message', 'cut before'),
      () => telegram.failNext('sendMessage', { status: 502, html: true }),
      () => discord.gateway.cut(),
    ];
    kinds[turn % kinds.length]?.();
  }

  const own = ownAddressOf(FROM);
  const shown: Shown = (channel, key) => {
    if (channel === 'telegram') return telegram.sentMessages(Number(key)).map(({ text }) => squeezed(text));
    if (channel === 'discord') {
      const user = discord.world.users.find((one) => one.channel === key);
      return user === undefined ? [] : discord.arrived(user).map(({ text }) => squeezed(text));
    }
    if (channel !== 'email') return undefined;
    const token = readKey(key)?.token ?? '';
    return sink.taken
      .filter(({ replyTo }) => replyTo === addressWithTag(own, token))
      .map(({ words }) => words);
  };
  const understand = await loadPhrases(join(import.meta.dirname, '../locales')).then(trainUnderstanding);
  const queue = await startIdleQueue(closing, connectionString);
  const core = await openCore(config, {
    connectionString,
    secretKey,
    queue,
    pushes: () => true,
    understand,
    connections: 4,
  });
  closing.defer(() => core.close());
  const asks = (words: string) => !words.includes(THANKS);
  const counted = await countSoak(core.settings, connectionString, said, asks, shown, url);
  const { incoming, replies, readTwice, notSent, conversations, unanswered, inThreads } = counted;
  const rate = (total / ((taken - begun) / 1000)).toFixed(0);
  const table = [
    `Soak: ${total} messages over web, Telegram, Discord and mail, staff in Slack, ${AT_ONCE} at once, one kill, one stop`,
    `taken in ${((taken - begun) / 1000).toFixed(0)} s (${rate} a second), all replies out after ${((done - begun) / 1000).toFixed(0)} s`,
    `incoming: lost ${incoming.lost}, doubled ${incoming.doubled}`,
    `replies:  ${replies.count} sent, lost ${replies.lost}, doubled ${replies.doubled}, not sent ${notSent}`,
    `without a reply: ${unanswered} of ${conversations} conversations; mails that answered one of the desk: ${mail.answers()}, in its conversation ${inThreads}`,
    `read twice: Telegram ${readTwice.telegram} (knows no key; answers lost there ${answersLost}, and the kill), mail ${readTwice.email} (the kill)`,
    `cards in Slack: ${cards.cards}, lost ${cards.lost}, doubled ${cards.doubled}; announcements left behind ${cards.leftBehind}, of ${cards.notices} notices twice ${cards.noticesTwice} (answers lost there ${slack.answersLost()}, and the kill)`,
    `notes typed in Slack: ${notes.notes}, sent in ${notes.repeated} times more, lost ${notes.lost}, doubled ${notes.doubled}`,
  ].join('\n');
  const wrong =
    [incoming, replies].some(({ lost, doubled }) => lost + doubled > 0) || notSent + unanswered > 0;
  const tooOften =
    readTwice.telegram > answersLost + AT_ONCE ||
    readTwice.email > AT_ONCE ||
    cards.leftBehind + cards.noticesTwice > slack.answersLost() + 1;
  const cardsWrong = cards.cards === 0 || cards.lost + cards.doubled > 0;
  const notesWrong = notes.notes === 0 || notes.lost + notes.doubled > 0;
  if (wrong || tooOften || cardsWrong || notesWrong || inThreads !== mail.answers())
    throw new Error(`${table}\nnot as it should be: see above`);
  return table;
}

/** One in ten twice, one in twenty cut off; the same in every run. */
function howOf(index: number): Delivery {
  const kind = Math.floor(index / 4) % 20;
  return kind === 7 || kind === 13 ? 'twice' : kind === 3 ? 'cut' : 'once';
}

/** So many at once, each as soon as one before it is done; far apart ones change places. */
async function inAnyOrder<Act>(
  acts: readonly Act[],
  perform: (act: Act, count: number) => Promise<void>,
): Promise<void> {
  const shuffled = acts.map((act, index) => ({ act, at: index + ((index * 7_919) % 97) }));
  const order = shuffled.sort((a, b) => a.at - b.at).map(({ act }) => act);
  let next = 0;
  const worker = async () => {
    for (let mine = next++; mine < order.length; mine = next++) {
      const act = order[mine];
      if (act !== undefined) await perform(act, mine);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Until every message is stored and nothing waits to be sent, or nothing moves any more. */
async function quiet(connectionString: string, total: number): Promise<void> {
  for (const end = performance.now() + QUIET_MS; performance.now() < end; await wait(500)) {
    const { queued, stored } = await waitingIn(connectionString);
    if (queued === 0 && stored >= total && (await cardsOwed(connectionString)) === 0) return;
  }
}
