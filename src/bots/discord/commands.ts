import { ComponentType, type REST, TextInputStyle } from 'discord.js';
import { ASK_FORM, type SaidByCommand } from './translate.ts';

type OwnText = 'formTitle' | 'formLabel' | 'answerHere' | 'answerElsewhere' | 'closed';

/** What Discord shows of our own besides what the core says, and what the commands say. */
export type DiscordWords = SaidByCommand & Readonly<Record<OwnText, string>>;

/** Puts the commands when they are not as they should be. */
export async function registerCommands(rest: REST, applicationId: string, wanted: readonly object[]) {
  const route = `/applications/${applicationId}/commands` as const;
  const present = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (!holds(present, wanted)) await rest.put(route, { body: wanted });
}

/** Whether everything wanted is there; Discord adds fields of its own. */
function holds(present: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return present === wanted;
  if (typeof present !== 'object' || present === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(present) || present.length !== wanted.length)) return false;
  return Object.entries(wanted).every(([key, value]) => holds(Reflect.get(present, key), value));
}

/** The form for a question: in a server nobody reads along. */
export function askForm({ formTitle: title, formLabel: label }: DiscordWords) {
  const { TextInput: type, Label } = ComponentType;
  const style = TextInputStyle.Paragraph;
  const component = { type, custom_id: 'words', style, max_length: 2_000, required: true };
  return { custom_id: ASK_FORM, title, components: [{ type: Label, label, component }] };
}
