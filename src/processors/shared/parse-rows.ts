import { CsvError, type Parser, parse } from 'csv-parse';

const SEPARATORS = [';', ',', '\t'] as const;
/** A first line that is longer than this tells enough to guess the separator by. */
const FIRST_LINE = 64 * 1024;
/** A row that is longer was meant to end before: a quote is missing. */
const LONGEST_ROW = 1024 * 1024;

export interface RowParser {
  /** False when the text is no table: uneven rows, or a quote that does not end. */
  write(text: string): Promise<boolean>;
  end(): Promise<boolean>;
}

/** Hands each row to `see` as soon as it is complete. The separator is named by a `sep=` line, or guessed. */
export function parseRows(see: (row: readonly string[]) => void): RowParser {
  let waiting = '';
  let parser: Parser | undefined;
  let failure: Error | undefined;

  /** What the parser cannot read is an answer; what `see` throws is a bug. */
  function isTable(): boolean {
    if (failure !== undefined && !(failure instanceof CsvError)) throw failure;
    return failure === undefined;
  }

  function begin(): Parser {
    const { body, separator } = splitSeparatorLine(waiting);
    const delimiter = separator ?? likelySeparator(body);
    const begun = parse({
      delimiter,
      skip_empty_lines: true,
      trim: true,
      max_record_size: LONGEST_ROW,
      // Nothing is kept in the parser: rows are seen and let go.
      on_record: (row) => {
        see(row);
        return null;
      },
    });
    begun.on('error', (error) => {
      failure = error;
    });
    begun.resume();
    waiting = body;
    return begun;
  }

  async function send(to: Parser, text: string): Promise<boolean> {
    await new Promise<void>((taken) => {
      to.write(text, () => taken());
    });
    return isTable();
  }

  return {
    async write(text) {
      if (failure !== undefined) return false;
      if (parser !== undefined) return send(parser, text);
      waiting += text;
      // The first line has to be whole.
      if (!/\S.*\n/.test(waiting) && waiting.length < FIRST_LINE) return true;
      parser = begin();
      return send(parser, waiting);
    },
    async end() {
      if (parser === undefined) {
        if (waiting.trim() === '') return isTable();
        parser = begin();
        if (!(await send(parser, waiting))) return false;
      }
      if (failure === undefined) {
        const ending = parser;
        await new Promise<void>((closed) => {
          ending.once('close', closed);
          ending.end();
        });
      }
      return isTable();
    },
  };
}

function splitSeparatorLine(text: string): { readonly body: string; readonly separator?: string } {
  const match = /^sep=(.)\r?\n/i.exec(text);
  const separator = match?.[1];
  return match === null || separator === undefined
    ? { body: text }
    : { body: text.slice(match[0].length), separator };
}

function likelySeparator(body: string): string {
  const line = body.trimStart().split('\n', 1)[0] ?? '';
  const counts = SEPARATORS.map((separator) => ({ separator, count: line.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}
