import type { SourceCheck } from '../core/application/sources-api.ts';
import type { ProcessorAction } from '../core/fulfilment/processor.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { text, textIfAny } from '../core/text/texts.ts';

/** The name of a source, and what has to be done about it; nothing where all is well. */
export function sourceInWords(
  { source, name, code, mayNot, mayMore }: SourceCheck,
  language: ReplyLanguage,
): { readonly name: string; readonly todo: readonly string[] } {
  const actions = (all: readonly ProcessorAction[]) =>
    all.map((action) => text(language, `doctor:processor_actions.${action}`)).join(', ');
  return {
    name: textIfAny(language, `terms:sources.${source}`) ?? name,
    todo: [
      ...(code === '' ? [] : [textIfAny(language, `refusals:${code}`) ?? code]),
      ...(mayNot.length === 0
        ? []
        : [text(language, 'doctor:processors.lacks', { actions: actions(mayNot) })]),
      ...(mayMore.length === 0
        ? []
        : [text(language, 'doctor:processors.more', { actions: actions(mayMore) })]),
    ],
  };
}
