import type { ReplyLanguage } from '../kernel/language.ts';
import type { PackagePart } from '../kernel/package-part.ts';
import type { GivenSource } from './given-source.ts';
import { type PackageWords, portableTable } from './package-parts.ts';
import { portableJson } from './portable.ts';

export interface PortableAnswer {
  readonly number: string;
  readonly language: ReplyLanguage;
  readonly sources: readonly GivenSource[];
  readonly createdAt: Date;
}

/** What another controller gets, as ZIP. */
export type BuildPortable = (answer: PortableAnswer) => AsyncIterable<Uint8Array>;

/** AVG 20(1), (2): what the person provided and what was observed, twice; no letter, no file, nothing derived. */
export function* portableParts(
  { sources, language }: PortableAnswer,
  words: Omit<PackageWords, 'letterHtml'>,
): Iterable<PackagePart> {
  const dutch = language === 'nl';
  const name = dutch ? 'overdraagbaar' : 'portable';
  yield { name: dutch ? 'lees-mij.txt' : 'read-me.txt', kind: 'text', text: words.readMe };
  yield { name: `${name}.jsonld`, kind: 'text', text: () => portableJson(sources) };
  yield { name: `${name}.csv`, ...portableTable(sources, words) };
}
