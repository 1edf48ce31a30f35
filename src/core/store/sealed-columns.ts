import type { z } from 'zod';

/** The columns whose content is encrypted; the name and the row's id are sealed in, so a value fits one place only. */
export const SEALED_COLUMNS = [
  'BreachEntry.noteEnc',
  'CaughtMail.contentEnc',
  'Challenge.addressEnc',
  'ChangeStep.payloadEnc',
  'Conversation.dialogueEnc',
  'Conversation.keyEnc',
  'ExportFile.previewEnc',
  'ExportPart.contentEnc',
  'FoundFilePart.contentEnc',
  'LegalHold.recordsEnc',
  'Letter.bodyEnc',
  'Letter.changesEnc',
  'Letter.inputEnc',
  'Letter.postedToEnc',
  'Letter.reasonEnc',
  'Message.contentEnc',
  'Message.externalIdEnc',
  'OutboundMail.contentEnc',
  'PolicyNoticePerson.addressEnc',
  'PrivacyRequest.contactEnc',
  'PrivacyRequest.emailEnc',
  'PrivacyRequest.nameEnc',
  'PrivacyRequest.particularsEnc',
  'PrivacyRequest.wordsEnc',
  'RequestNote.textEnc',
  'ReturnBlock.othersEnc',
  'SearchKey.valueEnc',
  'SearchPiece.recordsEnc',
  'SearchText.textsEnc',
  'SourceSearch.coverageEnc',
  'SourceSearch.recordsEnc',
  'TwoYearReview.peopleEnc',
  'TwoYearStep.reasonEnc',
] as const;

/** Where a sealed column stands, and by what SQL the id of a row is read that was sealed in. */
export interface SealedPlace {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** A search has no id of its own: it is sealed under its request and source; a part of an export under its file, a person under the version. */
const ROW_IDS: Readonly<Record<string, string>> = {
  ExportPart: `"fileId"::text || '/' || "part"::text`,
  FoundFilePart: `"fileId"::text || '/' || "part"::text`,
  PolicyNoticePerson: `"version"::text || '/' || "personHash"`,
  SearchPiece: `"requestId"::text || '/' || "source" || '/' || "place"::text`,
  SearchText: `"requestId"::text || '/' || "source" || '/' || "place"::text`,
  SourceSearch: `"requestId"::text || '/' || "source"`,
};

export const SEALED_PLACES: readonly SealedPlace[] = SEALED_COLUMNS.map((name) => {
  const [table = '', column = ''] = name.split('.', 2);
  return { name, table, column, rowId: ROW_IDS[table] ?? '"id"::text' };
});

export type SealedTable = (typeof SEALED_COLUMNS)[number] extends infer Name
  ? Name extends `${infer Table}.${string}`
    ? Table
    : never
  : never;

/** Whether any column of this table is sealed. */
export function isSealedTable(table: string): table is SealedTable {
  return SEALED_PLACES.some((place) => place.table === table);
}

/** Authenticated encryption of one column. Opening throws when the value was changed or moved. */
export interface ColumnCipher {
  seal(plaintext: string | Uint8Array, rowId: string): Uint8Array<ArrayBuffer>;
  open(sealed: Uint8Array, rowId: string): Uint8Array;
  openText(sealed: Uint8Array, rowId: string): string;
}

export interface FieldCipher {
  /** `Model.column`, as in the schema. */
  column(name: string): ColumnCipher;
  /** Keyed hashes by which a value of the column is found again: by the current secret, then by those before it. */
  pseudonyms: Pseudonyms;
}

export type Pseudonyms = (column: string, value: string) => readonly [string, ...string[]];

export type SealedColumns = Readonly<Record<(typeof SEALED_COLUMNS)[number], ColumnCipher>>;

/** The cipher of every encrypted column, made once. */
export function sealedColumns(cipher: FieldCipher): SealedColumns {
  const columns = SEALED_COLUMNS.map((name) => [name, cipher.column(name)]);
  return Object.fromEntries(columns) as SealedColumns;
}

/** The value as JSON, encrypted for one row of the column. */
export function sealJson(column: ColumnCipher, value: object, rowId: string): Uint8Array<ArrayBuffer> {
  return column.seal(JSON.stringify(value), rowId);
}

/** Refuses what the schema does not know: a value of another version of the program must not pass half-read. */
export function openJson<Value>(
  column: ColumnCipher,
  schema: z.ZodType<Value>,
  sealed: Uint8Array,
  rowId: string,
): Value {
  return schema.parse(JSON.parse(column.openText(sealed, rowId)));
}
