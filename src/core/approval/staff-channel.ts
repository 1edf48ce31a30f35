import type { SendOutcome } from '../kernel/send-outcome.ts';
import type { StaffOnly } from '../kernel/staff-only.ts';

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

export interface CardAction {
  readonly id: 'approve' | 'refuse' | 'stop' | 'note' | 'take' | 'doubt' | 'extend';
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
  readonly link: { readonly label: string; readonly url: string };
}

export type ModalInput =
  | {
      readonly id: string;
      readonly kind: 'select';
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly optional: boolean;
    }
  /** Several may be ticked, at most ten are offered. */
  | {
      readonly id: string;
      readonly kind: 'several';
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly optional: boolean;
    }
  | {
      readonly id: string;
      readonly kind: 'text';
      readonly label: string;
      readonly maxLength: number;
      readonly optional: boolean;
    };

/** A dialog in words: the preview before approving (R19), the ground and facts of a refusal. */
export interface ModalContent {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly inputs: readonly ModalInput[];
  readonly submit: string;
  readonly cancel: string;
}

/** What a staff channel does with a click. Implemented in application, in words of core/text. */
export interface StaffDialogues {
  /** Opens the preview (and records that this person saw it); a refusal is shown as a modal without submit. */
  openPreview(requestId: string, version: number, by: Actor): Promise<StaffReply>;
  openRefusal(requestId: string, version: number, by: Actor): Promise<StaffReply>;
  submitApproval(requestId: string, version: number, letterHash: string, by: Actor): Promise<StaffReply>;
  /** Prepares the refusal and answers with its preview. */
  submitRefusal(
    requestId: string,
    version: number,
    answer: { readonly ground: string; readonly article: string; readonly facts: string },
    by: Actor,
  ): Promise<StaffReply>;
  stop(requestId: string, version: number, by: Actor): Promise<StaffReply>;
  /** AVG 12(6): the reason for a doubt about this person, and what would be enough. */
  openDoubt(requestId: string, version: number): Promise<StaffReply>;
  /** Makes the letter; what was typed is read and approved at the desk only (R25). */
  submitDoubt(
    requestId: string,
    version: number,
    typed: { readonly reason: string; readonly asks: readonly string[] },
    by: Actor,
  ): Promise<StaffReply>;
  /** AVG 12(3): reasons from the closed list, with the facts. */
  openExtension(requestId: string, version: number): Promise<StaffReply>;
  submitExtension(
    requestId: string,
    version: number,
    typed: { readonly reasons: readonly string[]; readonly facts: string },
    by: Actor,
  ): Promise<StaffReply>;
  openNote(version: number): StaffReply;
  /** Stored with us, and shown on the desk only (R25). */
  submitNote(requestId: string, text: StaffOnly, by: Actor): Promise<StaffReply>;
  /** Whoever clicks works on it from now. */
  take(requestId: string, by: Actor): Promise<StaffReply>;
}

export type StaffReply =
  | {
      readonly type: 'modal';
      readonly step: 'approve';
      readonly modal: ModalContent;
      readonly version: number;
      readonly letterHash: string;
    }
  | {
      readonly type: 'modal';
      readonly step: 'refuse' | 'note' | 'doubt' | 'extend';
      readonly modal: ModalContent;
      readonly version: number;
    }
  /** Done, or refused with its reason in words; the card itself is updated by a job. */
  | { readonly type: 'notice'; readonly text: string; readonly done?: true };

/** Where staff are told and may decide besides the desk. */
export interface StaffChannel {
  readonly name: 'slack';
  start(dialogues: StaffDialogues, home?: StaffHome): Promise<void>;
  stop(): Promise<void>;
  /** Puts the card in the place of a message of ours, a notice or an older card; `gone` when that is no more. */
  updateCard(externalId: string, card: CardContent): Promise<SendOutcome>;
  /** `sent` when the card is not there any more, whoever took it away. */
  removeCard(externalId: string): Promise<SendOutcome>;
  /** A short notice without personal data; its `externalId` is a place for a card. */
  tell(text: string, link: string): Promise<SendOutcome>;
}

/** The page that somebody of staff has for themselves in the channel's app, made anew whenever it is shown. */
export type StaffHome = (by: Actor) => Promise<HomeContent>;

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
