import { asId, type TaskId } from '../kernel/ids.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { sortSharedMail } from '../understanding/sort-shared-mail.ts';
import { addTask, taskKey } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Mailboxes } from './mailbox-api.ts';
import { heardIn } from './take-mail.ts';

/** Mailboxes that are followed: how far each was read, and what a person has to see to. */
export function makeMailboxes({ store, clock, understand }: CoreSettings): Mailboxes {
  return {
    sort(message) {
      const { mail } = message;
      // What names a conversation or a mail of the desk is no mail of the shop.
      if (mail === undefined || mail.standing !== 'new' || mail.answeredMails !== undefined) return 'take';
      return sortSharedMail(understand(heardIn(message)), mail.quiet);
    },

    place: (mailbox) => store.transaction((tx) => tx.mailboxes.place(mailbox)),
    othersRead: (mailbox) => store.transaction((tx) => tx.mailboxes.othersRead(mailbox)),
    looked: (mailbox) => store.transaction((tx) => tx.mailboxes.looked(mailbox, clock.now())),
    readTo: (mailbox, place) => store.transaction((tx) => tx.mailboxes.readTo(mailbox, place)),

    leave: (mailbox, { name, number, arrivedAt, sender, why }, place) =>
      store.transaction(async (tx) => {
        const params = {
          at: arrivedAt.toISOString(),
          sender: maskEmail(sender),
          reason: why,
          ...(why === 'doubt' ? { mail: `${mailbox} ${number}` } : {}),
        };
        await addTask(tx, { kind: 'mailbox_mail', about: name, once: true, params }, clock.now());
        if (place !== undefined) await tx.mailboxes.readTo(mailbox, place);
      }),

    confirmed: (mailbox) =>
      store.transaction(async (tx) =>
        (await tx.tasks.openOf('mailbox_mail', 'confirmed')).flatMap(({ id, params }) => {
          const [box, number = ''] = String(params.mail ?? '').split(' ');
          return box === mailbox ? [{ taskId: id, number, arrivedAt: new Date(String(params.at)) }] : [];
        }),
      ),

    copied: (taskId, became) =>
      store.transaction(async (tx) => {
        const id = asId<TaskId>(taskId);
        const by = String((await tx.tasks.byId(id))?.params.confirmed ?? '');
        if (became === 'stored') return void (await tx.tasks.close(id, by, clock.now()));
        const reason = became === 'gone' ? 'mail_gone' : became;
        await tx.tasks.note(id, { confirmed: '', reason });
        // The person counts on it.
        await tx.enqueue('tell-staff', { taskId: id });
      }),

    closed: (mailbox, why) =>
      store.transaction((tx) =>
        addTask(tx, { kind: 'mailbox_closed', about: mailbox, params: { reason: why } }, clock.now()),
      ),

    async opened(mailbox) {
      await store.transaction((tx) =>
        tx.tasks.closeByKey(taskKey('mailbox_closed', mailbox), 'system', clock.now()),
      );
    },
  };
}
