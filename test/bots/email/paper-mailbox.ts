import { followMailbox, type TakenMail } from '../../../src/bots/email/follow-mailbox.ts';
import { MailboxClosed, type OpenMailbox } from '../../../src/bots/email/mailbox.ts';
import type {
  ConfirmedMail,
  LeftMail,
  MailboxPlace,
  MailboxTrouble,
} from '../../../src/core/application/core-api.ts';

export const NOW = new Date('2026-11-20T12:00:00Z');

interface Lying {
  readonly uid: number;
  readonly words: string;
  readonly arrivedAt: Date;
  seen: boolean;
}

/** A mailbox as a server keeps it, with the follower and its place in the same hands. */
export function paperMailbox(
  options: { readonly shared?: boolean; readonly place?: MailboxPlace; readonly othersRead?: Date } = {},
) {
  const mails: Lying[] = [];
  const taken: string[] = [];
  const left: LeftMail[] = [];
  const places: MailboxPlace[] = [];
  const told: (MailboxTrouble | 'opened')[] = [];
  const pauses: number[] = [];
  const marked: number[] = [];
  const waiting: (() => void)[] = [];
  const copied: [string, string][] = [];
  let confirmed: readonly ConfirmedMail[] = [];
  let uidValidity = '7';
  let place = options.place;
  let refuse: MailboxTrouble | undefined;
  let onTake: (words: string, confirmed: boolean) => Promise<TakenMail> = async () => ({ kind: 'stored' });
  let quiet = Promise.withResolvers<void>();
  let onList: (() => void) | undefined;
  let lost = false;
  let looks = 0;

  const wake = () => {
    for (const go of waiting.splice(0)) go();
  };

  function arrives(words: string, more: Partial<Omit<Lying, 'words'>> = {}): void {
    const uid = more.uid ?? (mails.at(-1)?.uid ?? 0) + 1;
    mails.push({ arrivedAt: NOW, seen: false, ...more, uid, words });
    wake();
  }

  async function open(): Promise<OpenMailbox> {
    if (refuse !== undefined) throw new MailboxClosed(refuse);
    lost = false;
    let grown = true;
    const there = <Value>(value: Value): Value => {
      if (lost) throw new MailboxClosed('imap_unreachable');
      return value;
    };
    return {
      uidValidity,
      uidNext: (mails.at(-1)?.uid ?? 0) + 1,
      async after(uid) {
        grown = false;
        const listed = mails.filter((mail) => mail.uid > uid);
        onList?.();
        onList = undefined;
        return there(listed);
      },
      async raw(uid) {
        const mail = mails.find((one) => one.uid === uid);
        return there(mail && Buffer.from(mail.words));
      },
      async markSeen(uid) {
        marked.push(uid);
      },
      async more() {
        if (!grown) {
          const { promise, resolve } = Promise.withResolvers<void>();
          waiting.push(resolve);
          quiet.resolve();
          await promise;
        }
        there(null);
      },
      close() {
        lost = true;
        wake();
      },
    };
  }

  const follow = () =>
    followMailbox({
      mailbox: 'paper',
      shared: options.shared ?? false,
      open,
      clock: { now: () => NOW },
      log: () => undefined,
      pause: async (ms) => {
        pauses.push(ms);
      },
      async take(raw, _arrivedAt, confirmedByPerson) {
        const words = Buffer.from(raw).toString();
        const became = await onTake(words, confirmedByPerson);
        taken.push(words);
        return became;
      },
      places: {
        sort: () => 'take',
        confirmed: async () => confirmed,
        async copied(taskId, became) {
          copied.push([taskId, became]);
          confirmed = confirmed.filter((one) => one.taskId !== taskId);
        },
        place: async () => place,
        othersRead: async () => options.othersRead,
        async looked() {
          looks += 1;
        },
        async readTo(_mailbox, reached) {
          place = reached;
          places.push(reached);
        },
        async leave(_mailbox, mail, reached) {
          left.push(mail);
          place = reached ?? place;
        },
        async closed(_mailbox, why) {
          told.push(why);
          refuse = undefined;
        },
        async opened() {
          told.push('opened');
        },
      },
    });

  return {
    taken,
    left,
    places,
    told,
    pauses,
    marked,
    copied,
    arrives,
    follow,
    /** Everything that lies there was looked at, and the follower waits for more. */
    async settled() {
      await quiet.promise;
      quiet = Promise.withResolvers<void>();
    },
    /** A person says that this mail is for the desk; it is looked for at the next look. */
    confirms(...mails: readonly ConfirmedMail[]) {
      confirmed = mails;
      wake();
    },
    /** The line breaks. */
    cut() {
      lost = true;
      wake();
    },
    /** Until staff were told. */
    refuses(why: MailboxTrouble) {
      refuse = why;
    },
    renumbered(to: string) {
      uidValidity = to;
      for (const [index, mail] of mails.entries()) Object.assign(mail, { uid: index + 1 });
    },
    /** Once, after the next time that the mails were asked for. */
    whenListed(then: () => void) {
      onList = then;
    },
    when(take: typeof onTake) {
      onTake = take;
    },
    get looks() {
      return looks;
    },
    get place() {
      return place;
    },
  };
}
