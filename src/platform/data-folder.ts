import { chmod, mkdir } from 'node:fs/promises';

/** May be passed through, not listed: the database runs as another user when the program runs as root. */
const THROUGH_ONLY = 0o711;

/** Makes the folder if it is not there. One that exists keeps its mode: it may be shared on purpose. */
export async function createDataFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  // mkdir's own mode is cut by the umask
  if (made !== undefined) await chmod(folder, THROUGH_ONLY);
}
