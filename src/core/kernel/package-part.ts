/**
 * A file of the package as data: fulfilment says what is in it, platform/write-package.ts writes it as a stream and makes
 * harmless what a spreadsheet would execute.
 */
export type PackagePart =
  | { readonly name: string; readonly kind: 'text'; readonly text: string | (() => AsyncIterable<string>) }
  | { readonly name: string; readonly kind: 'file'; readonly content: () => AsyncIterable<Uint8Array> }
  | {
      readonly name: string;
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
    };
