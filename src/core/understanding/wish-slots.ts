import type { Label, Slots } from './understanding.ts';

type WishSlots = Pick<Slots, 'oldValue' | 'newValue' | 'receiver' | 'objectsTo' | 'part'>;

const LONGEST = 80;
const MOST_LETTERS = 4_000;

/** A value as it is written: up to the end of the sentence or a word that begins another thought. */
const VALUE = '["\'“”]?([^\\n;!?"“”]{1,80}?)["\'“”]?';
const END =
  '(?=\\s*(?:$|[\\n;!?]|\\.(?:\\s|$)|,?\\s(?:maar|graag|alstublieft|alsjeblieft|aub|en (?:niet|dus|graag)|want|omdat|please|and not|thanks|bedankt|dank)(?![\\p{L}])))';

const after = (lead: string, end = END): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${lead})\\s{0,3}:?\\s{0,3}${VALUE}${end}`, 'iu');
const both = (first: string, between: string, end = END): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${first})\\s${VALUE}\\s(?:${between})\\s${VALUE}${end}`, 'iu');

const OLD_AND_NEW = [
  both('(?:wijzigen|veranderen|aanpassen|wijzig|verander|omzetten|gewijzigd|veranderd) van', 'naar|in'),
  both('(?:change|changed|correct|corrected|update|updated)(?: \\S+){0,4} from', 'to|into'),
  both(
    '(?:er staat|staat er|er stond|jullie hebben|u heeft|it says|you have)',
    '(?:,? ?(?:maar )?(?:dit|dat|het) (?:moet|hoort) (?:zijn|te zijn)|moet zijn|but it should be|should be)',
  ),
  both('van', 'naar(?= \\S*\\d| \\p{Lu})'),
  both('van', 'veranderen in|wijzigen in'),
] as const;
const NEW_NOT_OLD = [
  both(
    '(?:moet|hoort|should be|must be)',
    '(?:zijn|te zijn|worden)?,? ?(?:in plaats van|en niet|i\\.p\\.v\\.|ipv|instead of|and not)',
  ),
];
const OLD_NOT_NEW = [both('(?:niet|not|is niet|geen)', 'maar|but')];
const NEW = [
  after(
    '(?:dit|dat|het|deze|die|nummer|naam|adres|postcode|datum)?\\s?(?:moet|hoort|dient)(?: te)? (?:zijn|worden|wezen)',
  ),
  after(
    '(?:wijzigen|veranderen|aanpassen|wijzig|verander|corrigeren|verbeteren|gewijzigd|veranderd|zetten)(?: \\S+){0,4} (?:in|naar)',
  ),
  after('(?:nieuwe?|juiste|goede|correcte) (?:\\S+ ){1,2}(?:is|wordt|luidt)'),
  after('(?:should|must|has to) (?:be|read)'),
  after('(?:change|correct|update)(?: \\S+){1,4} to'),
  after('(?:new|right|correct) (?:\\S+ ){1,3}is'),
  new RegExp(`(?<![\\p{L}])moet\\s${VALUE}\\s(?:zijn|worden)(?![\\p{L}])`, 'iu'),
] as const;
const OLD = [
  after(
    '(?:er staat(?: nu)?|staat er(?: nu)?|nu staat er|er stond|in plaats van|i\\.p\\.v\\.|ipv|instead of|it (?:now )?says)',
  ),
  after('(?:oude|vorige|verkeerde|old|previous|wrong) (?:\\S+ ){1,2}(?:is|was)'),
] as const;

const PARTY =
  "((?:de |het |the )?(?:[\\p{Lu}\\d][\\p{L}\\d&'.-]{0,30}(?: (?=[\\p{Lu}\\d&])[\\p{L}\\d&'.-]{1,30}){0,4}|[\\p{L}\\d-]{2,40}\\.(?:nl|be|com|eu|de|fr|org|net|example)))";
const RECEIVER = [
  new RegExp(`(?<![\\p{L}])(?:naar|aan|door aan|over aan|over naar|bij|to|an|à|chez)\\s${PARTY}`, 'u'),
] as const;
/** Begin a sentence or name us; no party. */
const NOBODY = /^(?:De|Het|Ik|Mij|U|Jullie|The|Me|AVG|GDPR|Algemene|Geachte|Beste|CSV|JSON|XML|Excel|PDF)$/u;

const OBJECTION = [
  after('(?:bezwaar(?: maken)?|verzet|protest)(?: \\S+){0,2} (?:tegen|op)(?: het| de)?'),
  after(
    '(?:stop|stoppen|ophouden|hou op|houd op|kappen) (?:onmiddellijk |meteen |nu )?met(?: het| de| die| dat)?',
  ),
  after(
    '(?:uitschrijven|afmelden|schrijf mij uit|meld mij af|uitgeschreven worden)(?: \\S+){0,2}? (?:van|voor|bij|uit)(?: de| het| die| jullie| uw)?',
  ),
  new RegExp(
    `(?<![\\p{L}])(?:geen|niet langer|no more|no longer)\\s${VALUE}(?:\\smeer(?![\\p{L}])|(?=\\s(?:krijgen|ontvangen|from|please))|${END})`,
    'iu',
  ),
  after('(?:object|objection|opt out|unsubscribe(?: me)?) (?:to|from|of)(?: the| your)?'),
  after('(?:widerspreche|widerspruch)(?: \\S+){0,1}? (?:der|gegen|die)'),
  after("(?:m'oppose|opposition) (?:à|au|aux)(?: la)?"),
] as const;

