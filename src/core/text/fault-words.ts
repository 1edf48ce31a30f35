import type { ReplyLanguage } from '../kernel/language.ts';
import type { RegisterFault } from '../register/find-fault.ts';
import { text } from './texts.ts';

/** What was changed in the register, in one sentence. */
export function faultWords(language: ReplyLanguage, { fault, number, sequence }: RegisterFault): string {
  return text(language, `desk:register.fault_${fault}`, { number: number ?? '', sequence: sequence ?? '' });
}
