import type { ReplyLanguage } from '../core/kernel/language.ts';
import type { Refusal } from '../core/kernel/result.ts';
import { type TextKey, type TextParams, text, textIfAny } from '../core/text/texts.ts';

export type CheckName =
  | 'folder'
  | 'disk'
  | 'ledger'
  | 'database'
  | 'secret_key'
  | 'migrations'
  | 'clock'
  | 'staff'
  | 'register'
  | 'processors'
  | 'policy'
  | 'mail'
  | 'mail_listener'
  | 'mailbox'
  | 'telegram'
  | 'discord'
  | 'slack';

/** What one look found, and what to do about it: no secret, no address of a person, no words of a customer. */
export interface Finding {
  readonly check: CheckName;
  readonly state: 'ok' | 'warning' | 'wrong';
  readonly says: (language: ReplyLanguage) => string;
}

/** A finding with its sentence. */
export function found(
  check: CheckName,
  state: Finding['state'],
  key: TextKey,
  params: TextParams = {},
): Finding {
  return { check, state, says: (language) => text(language, key, params) };
}

/** A refusal of the program itself, in its own words. */
export function refused(check: CheckName, { code, params = {} }: Refusal): Finding {
  return {
    check,
    state: 'wrong',
    says: (language) => textIfAny(language, `refusals:${code}`, params) ?? code,
  };
}
