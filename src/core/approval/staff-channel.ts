import type { SendOutcome } from '../kernel/send-outcome.ts';

/** Who acts: always a named person. Slack's users act as themselves and are checked against SLACK_APPROVERS (R26). */
export type Actor =
  | { readonly via: 'desk'; readonly staffId: string; readonly name: string }
  | {
      readonly via: 'slack';
      readonly userId: string;
      readonly name: string;
      /** As Slack knows it; absent when the app may not read addresses. */
      readonly email?: string;
    }
  | { readonly via: 'cli'; readonly name: string };

/** What staff fill in or look at before it has effect. */
export type DialogueName =
  | 'approve'
  | 'refuse'
  | 'doubt'
  | 'extend'
  | 'change'
  | 'ask'
  | 'answer'
  | 'note'
  | 'assign'
  | 'call'
  | 'open';

/** What has effect, or is shown, at once. */
export type DirectAction = 'stop' | 'take' | 'show';

export interface CardAction {
  readonly id: DialogueName | DirectAction;
  readonly label: string;
  readonly style: 'primary' | 'danger' | 'plain';
}

/** A card in words (R25: no name, words, records or full letter). The channel lays it out. */
export interface CardContent {
  readonly requestId: string;
  /** Carried by every button: an older card's click finds a newer version and has no effect. */
  readonly version: number;
  readonly title: string;
  /** The request has ended: only number and outcome are shown (R25). */
  readonly resolved: boolean;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly paragraphs: readonly string[];
  readonly actions: readonly CardAction[];
  /** Rarer work: beside the others where one person looks at the card alone. */
  readonly further: readonly CardAction[];
  readonly link: { readonly label: string; readonly url: string };
}

export interface ModalOption {
  readonly value: string;
  readonly label: string;
}

/** One field of a form; `initial` is what stands in it at first. */
export type ModalInput = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional: boolean;
  readonly initial?: readonly string[];
} & (
  | { readonly kind: 'select'; readonly options: readonly ModalOption[] }
  /** Several may be ticked, at most ten are offered. */
  | { readonly kind: 'several'; readonly options: readonly ModalOption[] }
  /** `long`: several lines. */
  | { readonly kind: 'text'; readonly maxLength: number; readonly long: boolean }
  /** `YYYY-MM-DD` */
  | { readonly kind: 'day' }
  /** `HH:MM` */
  | { readonly kind: 'time' }
);

/** A dialogue in words: a preview before approving (R19), a form, a list. Without `submit` it can only be closed. */
export interface ModalContent {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly inputs: readonly ModalInput[];
  readonly submit: string;
  readonly cancel: string;
}

/** What was filled in, by the id of its field; a field that was left open has no values. */
export type TypedForm = Readonly<Record<string, readonly string[]>>;

/** What a dialogue is about; it travels with it, so it holds ids only. */
export interface DialogueAbout {
  /** Empty where it is about no request. */
  readonly requestId: string;
  readonly version: number;
  /** Hash of the letter or text that was shown. */
  readonly seen?: string;
}

/** What a staff channel does with a click. Every reply is decided by the core, for a person whom the channel admitted. */
export interface StaffDialogues {
  /** The form or preview. */
  open(name: DialogueName, about: DialogueAbout, by: Actor): Promise<StaffReply>;
  /** `form` names what was sent in: again, also to another process, the same words of it have effect once. */
  submit(
    name: DialogueName,
    about: DialogueAbout,
    typed: TypedForm,
    by: Actor,
    form?: string,
  ): Promise<StaffReply>;
  act(action: DirectAction, about: DialogueAbout, by: Actor): Promise<StaffReply>;
  /** What somebody typed after the command. */
  command(text: string, by: Actor): Promise<StaffReply>;
}

export type StaffReply =
  | {
      readonly type: 'modal';
      readonly name: DialogueName;
      readonly about: DialogueAbout;
      readonly modal: ModalContent;
      /** To be called once it is shown: the log says who saw a letter (R19, R36). */
      readonly seen?: (() => Promise<unknown>) | undefined;
    }
  /** What is wrong, by the id of the field. */
  | { readonly type: 'errors'; readonly fields: Readonly<Record<string, string>> }
  | { readonly type: 'card'; readonly card: CardContent }
  | { readonly type: 'list'; readonly list: ListContent }
  /** Done, or refused with its reason in words; the card itself is updated by a job. */
  | { readonly type: 'notice'; readonly text: string; readonly done?: true };

/** Requests to choose from: each line has a button with the words of `choose`, which shows its card. */
export interface ListContent {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly lines: readonly { readonly text: string; readonly requestId: string }[];
  readonly choose: string;
  readonly close: string;
}

/** Where staff are told and may decide besides the desk. */
export interface StaffChannel {
  readonly name: 'slack';
  start(dialogues: StaffDialogues, more?: StaffSurroundings): Promise<void>;
  stop(): Promise<void>;
  /** Puts the card in the place of a message of ours, a notice or an older card; `gone` when that is no more. */
  updateCard(externalId: string, card: CardContent): Promise<SendOutcome>;
  /** `sent` when the card is not there any more, whoever took it away. */
  removeCard(externalId: string): Promise<SendOutcome>;
  /** A short notice without personal data; its `externalId` is a place for a card. */
  tell(text: string, link: string): Promise<SendOutcome>;
}

/** What a channel of staff is given besides the dialogues, as far as it has a use for it. */
export interface StaffSurroundings {
  readonly home?: StaffHome;
  /** Everybody whom the configuration now lets decide there, by their ids in the channel. */
  readonly named?: (userIds: readonly string[]) => Promise<void>;
}

/**
 * The page that somebody of staff has for themselves in the channel's app, made anew whenever it is shown; undefined for
 * who does not work at the desk any more.
 */
export type StaffHome = (by: Actor) => Promise<HomeContent | undefined>;

export interface HomeLink {
  readonly label: string;
  readonly url: string;
}

/** Words, numbers and days only (R25). The channel lays the parts out below each other. */
export type HomeContent = readonly HomePart[];

export type HomePart =
  | { readonly kind: 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string; readonly link: HomeLink }
  | { readonly kind: 'bars'; readonly rows: readonly { readonly label: string; readonly count: number }[] }
  | { readonly kind: 'links'; readonly links: readonly HomeLink[] };
