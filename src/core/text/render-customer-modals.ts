import type { ModalContent } from '../approval/staff-channel.ts';
import type { StaffEvidence } from '../identity/identity-proof.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { type ChannelName, IN_PERSON, RIGHTS } from '../kernel/rights.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { formModal, lineInput, linesInput, optionInput } from './form-modal.ts';
import { renderMessage } from './render-message.ts';
import { type TextKey, text } from './texts.ts';

/** What Slack takes in one field; the desk takes more. */
const FREE_CHARACTERS = 3_000;
const TEXT_CHARACTERS = 2_000;
const NAME = 80;
const ADDRESS = 254;
const POSTAL = 300;

/** The two pieces of a letter that staff write (R19). */
export function renderChangeModal(language: ReplyLanguage): ModalContent {
  const optional = { optional: true };
  return formModal(language, 'change', [
    linesInput('opening', text(language, 'desk:answer.opening'), FREE_CHARACTERS, optional),
    linesInput('closing', text(language, 'desk:answer.closing'), FREE_CHARACTERS, optional),
  ]);
}

/** A text as the customer will read it. */
export interface WrittenText {
  readonly text: string;
  readonly signedBy: string;
  /** Of the customer. */
  readonly language: ReplyLanguage;
  readonly shop: ShopProfile;
}

/** Where the customer reads it; a question belongs to its request, also when the customer wrote elsewhere since. */
export interface ReadIn {
  readonly own: ChannelName;
  /** Where the customer wrote last; null: in the request's own conversation. */
  readonly last: ChannelName | null;
}

/** A question or an answer to the customer: first typed, then shown word for word with the name under it (R15). */
export function renderWriteModal(
  name: 'ask' | 'answer',
  language: ReplyLanguage,
  { own, last }: ReadIn,
  written?: WrittenText,
): ModalContent {
  const nameOf = (channel: ChannelName) => text(language, `terms:channels.${channel}`);
  const place = {
    channel: nameOf(name === 'ask' || last === null ? own : last),
    last: last === null ? '' : nameOf(last),
  };
  const where = [
    text(language, 'staff:answer.where', place),
    ...(name === 'ask' && last !== null ? [text(language, 'staff:ask.elsewhere', place)] : []),
  ];
  const label = text(language, name === 'ask' ? 'desk:ask.label' : 'staff:answer.label');
  const hint = text(language, name === 'ask' ? 'desk:ask.hint' : 'staff:answer.hint');
  if (written === undefined)
    return formModal(language, name, [linesInput('text', label, TEXT_CHARACTERS, { hint })], where);
  const { signedBy } = written;
  const kind = name === 'ask' ? 'staff_question' : 'staff_text';
  const message = { kind, text: written.text, signedBy } as const;
  const { paragraphs } = renderMessage(message, written.language, written.shop);
  const initial = [written.text];
  return {
    ...formModal(language, name, [linesInput('text', label, TEXT_CHARACTERS, { hint, initial })]),
    paragraphs: [
      ...where,
      text(language, 'staff:answer.preview'),
      ...paragraphs,
      text(language, 'staff:answer.change'),
    ],
    submit: text(language, 'staff:answer.send'),
  };
}

/** What stands in the fields at first. */
export interface OpenFields {
  readonly channel: string;
  readonly right: string;
  readonly language: string;
  readonly day: string;
}

/** What somebody asks in the shop or on the phone (R2). */
export function renderOpenModal(
  { channel, right, language: spoken, day }: OpenFields,
  proofs: readonly StaffEvidence[],
  language: ReplyLanguage,
): ModalContent {
  const words = (key: TextKey): string => text(language, key);
  const optional = { optional: true } as const;
  const inputs = [
    optionInput(
      'channel',
      words('forms:in_person.channel'),
      IN_PERSON.map((value) => ({ value, label: words(`terms:channels.${value}`) })),
      { initial: [channel] },
    ),
    {
      id: 'day',
      kind: 'day',
      label: words('forms:in_person.day'),
      hint: words('forms:in_person.day_hint'),
      optional: false,
      initial: [day],
    } as const,
    { id: 'time', kind: 'time', label: words('forms:in_person.time'), optional: true } as const,
    optionInput(
      'right',
      words('forms:in_person.right'),
      RIGHTS.map((value) => ({ value, label: words(`terms:rights.${value}`) })),
      { initial: [right] },
    ),
    linesInput('words', words('forms:in_person.words'), FREE_CHARACTERS, {
      hint: words('forms:in_person.words_hint'),
    }),
    optionInput(
      'language',
      words('forms:in_person.language'),
      [
        { value: 'nl', label: words('forms:in_person.dutch') },
        { value: 'en', label: words('forms:in_person.english') },
      ],
      { initial: [spoken] },
    ),
    lineInput('name', words('forms:proof.name'), NAME, optional),
    lineInput('email', words('forms:in_person.email'), ADDRESS, optional),
    linesInput('postal', words('forms:in_person.postal'), POSTAL, {
      ...optional,
      hint: words('forms:in_person.postal_hint'),
    }),
    optionInput(
      'proof',
      words('forms:in_person.proof'),
      proofs.map((value) => ({ value, label: words(`terms:proofs.${value}`) })),
      { ...optional, hint: words('forms:in_person.proof_hint') },
    ),
  ];
  return formModal(language, 'open', inputs);
}
