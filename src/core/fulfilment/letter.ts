import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Right } from '../kernel/rights.ts';
import type { Recipient, ShopProfile } from '../policy/shop-profile.ts';
import type { RefusalArticle, RefusalGround } from '../request/refusal-ground.ts';
import type { WithheldCount } from './copy.ts';
import type { Coverage } from './coverage.ts';
import type { Category, FoundRecord } from './processor.ts';

/** The parts of a letter that staff may write; everything else is locked (R19). Plain text, blank line = paragraph. */
export interface FreeParagraphs {
  readonly opening: string;
  readonly closing: string;
}

/** What one source contributed. */
export interface SourceResult {
  readonly source: string;
  readonly coverage: Coverage;
  readonly records: readonly FoundRecord[];
}

interface LetterBase {
  readonly number: string;
  readonly language: ReplyLanguage;
  /** As the customer gave it. */
  readonly name: string;
  readonly right: Right;
  readonly receivedDay: CalendarDay;
  readonly free: FreeParagraphs;
  readonly shop: ShopProfile;
  /** The member of staff who answers; the shop's contact person until somebody approves. */
  readonly signedBy: string;
}

export type LetterModel =
  /** AVG 15(1)(a)-(h), 15(3): the copy itself stands behind the link. */
  | (LetterBase & {
      readonly kind: 'access_answer';
      readonly results: readonly SourceResult[];
      /** What staff left out of the copy; it stands in no other part of the letter (AVG 15(4)). */
      readonly withheld: readonly WithheldCount[];
      readonly counts: readonly {
        readonly source: string;
        readonly category: Category;
        readonly count: number;
      }[];
      /** Recipients that hold, or may hold, data of this person (C-154/21), the channel of the request included. */
      readonly recipients: readonly Recipient[];
    })
  /** Any other right: the decision in words that staff write inside a locked frame. */
  | (LetterBase & { readonly kind: 'decision' })
  /** AVG 12(4): ground, facts, complaint at the AP, court. */
  | (LetterBase & {
      readonly kind: 'refusal';
      readonly ground: RefusalGround;
      /** The article, where the ground needs one (condition_missing, exception_17_3). */
      readonly article: RefusalArticle | null;
      readonly facts: string;
    });

export type LetterBlock =
  | { readonly id: string; readonly kind: 'heading'; readonly text: string; readonly locked: true }
  | { readonly id: string; readonly kind: 'paragraph'; readonly text: string; readonly locked: boolean }
  | { readonly id: string; readonly kind: 'list'; readonly items: readonly string[]; readonly locked: true }
  | {
      readonly id: string;
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly locked: true;
    };

/** The letter as it will be sent, word for word. Its hash is what is approved. */
export interface RenderedLetter {
  readonly title: string;
  readonly language: ReplyLanguage;
  readonly blocks: readonly LetterBlock[];
}

/** Implemented in core/text; called once per draft. */
export type RenderLetter = (letter: LetterModel) => RenderedLetter;
