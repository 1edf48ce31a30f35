import { z } from 'zod';
import { api, IMAP, listed, optional, standard } from './config-entry.ts';
import { ANY_TEXT, ANYTHING, plainValue, secretLogin, secretValue } from './config-value.ts';

const TOKEN = 'the token as its service shows it';
const MOLLIE_KEY = /^(access|live|test)_\S+$/;

/** Credentials and addresses of channels and processors: each one without its token is off. */
export const ADAPTER_VARIABLES = {
  TELEGRAM_BOT_TOKEN: optional(
    secretValue(/^\d+:[\w-]+$/),
    'Telegram bot; absent: no Telegram',
    'the token that BotFather gave',
    '123456789:AA-token-of-your-bot',
  ),
  TELEGRAM_API_ROOT: api('Bot API server', 'https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: optional(
    secretValue(/^[\w-]{1,256}$/),
    'Set: webhook at /telegram; absent: long polling',
    '1 to 256 letters, digits, _ or -',
    'a-long-random-word',
  ),
  SLACK_BOT_TOKEN: optional(
    secretValue(/^xox[a-z]-\S+$/),
    'Slack app for staff; absent: no Slack',
    'a token that begins with xoxb-',
    'xoxb-token-of-your-app',
  ),
  SLACK_SIGNING_SECRET: optional(
    secretValue(ANY_TEXT),
    'Signing secret of the app, for /slack/events; not needed with SLACK_APP_TOKEN',
    TOKEN,
    '0123456789abcdef0123456789abcdef',
  ),
  SLACK_APP_TOKEN: optional(
    secretValue(/^xapp-\S+$/),
    'Set: Socket Mode instead of /slack/events',
    'a token that begins with xapp-',
    'xapp-token-of-your-app',
  ),
  SLACK_API_URL: api('Slack Web API', 'https://slack.com/api'),
  SLACK_CHANNEL: optional(
    plainValue(/^[CG][A-Z0-9]+$/),
    'Private channel for the cards',
    'the id of a channel',
    'C0123456789',
  ),
  SLACK_APPROVERS: listed(
    /^[UWS][A-Z0-9]+$/,
    'Who may decide in Slack, people or user groups, unless the desk removed them; empty: alerts only',
    'ids of users (U…) or user groups (S…)',
    'U0123456789,S0123456789',
  ),
  SLACK_CONTENT: standard(
    z.enum(['minimal', 'full']).prefault('minimal'),
    'What a card shows in Slack',
    'minimal or full',
    'minimal',
  ),
  DISCORD_BOT_TOKEN: optional(
    secretValue(/^\S+$/),
    'Discord bot; absent: no Discord',
    'the token on the Bot page of the application',
    'token-of-your-bot',
  ),
  DISCORD_APPLICATION_ID: optional(
    plainValue(/^\d{1,20}$/),
    'Application of the bot',
    'the digits on the first page of the application',
    '123456789012345678',
  ),
  DISCORD_API_URL: api('Discord API', 'https://discord.com/api'),
  MOLLIE_ACCESS_TOKEN: optional(
    secretValue(MOLLIE_KEY),
    'Mollie, to search; absent: a manual task',
    'a key that begins with access_, live_ or test_',
    'access_token-of-the-organisation',
  ),
  MOLLIE_WRITE_TOKEN: optional(
    secretValue(MOLLIE_KEY),
    'Mollie, for approved changes only; absent: MOLLIE_ACCESS_TOKEN',
    'a key that begins with access_, live_ or test_',
    'access_token-that-may-change',
  ),
  MOLLIE_API_URL: api('Mollie API', 'https://api.mollie.com'),
  POSTNL_API_KEY: optional(
    secretValue(ANY_TEXT),
    'PostNL; absent: a manual task',
    TOKEN,
    'key-of-the-business-portal',
  ),
  POSTNL_CUSTOMER_CODE: optional(
    plainValue(/^[A-Z]{2,6}$/),
    'PostNL customer code: parcels under it are found',
    'capital letters',
    'DEVC',
  ),
  POSTNL_CUSTOMER_NUMBER: optional(plainValue(/^\d+$/), 'PostNL customer number', 'digits', '11223344'),
  POSTNL_API_URL: api('PostNL API', 'https://api.postnl.nl'),
  EBOEKHOUDEN_TOKEN: optional(
    secretValue(ANY_TEXT),
    'e-Boekhouden; absent: a manual task',
    TOKEN,
    'token-of-the-administration',
  ),
  EBOEKHOUDEN_API_URL: api('e-Boekhouden API (Belgium: api.e-boekhouden.be)', 'https://api.e-boekhouden.nl'),
  MIJNDOMEIN_IMAP_URL: optional(
    secretLogin('imaps:', 'imap:'),
    'Mailbox of the shop to search, all its folders; absent: a manual task',
    `${IMAP} and has a name and a password`,
    'imaps://info%40example.nl:password@mail.example.nl',
  ),
  JOUWWEB_DROP_DIR: optional(
    plainValue(ANYTHING),
    'Folder of which every file is taken in as an export of the web shop; absent: upload on the desk only',
    'the path of a folder that is there',
    'exports',
  ),
};
