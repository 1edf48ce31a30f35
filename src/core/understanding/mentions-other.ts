const RELATIVE =
  '(?:dochter|dochtertje|zoon|zoontje|kind|kinderen|kleinzoon|kleindochter|pupil|man|vrouw|partner|vriend|vriendin|moeder|vader|oma|opa|broer|broertje|zus|zusje|tante|oom|buurman|buurvrouw|collega|huisgenoot|schoonmoeder|schoonvader|daughter|son|child|husband|wife|mother|father|brother|sister|colleague|friend)';
const AGED = new RegExp(
  `(?<!\\p{L})(?:mijn|m'n|mn|onze|ons|my|our)\\s${RELATIVE}(?:\\s\\p{Lu}\\p{L}+)?,?\\s?(?:van|\\(|is|of|aged?|who is|die)\\s?(?:pas\\s|nog\\s|net\\s|maar\\s|only\\s)?\\d{1,2}(?!\\d)`,
  'u',
);
const WANTS = new RegExp(
  `(?<!\\p{L})${RELATIVE}\\s\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?\\s(?:wil|wilt|zou|vraagt|verzoekt|wenst|wants|would|asks)(?!\\p{L})`,
  'u',
);
const NAME =
  "(\\p{Lu}[\\p{L}'-]+(?:\\s(?:van|de|der|den|ter|ten|te|het|'t|el|al|von))*\\s\\p{Lu}[\\p{L}'-]+)";
const NAMED = new RegExp(
  `(?<!\\p{L})(?:alles|gegevens|persoonsgegevens|klantgegevens|data|account|profiel|nummer|telefoonnummer|adres|everything|details)\\s(?:van|over|of|about|from)\\s${NAME}`,
  'u',
);
/** The writer names himself, or speaks of his own data beside: the name may then well be his own. */
const OWN = /(?<!\p{L})(?:mijn|m'n|mij|me|mezelf|ik ben|my|mine|myself|i am|i'm)(?!\p{L})/iu;

/**
 * Somebody else whose data the words are about, as only capitals and numbers tell: "mijn dochter van 12", "collega
 * Karin wil", "alles van Jan de Vries". `own` is the name that the writer gave as his own.
 */
export function mentionsOther(text: string, own: string | undefined): boolean {
  if (AGED.test(text) || WANTS.test(text)) return true;
  const [, name] = NAMED.exec(text) ?? [];
  if (name === undefined || OWN.test(text.replace(name, ''))) return false;
  return own === undefined || own.toLowerCase() !== name.toLowerCase();
}

const CHILD =
  '(?:dochter|dochters|dochtertje|zoon|zoons|zonen|zoontje|kind|kinderen|kids|daughter|daughters|son|sons|child|children|tochter|sohn|kind|fille|fils|enfant|enfants)';
const OWN_CHILD = new RegExp(
  `(?<!\\p{L})(?:mijn|m'n|mn|onze|ons|my|our|meine[rsn]?|ma|mon|mes)\\s(?:\\p{L}+e\\s)?${CHILD}(?:'s)?(?!\\p{L})`,
  'iu',
);

/** Whether the other one that is mentioned is the writer's own child: a parent acts for one under sixteen (UAVG 5). */
export function mentionsOwnChild(text: string): boolean {
  return OWN_CHILD.test(text);
}
