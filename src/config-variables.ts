import { z } from 'zod';
import { ADAPTER_VARIABLES } from './config-adapters.ts';
import { described, IMAP, listed, notYet, optional, standard, WEB } from './config-entry.ts';
import {
  ANYTHING,
  address,
  addressList,
  EMAIL,
  flag,
  HOST_NAME,
  hostAndPort,
  key,
  keyList,
  networkList,
  plainValue,
  SENDER,
  secretAddress,
  secretLogin,
  secretValue,
  wholeNumber,
} from './config-value.ts';

const FILE = 'the path of a file';

/** Every variable that the program reads, in the order of .env.example. */
export const VARIABLES = {
  MODE: standard(
    z.enum(['demo', 'live']).prefault('demo'),
    'Invented customers, or the real thing',
    'demo or live',
    'demo',
  ),
  LOCALE: standard(
    z.enum(['nl', 'en']).prefault('nl'),
    'Language of pages and mail until a customer chooses',
    'nl or en',
    'nl',
  ),
  LOG_LEVEL: standard(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).prefault('info'),
    'How much is logged to standard error',
    'fatal, error, warn, info, debug or silent',
    'info',
  ),
  HOST: standard(
    plainValue(HOST_NAME).prefault('127.0.0.1'),
    'Address to listen on',
    'an IP address or localhost',
    '127.0.0.1',
  ),
  PORT: standard(
    wholeNumber(1, 65_535).prefault('8080'),
    'Port to listen on',
    'a whole number from 1 to 65535',
    '8080',
  ),
  PUBLIC_URL: optional(
    address('https:', 'http:'),
    'Address in links; absent: HOST and PORT',
    WEB,
    'https://privacy.example.nl',
  ),
  TRUSTED_PROXIES: optional(
    addressList(),
    'Reverse proxies whose X-Forwarded-For counts, or none; absent: none, live mode wants it said',
    'IP addresses, comma-separated, or none',
    '127.0.0.1',
  ),
  MONITOR_TOKEN: optional(
    secretValue(/^[\w.~+/-]{16,}=*$/),
    'Bearer token for /readyz and /metrics from outside; absent: they answer on loopback only',
    'at least 16 letters or digits',
    'use-openssl-rand-hex-16',
  ),
  DATABASE_URL: optional(
    secretAddress('postgresql:', 'postgres:'),
    'PostgreSQL; absent: an embedded one under DATA_DIR',
    'an address that begins with postgresql://',
    'postgresql://privacybalie:password@db.example.nl:5432/privacybalie',
  ),
  DATA_DIR: standard(
    plainValue(ANYTHING).prefault('.data'),
    'Folder for the embedded database, keys and files',
    'the path of a folder',
    '.data',
  ),
  SECRET_KEY: optional(
    key(),
    'Encrypts fields, signs tokens; absent: made once into DATA_DIR. Make your own: openssl rand -base64 32',
    '32 bytes in base64, of your own making',
    '$(openssl rand -base64 32)',
  ),
  SECRET_KEYS_BEFORE: described(
    keyList(),
    'Keys that SECRET_KEY replaced, newest first: they still open what they sealed',
    'keys as in SECRET_KEY, comma-separated',
    '$(openssl rand -base64 32)',
  ),
  ERASURE_LEDGER: optional(
    plainValue(ANYTHING),
    'Where erasures are recorded, part of no backup; absent: in DATA_DIR',
    FILE,
    '/var/lib/privacybalie/erasure-ledger',
  ),
  STAFF_EMAILS: listed(
    EMAIL,
    'Staff of the desk, an owner first; at the start, who was only named here and is no longer leaves',
    'e-mail addresses',
    'owner@example.nl,desk@example.nl',
  ),
  ANSWER_DELAY_SECONDS: standard(
    wholeNumber(0, 86_400).prefault('600'),
    'Seconds in which an approved answer can still be stopped; live mode: at least 600',
    'a whole number of seconds from 0 to 86400',
    '600',
  ),
  HEARTBEAT_URL: notYet(
    optional(
      secretAddress('https:', 'http:'),
      'Asked after every daily run, so that somebody notices when it stops',
      WEB,
      'https://heartbeat.example.com/ping/1',
    ),
  ),
  MAIL_FROM: optional(
    plainValue(SENDER),
    'Sender of all mail',
    'an e-mail address, with or without a name',
    'Privacybalie <privacy@example.nl>',
  ),
  SMTP_URL: optional(
    secretAddress('smtps:', 'smtp:'),
    'Outbound mail server; absent: mail is caught on a page (demo only)',
    'an address that begins with smtps:// or smtp://',
    'smtps://user:password@mail.example.nl:465',
  ),
  MAIL_LISTEN: optional(
    hostAndPort(),
    'Listener for mail that the mail server of the shop forwards; absent: customers do not write by mail',
    'host:port',
    '127.0.0.1:2525',
  ),
  MAIL_IMAP_URL: optional(
    secretLogin('imaps:', 'imap:'),
    'Instead of MAIL_LISTEN: a mailbox to follow, with a folder behind it when it is not INBOX',
    `${IMAP} and has a name and a password`,
    'imaps://privacy%40example.nl:password@mail.example.nl',
  ),
  MAIL_SHARED: standard(
    flag(),
    'Whether the whole shop uses the mailbox of MAIL_IMAP_URL: read only, and nothing but requests is kept or answered',
    '1 or 0',
    '0',
  ),
  MAIL_PLUS_ADDRESSES: standard(
    flag(),
    'Whether mail to privacy+anything@ arrives in the mailbox of MAIL_IMAP_URL too',
    '1 or 0',
    '0',
  ),
  MAIL_DNS: optional(
    hostAndPort(53),
    'Resolver for SPF, DKIM and DMARC; absent: that of the system',
    'an IP address, with or without a port',
    '127.0.0.1:53',
  ),
  MAIL_TLS_KEY: optional(
    plainValue(ANYTHING),
    'Private key of the listener; it offers no encryption without one',
    FILE,
    '/etc/ssl/private/mail.example.nl.key',
  ),
  MAIL_TLS_CERT: optional(
    plainValue(ANYTHING),
    'Certificate of the listener',
    FILE,
    '/etc/ssl/certs/mail.example.nl.pem',
  ),
  MAIL_ALLOW_FROM: described(
    networkList(),
    'Hosts that may deliver to the listener; absent: this machine only',
    'IP addresses or networks, comma-separated',
    '192.0.2.25,2001:db8:5::/48',
  ),
  MAIL_TRUSTED_HOSTS: listed(
    HOST_NAME,
    'Hosts whose Authentication-Results count; they remove those of others',
    'host names',
    'mail.example.nl',
  ),
  ...ADAPTER_VARIABLES,
};

export type Variables = z.output<z.ZodObject<typeof VARIABLES>>;
