import { DEMO_EXPORT_COLUMNS, demoExport } from '../prisma/demo-shop.ts';
import { newThreadToken } from './bots/email/thread-tokens.ts';
import { keyOf } from './bots/email/translate.ts';
import type { CoreApi } from './core/application/core-api.ts';
import type { CoreSettings } from './core/application/core-settings.ts';
import { amsterdamDay } from './core/kernel/calendar-day.ts';
import { JOUWWEB } from './processors/jouwweb/jouwweb.ts';

/** Invited when a demo names nobody, so that its desk can be entered. */
export const DEMO_OWNER = 'eigenaar@example.nl';

/** Fills an empty demo once: an owner, and an order export of invented customers with its columns confirmed. */
export async function seedDemo(core: CoreApi, settings: CoreSettings): Promise<void> {
  const config = { via: 'cli', name: 'demo' } as const;
  // Staff texts are signed with this name: the customer reads a person, not a role.
  const { contactPerson } = await core.desk.profile();
  const findOwner = async () => (await core.desk.staff()).find((member) => member.owner);
  if ((await findOwner()) === undefined) await core.desk.addStaff(DEMO_OWNER, config, contactPerson);
  if ((await core.sources.exports(JOUWWEB)).length > 0) return;
  const owner = await findOwner();
  if (owner === undefined) return;
  const by = { via: 'desk', staffId: owner.id, name: owner.name } as const;
  const content = new TextEncoder().encode(demoExport(amsterdamDay(settings.clock.now())));
  const uploaded = await core.sources.upload(JOUWWEB, { name: 'demo.csv', content }, by);
  if (uploaded.ok) await core.sources.confirmColumns(JOUWWEB, uploaded.value.id, DEMO_EXPORT_COLUMNS, by);
}

const DEMO_MAIL = {
  sender: 'fleur.jansen@example.com',
  senderName: 'Fleur Jansen',
  subject: 'Mijn gegevens',
  text: 'Hallo,\n\nIk wil graag een kopie van alle gegevens die jullie van mij hebben.\n\nGroet,\nFleur Jansen',
} as const;

/**
 * Gives a demo a conversation by mail, once: an invented customer of the export asks for a copy, as a mail does that
 * arrives now and whose origin was checked (R8).
 */
export async function seedDemoMail({ receive }: CoreApi, { clock }: CoreSettings): Promise<void> {
  const { text, ...written } = DEMO_MAIL;
  const key = keyOf(newThreadToken(), written.sender);
  await receive({
    channel: 'email',
    conversationKey: key,
    externalId: 'demo',
    receivedAt: clock.now(),
    kind: 'text',
    text,
    mail: {
      ...written,
      headers: {},
      thread: [],
      standing: 'new',
      apartKey: key,
      quiet: false,
      authenticated: true,
    },
  });
}
