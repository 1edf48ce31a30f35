/** One line of a policy document that says something; `number` is its line in the file, from 1. */
export interface DocumentLine {
  readonly number: number;
  readonly text: string;
  /** 0 for running text; 1 to 6 for a heading, 7 for a heading of plain text, whose depth nothing tells. */
  readonly level: number;
}

/** A heading with what stands under it, up to the next heading; what comes before the first has none. */
export interface DocumentSection {
  readonly heading: DocumentLine | undefined;
  readonly lines: readonly DocumentLine[];
}

export interface PolicyDocument {
  readonly lines: readonly DocumentLine[];
  readonly sections: readonly DocumentSection[];
}

const LONGEST_HEADING = 70;
const UNKNOWN_DEPTH = 7;
/** Where HTML begins or ends a block inside a line of the file: the line keeps its number. */
const BREAK = '\u2028';

/** Reads a policy as plain text, Markdown or HTML; which of them it is shows in the text itself. */
export function readPolicyDocument(source: string): PolicyDocument {
  const isHtml = /<(?:html|body|h[1-6]|p|div)\b[^>]*>/i.test(source);
  const raw = (isHtml ? withoutTags(source) : source).split(/\r\n|\r|\n/);
  const pieces = raw.flatMap((line, index) => line.split(BREAK).map((piece) => ({ piece, index })));
  const isMarkdown = pieces.some(({ piece }) => /^#{1,6}\s/.test(piece));
  const said = pieces.flatMap(({ piece, index }): DocumentLine[] => {
    const marked = /^(#{1,6})\s+(.*)$/.exec(piece.trim());
    const text = (marked?.[2] ?? piece).replace(/\s+/g, ' ').trim();
    if (text === '') return [];
    const isAlone = (raw[index - 1] ?? '').trim() === '' && (raw[index + 1] ?? '').trim() === '';
    const isPlain = !isMarkdown && isAlone && looksLikeHeading(text);
    return [{ number: index + 1, text, level: marked?.[1]?.length ?? (isPlain ? UNKNOWN_DEPTH : 0) }];
  });
  // A name under the last heading is no heading of nothing.
  const lines = said.map((line, index) =>
    index === said.length - 1 && line.level === UNKNOWN_DEPTH ? { ...line, level: 0 } : line,
  );
  return { lines, sections: sectionsOf(lines) };
}

function looksLikeHeading(text: string): boolean {
  return (
    text.length <= LONGEST_HEADING && /^[\p{Lu}\d]/u.test(text) && !/[.:;,!?]$|@|https?:|\]\(/i.test(text)
  );
}

function sectionsOf(lines: readonly DocumentLine[]): readonly DocumentSection[] {
  const sections: { heading: DocumentLine | undefined; lines: DocumentLine[] }[] = [];
  for (const line of lines) {
    if (line.level > 0) sections.push({ heading: line, lines: [] });
    else if (sections.length === 0) sections.push({ heading: undefined, lines: [line] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** Every line stays where it was, so that a place in the file can be told; headings become those of Markdown. */
function withoutTags(html: string): string {
  const newlines = (part: string): string => part.replace(/[^\n]/g, '');
  return html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, newlines)
    .replace(/<!--[\s\S]*?-->/g, newlines)
    .replace(/<h([1-6])\b[^>]*>/gi, (_, depth) => `${BREAK}${'#'.repeat(Number(depth))} `)
    .replace(/<a\b[^>]*href\s*=\s*["'](http:[^"']*)["'][^>]*>/gi, ' $1 ')
    .replace(
      /<\/?(?:h[1-6]|p|div|section|article|li|ul|ol|tr|td|th|table|br|header|footer)\b/gi,
      `${BREAK}$&`,
    )
    .replace(/<[^>]*>/g, (tag) => (tag.includes('\n') ? newlines(tag) : ' '))
    .replace(/&nbsp;/gi, ' ')
    .replace(/&euml;/gi, 'ë')
    .replace(/&amp;/gi, '&')
    .replace(/\r/g, '');
}

/** A sentence and the line on which it stands, with its section's heading. */
export interface DocumentSentence {
  readonly text: string;
  readonly line: number;
  readonly section: DocumentSection;
}

/** The sentences of running text. */
export function sentencesOf({ sections }: PolicyDocument): readonly DocumentSentence[] {
  return sections.flatMap((section) =>
    section.lines.flatMap(({ text, number }) =>
      text
        // Dots to be filled in end no sentence.
        .split(/(?<=[.!?])(?<!\.\.)\s+(?=\S)/)
        .map((sentence) => ({ text: sentence, line: number, section }))
        .filter((sentence) => sentence.text !== ''),
    ),
  );
}
