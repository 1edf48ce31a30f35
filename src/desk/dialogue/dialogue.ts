import type { CoreApi } from '../../core/application/core-api.ts';
import type {
  Actor,
  DialogueAbout,
  DialogueName,
  ModalContent,
  StaffReply,
} from '../../core/approval/staff-channel.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { ok, type Result } from '../../core/kernel/result.ts';
import { type DecisionOutcome, decisionNotice } from '../../core/text/decision-notice.ts';
import type { Form } from '../frame/read-form.ts';

export interface DialogueTools {
  readonly core: Pick<CoreApi, 'decisions' | 'desk' | 'caseWork' | 'notices' | 'inPerson' | 'register'>;
  readonly language: ReplyLanguage;
  readonly clock: Clock;
}

export interface Asked {
  readonly about: DialogueAbout;
  readonly by: Actor;
  /** Names the form that was sent in. */
  readonly form?: string | undefined;
}

/** One dialogue: the form that is opened, and what sending it in does. Every "no" comes from the core. */
export interface Dialogue {
  /** At which field a refusal is said; without one it is said on top of the form. */
  readonly at: Readonly<Record<string, string>>;
  open(asked: Asked): Promise<Result<ModalContent | Shown>>;
  submit(asked: Asked, form: Form): Promise<Result<StaffReply>>;
}

/** A form or preview with what was shown in it. */
export interface Shown {
  readonly modal: ModalContent;
  readonly about: DialogueAbout;
  readonly seen?: () => Promise<unknown>;
}

/** As the reply that shows it. */
export function shown(name: DialogueName, { modal, about, seen }: Shown): StaffReply {
  return { type: 'modal', name, modal, about, seen };
}

/** Done, with its words. */
export function done(outcome: DecisionOutcome, language: ReplyLanguage): Result<StaffReply> {
  return ok({ type: 'notice', text: decisionNotice(outcome, language), done: true });
}
