import { addTask } from './add-task.ts';
import { afterRestore } from './after-restore.ts';
import type { CoreSettings } from './core-settings.ts';
import type { NotedSeal } from './register-ports.ts';

type Settings = Pick<CoreSettings, 'store' | 'clock' | 'sealNote'>;

/**
 * Whether this database is older than the seal that was noted outside it, or another one: it was put back past `restore`,
 * or its register was made anew (0008). Undefined when it fits; what only the database knows yet is noted then.
 */
export async function watchSeal({ store, sealNote }: Omit<Settings, 'clock'>): Promise<PutBack | undefined> {
  // The note first: the database is never behind one that was made before.
  const noted = await sealNote.read();
  const seal = await store.transaction((tx) => tx.register.seal());
  const fits = seal === undefined || !seal.genuine || fitsNote(seal, noted);
  if (!fits) return { noted: noted === 'unreadable' ? null : (noted?.number ?? null), seal: seal.number };
  if (seal?.genuine === true && seal.number > 0) await sealNote.note(seal);
  return undefined;
}

export interface PutBack {
  /** The seal noted last; null when the note does not open. */
  readonly noted: number | null;
  /** Of the database as it is. */
  readonly seal: number;
}

function fitsNote(seal: NotedSeal, noted: NotedSeal | 'unreadable' | undefined): boolean {
  if (noted === undefined) return true;
  if (noted === 'unreadable' || seal.number < noted.number) return false;
  return seal.number > noted.number || seal.mac === noted.mac;
}

/**
 * Goes on with a database that was put back: nothing leaves by itself that was approved in it (R19), a person is told to
 * look for what came in since, and its seal is noted as the last. False when there was nothing to do.
 */
export async function acceptPutBack(settings: Settings): Promise<boolean> {
  const found = await watchSeal(settings);
  if (found === undefined) return false;
  await afterRestore(settings);
  const params = { seal: found.seal, noted: found.noted ?? 0 };
  const now = settings.clock.now();
  const seal = await settings.store.transaction(async (tx) => {
    await addTask(tx, { kind: 'put_back', about: 'register', params }, now);
    return tx.register.seal();
  });
  if (seal !== undefined) await settings.sealNote.replace(seal);
  return true;
}
