/** Lists of words by which typed answers are read, apart from the words of the choices; their words stand in the locales. */
export const WORD_LISTS = [
  'doubt',
  'not_a_name',
  'why',
  'date',
  'advertising',
  'situation',
  // a wish to erase that is taken back
  'erasing',
  'denies',
  'not_yet',
  'corrects',
  'narrows',
  'only_some',
  'lets',
  'stays',
  // where somebody lives or gets parcels (R22)
  'home',
  // what is wanted of an access request, said with it (R3)
  'a_copy',
  'no_copy',
  'disagree',
  'decision',
  'machine',
  // one more of what was told before
  'another',
  // facts of an order, and what a change of one's details is called (R9)
  'months',
  'months_short',
  'paid_ideal',
  'paid_card',
  'paid_transfer',
  'paid_later',
  'paid_paypal',
  'paid_bancontact',
  'paid_cash',
  'paid_wallet',
  'not_a_fact',
  'takeover',
  'given_facts',
  // a few words that ask for nothing, or that need no guess
  'nods',
  'nobody_there',
  'how_long',
  'which_data',
  'who_reads',
  // of which the language cannot be told
  'either_language',
  // somebody who needs help first, or curses
  'distress',
  'danger',
  'abuse',
  // change of mind, and which of a list is meant
  'still_do',
  'stop_all',
  'ordinals',
  'option_words',
] as const;
