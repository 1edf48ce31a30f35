import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { keyedHash } from '../core/kernel/digest.ts';
import { Redacted } from '../core/kernel/redacted.ts';
import { createDataFolder } from './data-folder.ts';
import { hasCode } from './error-code.ts';

const KEY_FILE = 'secret-key';
const KEY_BYTES = 32;

/** The one secret of an install. Nothing uses it directly: every purpose derives a key of its own. */
export interface SecretKey {
  /** 32 bytes, always the same for one secret and one purpose, unrelated between purposes (HKDF, RFC 5869). */
  derive(purpose: string): Buffer;
  /** Names this secret and reveals nothing of it: a keyed hash of a constant, by a key of its own. */
  readonly fingerprint: string;
  /** The first byte of everything that this secret seals; derived, so that nobody has to number keys. */
  readonly keyId: number;
  /** The secrets that this one replaced, newest first: they still open what they sealed. */
  readonly previous: readonly SecretKey[];
}

/**
 * The secret from SECRET_KEY, else from `secret-key` in the data folder, made once with mode 0600.
 * Two processes that start together get the same one. Throws when the file is damaged.
 */
export async function loadSecretKey(
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>,
): Promise<SecretKey> {
  const previous = config.previousSecretKeys.map((secret) => asSecretKey(secret, []));
  return asSecretKey(config.secretKey ?? (await readOrMakeKeyFile(config.dataDir)), previous);
}

function asSecretKey(secret: Redacted<Buffer>, previous: readonly SecretKey[]): SecretKey {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret.reveal(), '', purpose, KEY_BYTES));
  return {
    derive,
    fingerprint: keyedHash(derive('key fingerprint'), 'fingerprint', 'privacybalie'),
    keyId: derive('field key id')[0] ?? 0,
    previous,
  };
}

async function readOrMakeKeyFile(dataDir: string): Promise<Redacted<Buffer>> {
  const file = join(dataDir, KEY_FILE);
  const text = (await readIfPresent(file)) ?? (await makeKeyFile(dataDir, file));
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`${file} does not hold a key of ${KEY_BYTES} bytes in base64`);
  return new Redacted(key);
}

/** Written aside and then linked: another process sees a whole key or none, and the first one wins. */
async function makeKeyFile(dataDir: string, file: string): Promise<string> {
  await createDataFolder(dataDir);
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    await link(aside, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(aside);
  }
  return readFile(file, 'utf8');
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
