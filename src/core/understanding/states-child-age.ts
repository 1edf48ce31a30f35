const ADULT_FROM = 16;
const YOUNGEST = 5;

const FIRST_SPELLED = 6;
const SPELLED = [
  'zes zeven acht negen tien elf twaalf dertien veertien vijftien',
  'six seven eight nine ten eleven twelve thirteen fourteen fifteen',
];
const NUMBERS: ReadonlyMap<string, number> = new Map(
  SPELLED.flatMap((words) =>
    words.split(' ').map((word, index): readonly [string, number] => [word, index + FIRST_SPELLED]),
  ),
);

const NUMBER = `(\\d{1,2}|${[...NUMBERS.keys()].join('|')})`;
/** Most messages hold none, and are looked at no further. */
const ANY_NUMBER = new RegExp(NUMBER, 'iu');
const OLD = '(?:\\s?-?(?:jaar|jr\\.?|years?|yrs?|jahre|ans)(?:\\s(?:oud|old|alt|jong))?)';
/** What may stand behind an age. Behind a number of anything else stands what is counted: euros, minutes, kilos. */
const GOES_ON =
  "(?=\\s*(?:$|[;!?)\\n]|[.,](?!\\s?\\d)|\\s(?:en|dus|maar|want|wil|wilt|mag|mijn|m'n|geworden|hoor|oud|kan|kunt|kunnen|and|so|but|want|please|my|und|et)(?!\\p{L})))";
const BESIDE =
  '(?:(?:pas|net|nog|maar|trouwens|eigenlijk|zelf|namelijk|inmiddels|al|nu|only|just|actually|erst)\\s){0,3}';
const WHO = "(?:ik ben|ben ik|ik word|ik ben een (?:jongen|meisje|kind) van|i am|i'm|ich bin|j'ai)";

const AGES = [
  new RegExp(`(?<!\\p{L})${WHO}\\s${BESIDE}${NUMBER}${OLD}?${GOES_ON}`, 'giu'),
  new RegExp(`(?<=^|[.,;!?\\n]\\s*|\\s(?:en|and)\\s)ben\\s${BESIDE}${NUMBER}${OLD}?${GOES_ON}`, 'giu'),
  new RegExp(`(?<!\\p{L})(?:mijn leeftijd is|my age is|leeftijd:|age:)\\s?${NUMBER}${OLD}?${GOES_ON}`, 'giu'),
  new RegExp(`\\((?:[vmxf]|jongen|meisje|boy|girl)\\s?[,/]?\\s?${NUMBER}${OLD}?\\)`, 'giu'),
  new RegExp(`(?<!\\p{L})(?:ik|i)\\s\\(${NUMBER}${OLD}?\\)`, 'giu'),
] as const;

/** "ik ben 14", "ben pas twaalf jaar", "(v, 15)": the writer is under sixteen (product rule R4); "10 euro" is no age. */
export function statesChildAge(text: string): boolean {
  if (!ANY_NUMBER.test(text)) return false;
  return AGES.some((pattern) =>
    [...text.matchAll(pattern)].some(([, age = '']) => {
      const years = NUMBERS.get(age.toLowerCase()) ?? Number(age);
      return years >= YOUNGEST && years < ADULT_FROM;
    }),
  );
}
