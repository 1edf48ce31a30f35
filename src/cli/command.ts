/** What a command gets and answers with; the number is its exit code. */
export interface CommandContext {
  readonly args: readonly string[];
  readonly json: boolean;
  /** Standard input, line by line. */
  readonly lines: AsyncIterable<string>;
  readonly write: (line: string) => void;
  /** A file to standard output, as fast as it is read. */
  readonly stream: (content: AsyncIterable<Uint8Array>) => Promise<void>;
  /** For a person, on standard error. */
  readonly explain: (line: string) => void;
}

export interface Command {
  readonly name: string;
  readonly args: string;
  readonly does: string;
  readonly more?: string;
  readonly action: (context: CommandContext) => Promise<number>;
}
