import type { AccessQuestion } from '../kernel/access-questions.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Right } from '../kernel/rights.ts';
import type { Recipient, ShopProfile } from '../policy/shop-profile.ts';
import type { NoticeFacts } from '../request/notice.ts';
import type { RefusalArticle, RefusalGround } from '../request/refusal-ground.ts';
import type { ElsewherePart, WrongAddressee } from './addressee.ts';
import type { RefusedGroup, WithheldCount } from './copy.ts';
import type { Coverage } from './coverage.ts';
import type { Outcome } from './outcome/outcome.ts';
import type { Category, FoundRecord } from './processor.ts';
import type { RecipientKey } from './recipient-key.ts';

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
  /** A person looked, and typed what there is. */
  readonly byHand?: boolean;
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
  /** Somebody under 16 is addressed as a child (R4). */
  readonly child: boolean;
  /** A part of what was asked is another's to answer. */
  readonly elsewhere?: ElsewherePart;
}

/** What leaves beside a letter. */
interface Copied {
  readonly results: readonly SourceResult[];
  /** What staff left out of the copy; it stands in no other part of the letter (AVG 15(4), 20(4)). */
  readonly withheld: readonly WithheldCount[];
  /** Of these the letter says what is the matter; absent: of none. */
  readonly refused?: readonly RefusedGroup[];
  readonly counts: readonly {
    readonly source: string;
    readonly category: Category;
    readonly count: number;
  }[];
}

export type LetterModel =
  /** AVG 15(1)(a)-(h), 15(3): the copy itself stands behind the link. */
  | (LetterBase &
      Copied & {
        readonly kind: 'access_answer';
        /** Recipients that hold, or may hold, data of this person (C-154/21), the channel of the request included. */
        readonly recipients: readonly Recipient[];
        /** The separate questions that were asked, where they were. */
        readonly questions?: readonly AccessQuestion[];
      })
  /** Any other right: the facts that staff decided; null until they have. */
  | (LetterBase &
      Copied & {
        readonly kind: 'decision';
        readonly outcome: Outcome | null;
        /** The proven address is on the list of who wants no advertising, whatever this decision says of it (R33). */
        readonly mailStopped?: true;
        /** Who else has to hear of it (AVG 19). */
        readonly toTell: readonly RecipientToTell[];
        /** How it is done at the systems. */
        readonly changes?: ChangesTold;
      })
  /** AVG 12(4): ground, facts, complaint at the AP, court. */
  | (LetterBase & {
      readonly kind: 'refusal';
      readonly ground: RefusalGround;
      /** The article, where the ground needs one (condition_missing, exception_17_3). */
      readonly article: RefusalArticle | null;
      readonly facts: string;
      /** From what the shop concludes abuse (C-526/24); absent where that is not the reason. */
      readonly intent?: string;
      /** Of `not_controller`. */
      readonly responsible?: WrongAddressee;
    })
  /** AVG 12(6), 12(3): what happens meanwhile. */
  | (LetterBase & NoticeFacts);

/** Locked, but with words or facts in it that somebody typed for this person: to be read at the desk (R25). */
interface MayBeTyped {
  readonly typed?: true;
}

export type LetterBlock =
  | { readonly id: string; readonly kind: 'heading'; readonly text: string; readonly locked: true }
  | ({
      readonly id: string;
      readonly kind: 'paragraph';
      readonly text: string;
      readonly locked: boolean;
    } & MayBeTyped)
  | ({
      readonly id: string;
      readonly kind: 'list';
      readonly items: readonly string[];
      readonly locked: true;
    } & MayBeTyped)
  | ({
      readonly id: string;
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly locked: true;
    } & MayBeTyped);

/** The letter as it will be sent, word for word. Its hash is what is approved. */
export interface RenderedLetter {
  readonly title: string;
  readonly language: ReplyLanguage;
  readonly blocks: readonly LetterBlock[];
  /** Leaves first, before what the letter says is done (AVG 18(3), R21); approved with it. */
  readonly before?: { readonly title: string; readonly blocks: readonly LetterBlock[] };
  /** What each recipient is told once it is decided; approved with it (AVG 19; R38). */
  readonly notices?: readonly RecipientNotice[];
}

interface ToldKind {
  readonly source: string;
  readonly category: Category;
}

/** What the customer reads of how an erasure is done; the letter that says so leaves when every step of it is confirmed. */
export interface ChangesTold {
  /** What people do, wholly or in part. */
  readonly byHand: readonly ToldKind[];
  /** Of what is kept: the names of the fields that go all the same. */
  readonly blanked: readonly (ToldKind & { readonly fields: readonly string[] })[];
}

/** One recipient of a decision, and by what it finds the data; null when only a name or address would do. */
export interface RecipientToTell {
  readonly recipient: string;
  readonly processor: boolean;
  readonly key: RecipientKey | null;
}

/** To one recipient, without the person's name, in both languages. */
export interface RecipientNotice {
  readonly recipient: string;
  /** A processor is instructed (AVG 28(3)), a controller is notified. */
  readonly kind: 'instruction' | 'notice';
  readonly nl: string;
  readonly en: string;
}

/** Implemented in core/text; called once per draft. */
export type RenderLetter = (letter: LetterModel) => RenderedLetter;
