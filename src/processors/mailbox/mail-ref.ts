import { sha256 } from '../../core/kernel/digest.ts';

/** What is known of a mail without its words: where it lay, and by what the same mail is known in another folder. */
export interface MailRef {
  readonly folder: string;
  /** Numbers of the server count under this one only (RFC 3501 2.3.1.1). */
  readonly uidValidity: string;
  readonly uid: number;
  /** As the server counts it, so that it can be searched for. */
  readonly size: number;
  /** Of the bytes as they were received. */
  readonly digest: string;
  /** The server cannot take away one mail alone: it goes to the trash, and a person empties that. */
  readonly onlyToTrash: boolean;
}

const FORM = /^([0-9a-f]{12})\.(\d+)\.(\d+)\.(\d+)\.([0-9a-f]{32})(\.trash)?$/;

/** The mark of a folder: its name may be that of a person. */
export function folderMark(path: string): string {
  return sha256(path).slice(0, 12);
}

/** The mark of a mail's bytes. */
export function mailDigest(raw: Uint8Array): string {
  return sha256(raw).slice(0, 32);
}

/** As text, for `FoundRecord.ref`: without personal data and the same at every search. */
export function writeMailRef(ref: MailRef): string {
  const { folder, uidValidity, uid, size, digest, onlyToTrash } = ref;
  return [folder, uidValidity, uid, size, digest, ...(onlyToTrash ? ['trash'] : [])].join('.');
}

/** Undefined for what is no reference to a mail. */
export function readMailRef(text: string): MailRef | undefined {
  const [found, folder = '', uidValidity = '', uid, size, digest = '', trash] = FORM.exec(text) ?? [];
  if (found === undefined) return undefined;
  return {
    folder,
    uidValidity,
    uid: Number(uid),
    size: Number(size),
    digest,
    onlyToTrash: trash !== undefined,
  };
}
