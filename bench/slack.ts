import { setTimeout as wait } from 'node:timers/promises';
import { BOT_USER } from '../test/support/slack/world.ts';
import { type SlackServer, startSlackServer } from '../test/support/slack-server.ts';
import { type Act, figureOfRounds, rateOf, repeatRounds } from './compare-rounds.ts';
import { openDurableDatabase } from './durable-database.ts';
import { tableOf } from './figures.ts';
import { startProgram } from './start-program.ts';

const AT_ONCE = 8;
const ROUND_MS = 800;
const MOST_TRIES = 100;
const PAUSE_MS = 200;
const ROOM = 'C0BENCH';
const STAFF = 'U0STAFF';

/**
 * Commands of staff in Slack, from the delivery to the answer that Slack shows. At each one the desk asks Slack who it is,
 * who is in the channel and whether that is still private (R26), and its own database whether this person works here.
 */
export async function measureSlack(closing: AsyncDisposableStack): Promise<string> {
  const { config, connectionString } = await openDurableDatabase(closing);
  // Slack itself lets the channel be asked about fifty times a minute: that would be all that is measured.
  const slack = await startSlackServer({ unlimited: true });
  closing.defer(() => slack.stop());
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addPerson(STAFF, 'Noor Visser');
  slack.addRoom(ROOM, [BOT_USER, STAFF]);
  // the key of that database stands there
  const folder = config.dataDir;
  const database = { DATABASE_URL: connectionString };
  const echo = await startProgram(
    closing,
    'bench/echo-slack.ts',
    folder,
    { ...database, BOT_TOKEN: slack.botToken, API_URL: slack.apiUrl, SIGNING_SECRET: slack.signingSecret },
    '/',
  );
  slack.deliverTo(`${echo.url}/slack/events`);
  const bare = await repeatRounds(commands(slack, 'hulp'), AT_ONCE, ROUND_MS);

  const variables = {
    ...database,
    DATA_DIR: folder,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_CHANNEL: ROOM,
    SLACK_APPROVERS: STAFF,
    SLACK_API_URL: slack.apiUrl,
  };
  const desk = await startProgram(closing, 'src/main.ts', folder, variables, '/readyz');
  slack.deliverTo(`${desk.url}/slack/events`);
  await slack.waitFor(
    () => (slack.calls.some(({ method }) => method === 'conversations.members') ? true : null),
    'the start of Slack',
  );
  // it answers 503 until all of its start is done
  for (let tried = 0; (await slack.command(STAFF, 'hulp')).status !== 200; tried += 1) {
    if (tried === MOST_TRIES) throw new Error('the desk does not take commands');
    await wait(PAUSE_MS);
  }
  const help = await repeatRounds(commands(slack, 'hulp'), AT_ONCE, ROUND_MS);
  const one = await repeatRounds(commands(slack, 'PB-2345-6789'), AT_ONCE, ROUND_MS);
  return tableOf(`Slack, ${AT_ONCE} at once, command to answer`, [
    figureOfRounds('Bolt echo with one row', bare, 1),
    figureOfRounds('desk, help', help, rateOf(help) / rateOf(bare)),
    figureOfRounds('desk, a request looked up', one, rateOf(one) / rateOf(bare)),
  ]);
}

function commands(slack: SlackServer, text: string): Act {
  return async () => {
    const { status, body } = await slack.command(STAFF, text);
    if (status !== 200 || body === '') throw new Error(`a command was answered ${status}`);
  };
}
