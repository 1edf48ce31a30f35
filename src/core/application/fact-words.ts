import type { FactWords } from '../identity/read-order-facts.ts';
import type { CoreSettings } from './core-settings.ts';

type Lists = CoreSettings['choiceWords'];

/** What facts of an order are called, in every language: a shop's records are not in the customer's. */
export function factWords(lists: Lists): FactWords {
  const both = (name: keyof Lists['nl']): readonly string[] => [
    ...(lists.nl[name] ?? []),
    ...(lists.en[name] ?? []),
  ];
  const monthly = [lists.nl.months, lists.nl.months_short, lists.en.months, lists.en.months_short];
  const months = Array.from({ length: 12 }, (_, index) => monthly.flatMap((names) => names?.[index] ?? []));
  return {
    months,
    methods: {
      ideal: both('paid_ideal'),
      card: both('paid_card'),
      transfer: both('paid_transfer'),
      later: both('paid_later'),
      paypal: both('paid_paypal'),
      bancontact: both('paid_bancontact'),
      cash: both('paid_cash'),
      wallet: both('paid_wallet'),
    },
    ignored: [...both('not_a_fact'), ...both('not_a_name')],
  };
}
