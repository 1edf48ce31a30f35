/** What a person shows of a line that is done: a picture of the screen, a file out of the system, or a few words. */
export type WantedEvidence = 'screenshot' | 'export' | 'text' | 'none';

export interface ChecklistLine {
  /** Its words are in the locales (desk, checklist). */
  readonly id: string;
  readonly evidence: WantedEvidence;
}

// Evidence only where it adds (R31): where an empty screen is all there is to see.
const LINES: Readonly<Record<string, readonly ChecklistLine[]>> = {
  jouwweb: [
    { id: 'jouwweb_orders', evidence: 'export' },
    { id: 'jouwweb_guests', evidence: 'none' },
  ],
  jouwweb_rest: [
    { id: 'jouwweb_guests', evidence: 'none' },
    { id: 'jouwweb_forms', evidence: 'none' },
    { id: 'jouwweb_notes', evidence: 'none' },
    { id: 'jouwweb_newsletter', evidence: 'screenshot' },
    { id: 'jouwweb_account', evidence: 'screenshot' },
  ],
  mollie: [
    { id: 'mollie_customers', evidence: 'screenshot' },
    { id: 'mollie_payments', evidence: 'none' },
  ],
  postnl: [
    { id: 'postnl_book', evidence: 'screenshot' },
    { id: 'postnl_parcels', evidence: 'none' },
    { id: 'postnl_imports', evidence: 'none' },
    { id: 'postnl_labels', evidence: 'none' },
  ],
  'e-boekhouden': [
    { id: 'books_relations', evidence: 'screenshot' },
    { id: 'books_archive', evidence: 'none' },
  ],
  e_boekhouden_rest: [
    { id: 'books_archive', evidence: 'none' },
    { id: 'books_audit', evidence: 'none' },
  ],
  mijndomein: [
    { id: 'mail_folders', evidence: 'text' },
    { id: 'mail_devices', evidence: 'none' },
  ],
  mailbox_rest: [
    { id: 'mail_contacts', evidence: 'none' },
    { id: 'mail_others', evidence: 'none' },
    { id: 'mail_devices', evidence: 'none' },
  ],
  other_places: [{ id: 'other_places', evidence: 'text' }],
};

/** What to look at in one system by hand, screen by screen; the part that no adapter reads has its own lines, or the same. */
export function checklistOf(source: string): readonly ChecklistLine[] {
  return LINES[source] ?? LINES[source.replace(/_rest$/, '').replaceAll('_', '-')] ?? [];
}

const MOST_BYTES = 10 * 1024 * 1024;

/** What a person says of a line that is done. */
export interface DoneLine {
  readonly line: string;
  readonly note: string;
  readonly content?: Uint8Array;
}

export type EvidenceRefusal =
  | 'manual.evidence_missing'
  | 'manual.evidence_unreadable'
  | 'manual.evidence_too_large';

/** Why "done" does not count yet: a line without what was asked for, or a file that staff could not open later. */
export function evidenceRefusal(source: string, done: readonly DoneLine[]): EvidenceRefusal | undefined {
  for (const { line, note, content } of done) {
    const wanted = checklistOf(source).find(({ id }) => id === line)?.evidence ?? 'none';
    if (content !== undefined && content.length > MOST_BYTES) return 'manual.evidence_too_large';
    if (content !== undefined && evidenceKind(content) === undefined) return 'manual.evidence_unreadable';
    if (wanted === 'text' && note.trim() === '') return 'manual.evidence_missing';
    if ((wanted === 'screenshot' || wanted === 'export') && content === undefined)
      return 'manual.evidence_missing';
  }
  return undefined;
}

export interface EvidenceKind {
  readonly mediaType: string;
  readonly extension: string;
}

const SIGNS: readonly (readonly [string, EvidenceKind])[] = [
  ['89504e47', { mediaType: 'image/png', extension: 'png' }],
  ['ffd8ff', { mediaType: 'image/jpeg', extension: 'jpg' }],
  ['25504446', { mediaType: 'application/pdf', extension: 'pdf' }],
  [
    '504b0304',
    { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  ],
];
const TEXT: EvidenceKind = { mediaType: 'text/csv', extension: 'csv' };

/** By how it begins, whatever its name says: a picture, a PDF, a spreadsheet, or a text. Undefined for anything else. */
export function evidenceKind(content: Uint8Array): EvidenceKind | undefined {
  const start = [...content.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const known = SIGNS.find(([sign]) => start.startsWith(sign));
  if (known !== undefined) return known[1];
  return content.length === 0 || content.subarray(0, 4096).includes(0) ? undefined : TEXT;
}
