const DIED =
  '(?:overleden|overleed|gestorven|dood(?:gegaan)?|gecrasht|overlijdt|died|dead|deceased|verstorben|tot|decede)';
/** What is said to be dead without anybody having died. */
const THING =
  '(?:computer|pc|laptop|tablet|telefoon|mobiel|toestel|scherm|batterij|accu|printer|router|internet|wifi|site|website|webshop|app|link|knop|chat|account|plant|planten|kat|poes|kater|hond|hondje|konijn|hamster|cavia|vis|vogel|paard|huisdier|phone|computer|battery|screen|cat|dog|pet|rabbit|plant)';
const DEAD_THING = new RegExp(
  `(?<![\\p{L}-])${THING}(?:\\s[\\p{L}']+){0,4}?\\s${DIED}(?!\\p{L})|(?<!\\p{L})${DIED}(?:e)?\\s${THING}(?!\\p{L})`,
  'giu',
);
const STILL_DEATH = new RegExp(
  `(?<!\\p{L})(?:${DIED}|overlijden|nabestaande|erfgena|nalatenschap|uitvaart|weduw|wijlen)`,
  'iu',
);

const PERSON =
  '(?:man|vrouw|echtgenoot|echtgenote|partner|vriend|vriendin|vader|moeder|papa|mama|pa|ma|ouders|zoon|dochter|kind|broer|zus|oma|opa|tante|oom|neef|nicht|buurman|buurvrouw|schoonmoeder|schoonvader|hij|zij|ze|husband|wife|mother|father|mum|mom|dad|son|daughter|brother|sister|he|she)';
const GONE = new RegExp(
  `(?<!\\p{L})${PERSON}(?:\\s\\p{L}+)?,?\\s(?:is|zijn|was)\\s(?:er\\s(?:helaas\\s|sinds\\s\\S+\\s){0,2}niet meer|(?:\\S+\\s){0,3}?(?:niet meer onder ons|heengegaan|ons ontvallen|weggevallen)|(?:er\\s)?(?:helaas\\s)?niet meer(?=\\s*(?:$|[.,;!?]))|no longer with us|gone forever)`,
  'iu',
);

/**
 * Whether somebody died. `named` is whether a word for it stands in the text ("overleden"); of a broken thing or a pet
 * it says nothing, and of a person it can be said without such a word (law: the heirs act for the dead, R4).
 */
export function speaksOfDeath(text: string, named: boolean): boolean {
  if (GONE.test(text)) return true;
  if (!named) return false;
  const rest = text.replace(DEAD_THING, '');
  return rest === text || STILL_DEATH.test(rest);
}
