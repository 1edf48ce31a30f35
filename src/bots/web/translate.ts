import { z } from 'zod';
import type { FileKind, InboundMessage } from '../../core/conversation/channel.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { storableText } from '../../core/kernel/storable-text.ts';

/** One posted form of the customer's page, with what the server knows about its sender. */
export interface WebPost {
  readonly conversationKey: string;
  /** As the browser sent them: anybody can send anything. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly receivedAt: Date;
  readonly language: string;
  readonly ipAddress: Redacted<string> | undefined;
}

export type TranslatedPost =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  /** Nothing to read: the page asks for words. */
  | { readonly kind: 'empty' }
  /** Not a form of ours. */
  | { readonly kind: 'malformed' };

const CHOICE_BYTES = 64;

const postedFile = z.object({ name: z.string(), size: z.number(), type: z.string() });
const postedForm = z.object({
  nummer: z.string().regex(/^[\w-]{16,64}$/),
  tekst: z.union([z.string(), postedFile]).optional(),
  naam: z.string().optional(),
  adres: z.string().optional(),
  keuze: z
    .string()
    .refine((id) => Buffer.byteLength(id) <= CHOICE_BYTES && storableText(id) === id)
    .optional(),
  bestand: postedFile.optional(),
});

/** Form fields in, message out. The form's number makes the same form posted twice one message. */
export function translatePost(post: WebPost): TranslatedPost {
  const form = postedForm.safeParse(post.fields);
  if (!form.success) return { kind: 'malformed' };
  const { nummer, tekst, naam, adres, keuze, bestand } = form.data;
  const base = {
    channel: 'web',
    conversationKey: post.conversationKey,
    // Bound to the conversation: a number that somebody else used cannot make a message disappear.
    externalId: sha256(`${post.conversationKey}\0${nummer}`),
    receivedAt: post.receivedAt,
    languageHint: post.language,
    ...(post.ipAddress === undefined ? {} : { ipAddress: post.ipAddress }),
  } as const;

  if (keuze !== undefined && keuze !== '') {
    return { kind: 'message', message: { ...base, kind: 'choice', choice: keuze } };
  }
  const parts = [typeof tekst === 'string' ? tekst : '', naam ?? '', adres ?? ''].map(storableText);
  const words = parts.filter((part) => !isEmpty(part)).join(', ');
  const file = typeof tekst === 'object' ? tekst : bestand;
  if (file !== undefined && (file.size > 0 || file.name !== '')) {
    const caption = words === '' ? {} : { caption: words };
    return { kind: 'message', message: { ...base, kind: 'file', file: fileKind(file.type), ...caption } };
  }
  if (words === '') return { kind: 'empty' };
  return { kind: 'message', message: { ...base, kind: 'text', text: words } };
}

function isEmpty(text: string): boolean {
  return text.replace(/[\s\p{Cf}]/gu, '') === '';
}

function fileKind(mediaType: string): FileKind {
  if (mediaType.startsWith('image/')) return 'image';
  if (mediaType.startsWith('audio/')) return 'voice';
  if (mediaType.startsWith('video/')) return 'video';
  return 'document';
}
