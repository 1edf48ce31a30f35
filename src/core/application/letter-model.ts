import { copyOf, countWithheld } from '../fulfilment/copy.ts';
import type { LetterModel, SourceResult } from '../fulfilment/letter.ts';
import { recipientsToTell } from '../fulfilment/recipients-to-tell.ts';
import type { Right } from '../kernel/rights.ts';
import type { Recipient, ShopProfile } from '../policy/shop-profile.ts';
import { checkRefusal } from '../request/refusal-ground.ts';
import { countRecords } from './count-records.ts';
import type { LetterInput, RequestRow } from './rows.ts';

/** The letter's facts: from the request, what was found, and what staff decided. */
export function letterModel(
  request: RequestRow,
  results: readonly SourceResult[],
  shop: ShopProfile,
  recipients: readonly Recipient[],
  input: LetterInput,
  mailStopped = false,
): LetterModel {
  const base = letterFrame(request, shop, input);
  const refusal = lawfulRefusal(request.right, input.refusal);
  if (refusal !== undefined) return { ...base, kind: 'refusal', ...refusal };
  const copy = copyOf(results);
  const copied = {
    ...{ results: copy, withheld: countWithheld(results), counts: countRecords(copy) },
    ...(input.groups === undefined ? {} : { refused: input.groups }),
  };
  const outcome = outcomeOf(request.right, input);
  if (request.right !== 'access')
    return {
      ...base,
      shop: { ...shop, recipients },
      ...copied,
      kind: 'decision',
      outcome,
      ...(mailStopped ? { mailStopped } : {}),
      toTell: recipientsToTell(outcome, recipients, results),
    };
  const questions = request.particulars?.questions ?? [];
  return {
    ...base,
    ...copied,
    kind: 'access_answer',
    recipients,
    ...(questions.length === 0 ? {} : { questions }),
  };
}

/** What every letter about this request says, whatever was decided. */
export function letterFrame(request: RequestRow, shop: ShopProfile, { free, child, elsewhere }: LetterInput) {
  return {
    number: request.number,
    language: request.state.language,
    name: request.name ?? '',
    right: request.right,
    receivedDay: request.state.due.receivedDay,
    free,
    shop,
    signedBy: shop.contactPerson,
    child: child ?? false,
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
}

/** What staff decided about this right. */
function outcomeOf(right: Right, { outcome }: LetterInput) {
  return outcome?.right === right ? outcome : null;
}

/** What staff prepared, when the right knows that ground; a draft of another kind becomes the answer again. */
function lawfulRefusal(right: Right, typed: LetterInput['refusal']) {
  if (typed === null) return undefined;
  const { ground, facts, intent, responsible } = typed;
  const article = checkRefusal(right, typed);
  if (!article.ok) return undefined;
  const named = article.value === '' ? null : article.value;
  return {
    ...{ ground, article: named, facts },
    ...(intent === undefined ? {} : { intent }),
    ...(responsible === undefined ? {} : { responsible }),
  };
}
