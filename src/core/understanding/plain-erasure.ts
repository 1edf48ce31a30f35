import type { Judgement } from './judge-clause.ts';
import type { Clause } from './mark-negations.ts';
import type { Label } from './understanding.ts';

/** Meanings that erase. */
const ERASING: ReadonlySet<string> = new Set(['erase', 'away']);
/** What can be taken away that is nobody's data, and what can be meant instead: "haal die kaars uit mijn winkelwagen". */
const THINGS: ReadonlySet<string> = new Set(['order', 'purchase', 'goods', 'login']);
const OF_PERSONS: ReadonlySet<string> = new Set(['data', 'account', 'store_place', 'contact_field', 'all']);
/** Whose data, or by which right: "haal mij eruit", "een verzoek tot wissen". */
const BY_RIGHT: ReadonlySet<string> = new Set(['self', 'customer', 'privacy', 'right', 'request']);
/** Where else, in a clause that erases: "wis mijn account bij de bibliotheek", "haal mijn adres uit de lijst voor folders". */
const ELSEWHERE: ReadonlySet<string> = new Set(['elsewhere', 'mailing']);
/** Who else may ask it: "mijn zus schreef: wis alles". */
const SOMEBODY: ReadonlySet<string> = new Set(['someone_else']);
/** What is only to be told: "kunt u bevestigen dat alles van mij weg is?" asks for nothing to be done. */
const CONFIRMING: ReadonlySet<string> = new Set(['confirm']);
/** What is put in the place of what goes: "het oude adres eruit, vul het nieuwe in". */
const REPLACING: ReadonlySet<string> = new Set(['change']);
/** What an erasure is easily taken for: a question about it, thanks for it, a complaint that it was not done. */
const ELSE: ReadonlySet<Label> = new Set([
  'out_of_scope',
  'policy_question',
  'complaint',
  'status',
  'withdraw_request',
  'thanks',
  'auto_reply',
]);
/** More than this of another reading is more than a trace. */
const TRACE = 0.1;

/** Whether any clause says that something is to be erased, of something that may be data about a person. */
export function saysErasure(clauses: readonly Clause[]): boolean {
  return clauses.some(erases) && (!concerns(clauses, THINGS) || concerns(clauses, OF_PERSONS));
}

/**
 * Whether an erasure may be done without asking, however sure the model is (it cannot be undone): the words name whose
 * data or which right, no clause that erases says "niet" as well, however spelt, or names another firm or a mailing, nothing is put in the
 * place of what goes, nobody else is named before it, and nothing else is heard in the message but a trace.
 * Beside another right the words name the data: "haal me weg en geen mail meer" may be about the mail alone.
 */
export function isPlainErasure(
  clauses: readonly Clause[],
  { ranked }: Judgement,
  negators: ReadonlySet<string>,
  isAlone = true,
): boolean {
  if (!concerns(clauses, OF_PERSONS) && !(isAlone && concerns(clauses, BY_RIGHT))) return false;
  const erasing = clauses.filter(erases);
  if (erasing.some(({ words }) => words.some(({ text }) => mayDeny(text, negators)))) return false;
  if (concerns(erasing, ELSEWHERE) || erasing.some((clause) => isAfter(clause, CONFIRMING))) return false;
  if (
    isAlone
      ? concerns(clauses, REPLACING) || erasing.some((clause) => isAfter(clause, SOMEBODY))
      : concerns(clauses, SOMEBODY)
  )
    return false;
  return !ranked.some(
    ({ wish, chance }) => chance > TRACE && wish.label !== undefined && ELSE.has(wish.label),
  );
}

const SHORTEST_MISSPELT = 4;

/** A negator, or one misspelt or in dialect: "neit", "neet". */
function mayDeny(word: string, negators: ReadonlySet<string>): boolean {
  if (negators.has(word)) return true;
  return word.length >= SHORTEST_MISSPELT && [...negators].some((negator) => isNearly(word, negator));
}

/** The same but for one letter, or two that changed places, not at the ends: "geef" is no "geen". */
function isNearly(word: string, other: string): boolean {
  if (word.length !== other.length || word[0] !== other[0] || word.at(-1) !== other.at(-1)) return false;
  const wrong = [...word].flatMap((letter, at) => (letter === other[at] ? [] : [at]));
  const [first = 0, second = 0] = wrong;
  return (
    wrong.length < 2 || (wrong.length === 2 && word[first] === other[second] && word[second] === other[first])
  );
}

/** Whether a clause has a word that erases, and that is not denied. */
export function erases({ words }: Clause): boolean {
  return words.some(({ concept, denied }) => !denied && ERASING.has(concept ?? ''));
}

/** One of these is said before what erases: "mijn broer mailde: gooi alles weg". */
function isAfter({ words }: Clause, meanings: ReadonlySet<string>): boolean {
  const erased = words.findIndex(({ concept }) => ERASING.has(concept ?? ''));
  return words.slice(0, erased).some(({ concept }) => meanings.has(concept ?? ''));
}

function concerns(clauses: readonly Clause[], meanings: ReadonlySet<string>): boolean {
  return clauses.some(({ words }) => words.some(({ concept }) => meanings.has(concept ?? '')));
}