const WHOLE =
  /(?<![\p{L}])(?:alles|alle|al (?:mijn|m'n|de)|gegevens|persoonsgegevens|klantgegevens|data|account|profiel|everything|all|whole|account|profile|daten|données|konto|compte)(?![\p{L}])/iu;
const PART =
  /(?<![\p{L}])((?:mijn|m'n|mn|die|dat|dit|deze|het|de|één|een|my|that|this|one|the)\s(?:(?:oude|vorige|tweede|laatste|oud|ene|vaste|mobiele|old|second|last|previous|mobile)\s){0,2}(?:telefoonnummer|telefoonnr|06-nummer|mobiele nummer|mobiel nummer|nummer|adres|afleveradres|bezorgadres|e-?mail ?adres|mailadres|geboortedatum|achternaam|voornaam|tussenvoegsel|foto'?s?|bericht(?:je)?|mail(?:tje)?|e-mail|review|recensie|beoordeling|gesprek|chat|factuur|rekeningnummer|iban|bankrekening|bedrijfsnaam|wensenlijst(?:je)?|bestelgeschiedenis|phone number|number|address|email address|date of birth|birthday|surname|photos?|message|email|review|conversation|chat|invoice|bank account|wish ?list)(?:\s(?:van|op|uit|met|from|of|on)\s[^\n.,;!?]{2,40})?)(?![\p{L}])/iu;
/** Where the thing stands is not what is asked: "mijn nummer uit mijn account". */
const PLACE =
  /(?<![\p{L}])(?:uit|in|van|bij|from|in|of|on)\s(?:mijn|m'n|mn|jullie|uw|het|de|my|your|the)\s(?:account|profiel|gegevens|klantgegevens|profile|data)(?![\p{L}])/giu;
/** "Niet alles, alleen mijn nummer": the part, however the whole is named besides. */
const ONLY = new RegExp(`(?<![\\p{L}])(?:alleen|enkel|slechts|uitsluitend|only|just)\\s${PART.source}`, 'iu');
/** "Alleen mijn review niet": what stays is no part that is asked. */
const STAYS =
  /^[^\n.,;!?]*(?<![\p{L}])(?:niet|not|bewaren|houden|blijven|blijft|staan|keep|stay|stays)(?![\p{L}])/iu;
const PARTIAL: ReadonlySet<Label> = new Set(['erasure', 'access', 'restriction']);

/** What a wish is about, as far as the words name it; only what belongs to the labels is looked for. */
export function wishSlots(text: string, labels: readonly Label[]): WishSlots {
  const read = text.slice(0, MOST_LETTERS);
  const has = (label: Label): boolean => labels.includes(label);
  const receiver = has('portability') ? receiverIn(read) : undefined;
  const objectsTo = has('objection') ? first(OBJECTION, read) : undefined;
  const part = labels.some((label) => PARTIAL.has(label)) ? partIn(read) : undefined;
  return {
    ...(has('rectification') ? values(read) : {}),
    ...(receiver === undefined ? {} : { receiver }),
    ...(objectsTo === undefined ? {} : { objectsTo }),
    ...(part === undefined
      ? {}
      : {
          part: tidy(
            part.replace(/\s(?:graag|aub|alstublieft|alsjeblieft|please|wissen|verwijderen|weg)\b.*$/iu, ''),
          ),
        }),
  };
}

function partIn(text: string): string | undefined {
  const only = ONLY.exec(text);
  if (only !== null) return STAYS.test(text.slice(only.index + only[0].length)) ? undefined : only[1];
  const named = text.replace(PLACE, ' ');
  return WHOLE.test(named) ? undefined : PART.exec(named)?.[1];
}

function values(text: string): Pick<Slots, 'oldValue' | 'newValue'> {
  for (const pattern of NEW_NOT_OLD) {
    const [, now, before] = pattern.exec(text) ?? [];
    if (now !== undefined && before !== undefined) return { oldValue: tidy(before), newValue: tidy(now) };
  }
  for (const pattern of [...OLD_NOT_NEW, ...OLD_AND_NEW]) {
    const [, before, now] = pattern.exec(text) ?? [];
    if (now !== undefined && before !== undefined) return { oldValue: tidy(before), newValue: tidy(now) };
  }
  const oldValue = first(OLD, text);
  const newValue = first(NEW, text);
  return {
    ...(oldValue === undefined ? {} : { oldValue }),
    ...(newValue === undefined ? {} : { newValue }),
  };
}

function receiverIn(text: string): string | undefined {
  for (const pattern of RECEIVER) {
    for (const [, party = ''] of text.matchAll(new RegExp(pattern, 'gu'))) {
      const named = tidy(party);
      if (!NOBODY.test(named.split(' ')[0] ?? '') && named !== '') return named;
    }
  }
  return undefined;
}

function first(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const found = tidy(pattern.exec(text)?.[1] ?? '');
    if (found !== '') return found;
  }
  return undefined;
}

function tidy(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“”:,-]+|[\s"'“”:,.-]+$/g, '')
    .replace(/\s(?:zijn|worden|te zijn|krijgen|ontvangen)$/i, '')
    .slice(0, LONGEST);
}
