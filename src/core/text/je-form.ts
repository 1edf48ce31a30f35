/** Verbs that lose their ending before "je"; behind every other verb "u" is whom something is done to. */
const BEFORE: Readonly<Record<string, string>> = {
  bedenkt: 'bedenk',
  bedoelt: 'bedoel',
  bent: 'ben',
  denkt: 'denk',
  heeft: 'heb',
  hoeft: 'hoef',
  hoort: 'hoor',
  kiest: 'kies',
  krijgt: 'krijg',
  kunt: 'kun',
  leest: 'lees',
  schrijft: 'schrijf',
  stelt: 'stel',
  stuurt: 'stuur',
  typt: 'typ',
  vindt: 'vind',
  vraagt: 'vraag',
  wilt: 'wil',
  wordt: 'word',
  zegt: 'zeg',
  ziet: 'zie',
  zult: 'zul',
};

/** Behind these "jou" is said, where no verb follows of which "u" is the subject. */
const STRESSED = /\b(van|over|met|door|bij|aan|voor) u\b(?! (?:uw|een|de|het|wilt|kunt|bent|heeft)\b)/giu;

/**
 * Dutch words for somebody under sixteen (R4): what is written with "u" is said with "je". For our own texts, which are
 * known and tested; never for what somebody typed.
 */
export function jeForm(text: string): string {
  return text
    .replace(/\b(\p{L}+) u\b/giu, (whole, verb: string) => {
      const shorter = BEFORE[verb.toLowerCase()];
      return shorter === undefined ? whole : `${likeFirst(verb, shorter)} je`;
    })
    .replace(/\b(u (?:een|de|het) \p{L}+) heeft\b/giu, '$1 hebt')
    .replace(/\bu heeft\b/giu, (whole) => likeFirst(whole, 'je hebt'))
    .replace(/\b(je|u) zich\b/giu, (_whole, who: string) => `${likeFirst(who, 'je')} je`)
    .replace(STRESSED, '$1 jou')
    .replace(/\b(u|uw|uzelf|alstublieft)\b/giu, (word) => likeFirst(word, OTHER[word.toLowerCase()] ?? 'je'));
}

const OTHER: Readonly<Record<string, string>> = { uzelf: 'jezelf', alstublieft: 'alsjeblieft' };

function likeFirst(model: string, words: string): string {
  return /^\p{Lu}/u.test(model) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}
