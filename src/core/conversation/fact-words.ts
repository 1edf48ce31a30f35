import type { FactWords } from '../identity/read-order-facts.ts';
import type { ConversationFacts } from './conversation-input.ts';

type Lists = ConversationFacts['choiceWords'];

/** What facts of an order are called, in each of these languages: a shop's records are not in the customer's. */
export function factWords(languages: readonly Lists[]): FactWords {
  const all = (name: keyof Lists): readonly string[] => languages.flatMap((lists) => lists[name] ?? []);
  const months = Array.from({ length: 12 }, (_, index) =>
    languages.flatMap(({ months: names = [], months_short: short = [] }) =>
      [names[index], short[index]].flatMap((name) => name ?? []),
    ),
  );
  return {
    months,
    methods: {
      ideal: all('paid_ideal'),
      card: all('paid_card'),
      transfer: all('paid_transfer'),
      later: all('paid_later'),
      paypal: all('paid_paypal'),
      bancontact: all('paid_bancontact'),
      cash: all('paid_cash'),
      wallet: all('paid_wallet'),
    },
    ignored: [...all('not_a_fact'), ...all('not_a_name')],
  };
}
