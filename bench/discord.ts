import { type DiscordServer, startDiscordServer } from '../test/support/discord-server.ts';
import { type Act, figureOfRounds, rateOf, repeatRounds } from './compare-rounds.ts';
import { openDurableDatabase } from './durable-database.ts';
import { tableOf } from './figures.ts';
import { startProgram } from './start-program.ts';

const AT_ONCE = 8;
const ROUND_MS = 800;

/**
 * Direct messages in Discord, from the gateway's event to the first message of the reply at Discord's API: Discord
 * acknowledges nothing in between. Its library makes at most fifty calls a second, for the echo as for the desk.
 */
export async function measureDiscord(closing: AsyncDisposableStack): Promise<string> {
  const { config, connectionString } = await openDurableDatabase(closing);
  const discord = await startDiscordServer();
  closing.defer(() => discord.close());
  // the key of that database stands there
  const folder = config.dataDir;
  const database = { DATABASE_URL: connectionString };

  // One application has one connection: the echo is gone before the desk comes.
  const echoing = new AsyncDisposableStack();
  closing.defer(() => echoing.disposeAsync());
  const echo = { ...database, BOT_TOKEN: discord.token, API_URL: discord.apiUrl };
  await startProgram(echoing, 'bench/echo-discord.ts', folder, echo, '/');
  await discord.waitUntil('the echo is ready', () => discord.gateway.connected);
  const bare = await repeatRounds(replies(discord, 'hallo'), AT_ONCE, ROUND_MS);
  await echoing.disposeAsync();
  await discord.waitUntil('the echo is gone', () => !discord.gateway.connected);

  const variables = {
    ...database,
    DATA_DIR: folder,
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
  };
  await startProgram(closing, 'src/main.ts', folder, variables, '/readyz');
  await discord.connected();
  const wish = await repeatRounds(replies(discord, 'wat bewaren jullie van mij'), AT_ONCE, ROUND_MS);
  const question = await repeatRounds(
    replies(discord, 'hoe lang bewaren jullie een bestelling'),
    AT_ONCE,
    ROUND_MS,
  );
  return tableOf(`Discord, ${AT_ONCE} at once, message to first reply at Discord`, [
    figureOfRounds('discord.js echo with one row', bare, 1),
    figureOfRounds('desk, a wish', wish, rateOf(wish) / rateOf(bare)),
    figureOfRounds('desk, a question', question, rateOf(question) / rateOf(bare)),
  ]);
}

let lastId = 0;

/** Each time somebody new writes, and waits for what comes back. */
function replies(discord: DiscordServer, words: string): Act {
  return async () => {
    lastId += 1;
    const user = discord.world.addUser(`klant${lastId}`);
    discord.writes(user, words);
    await discord.waitUntil('a reply', () => discord.sent(user).length > 0, 60_000);
  };
}
