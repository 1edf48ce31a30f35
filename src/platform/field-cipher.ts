import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { keyedHash } from '../core/kernel/digest.ts';
import { UnreadableRow } from '../core/kernel/unreadable-row.ts';
import type { SecretKey } from './secret-key.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + IV_BYTES + TAG_BYTES;

/** Seals the values of one column. What was sealed opens in the same column of the same row only. */
export interface ColumnCipher {
  /** Key id, initialisation vector, tag and ciphertext, one after the other. */
  seal(plaintext: string | Uint8Array, rowId: string): Uint8Array<ArrayBuffer>;
  /** Throws UnreadableRow when the value was changed, moved, or sealed with a key that is not there any more. */
  open(sealed: Uint8Array, rowId: string): Buffer;
  openText(sealed: Uint8Array, rowId: string): string;
}

export interface FieldCipher {
  /** `Model.column`, as in the schema. */
  column(name: string): ColumnCipher;
  /** Keyed hashes by which a value of the column is found again: by the current secret, then by those before it. */
  pseudonyms(name: string, value: string): readonly [string, ...string[]];
}

interface Key {
  readonly id: number;
  readonly secret: KeyObject;
}

/** AES-256-GCM (NIST SP 800-38D) with the current secret; values that a previous secret sealed still open. */
export function createFieldCipher(secret: SecretKey): FieldCipher {
  const current = keyOf(secret);
  const keys = [current, ...secret.previous.map(keyOf)];
  const lookup = secret.derive('lookup key');
  const lookupsBefore = secret.previous.map((previous) => previous.derive('lookup key'));
  return {
    pseudonyms: (name, value) => [
      keyedHash(lookup, name, value),
      ...lookupsBefore.map((before) => keyedHash(before, name, value)),
    ],
    column: (name) => {
      const open = (sealed: Uint8Array, rowId: string) => {
        const candidates = keys.filter(({ id }) => id === sealed[0]);
        for (const key of candidates) {
          const plaintext = unseal(key, sealed, context(name, rowId));
          if (plaintext !== undefined) return plaintext;
        }
        throw new UnreadableRow(name, rowId);
      };
      return {
        seal: (plaintext, rowId) => seal(current, plaintext, context(name, rowId)),
        open,
        openText: (sealed, rowId) => open(sealed, rowId).toString('utf8'),
      };
    },
  };
}

/** Two secrets with the same id are both tried. */
function keyOf(secret: SecretKey): Key {
  return { id: secret.keyId, secret: createSecretKey(secret.derive('field key')) };
}

/** No column name holds a NUL, so no two pairs of column and row give the same bytes. */
function context(column: string, rowId: string): Buffer {
  return Buffer.from(`${column}\0${rowId}`);
}

function seal({ id, secret }: Key, plaintext: string | Uint8Array, aad: Buffer): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, secret, iv).setAAD(aad);
  const ciphertext =
    typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
  const rest = cipher.final();
  return Buffer.concat([Buffer.of(id), iv, cipher.getAuthTag(), ciphertext, rest]);
}

function unseal({ secret }: Key, sealed: Uint8Array, aad: Buffer): Buffer | undefined {
  if (sealed.length < HEADER_BYTES) return undefined;
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, HEADER_BYTES);
  const decipher = createDecipheriv(ALGORITHM, secret, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad).setAuthTag(tag);
  try {
    const plaintext = decipher.update(sealed.subarray(HEADER_BYTES));
    // Of GCM it brings no bytes, and says whether those are what was sealed.
    decipher.final();
    return plaintext;
  } catch {
    return undefined; // not by this key, or not as it was sealed
  }
}
