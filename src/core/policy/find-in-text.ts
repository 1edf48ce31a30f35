import { type DocumentSentence, type PolicyDocument, sentencesOf } from './policy-document.ts';
import { type FindingKind, findingAt, type PolicyFinding } from './policy-finding.ts';

/** What a single sentence gives away, in Dutch and English. */
const IN_SENTENCE: readonly (readonly [FindingKind, RegExp])[] = [
  [
    'placeholder',
    /\[(?!\s*x?\s*\])[^\]\n]{2,40}\](?!\()|\{\{[^}]*\}\}|\{[a-z][a-z _-]{1,38}\}|\bVOORBEELD:|\bEXAMPLE:|lorem ipsum|_{4,}|\.{5,}|…{2,}|\bX{2,}\b|[<«](?:uw |your )?(?:naam|bedrijf|name|company)[^>»]*[>»]|\((?:vul|fill)\b[^)]*\)|\b(?:hier|naam|adres|datum) invullen\b/i,
  ],
  // Capitals only: "naam dienst" may be said.
  ['placeholder', /\b(?:TODO|TBD)\b|\b(?:NAAM|BEDRIJF|COMPANY)\s+\p{Lu}{3,}/u],
  [
    'blank_name',
    /\b(?:van|door|met|aan|bij|of|by|with|from|to)\s+[.,;]|^(?:heeft|gebruikt|verwerkt|bewaart|deelt|has|uses|processes|keeps|shares)\s/,
  ],
  ['thirty_days', /binnen (?:30|dertig) dagen|within (?:30|thirty) days/i],
  [
    'part_of_payments',
    /\(?(?:een |a )?\(?(?:deel|part)\)?[ (]+(?:van|of)\)?[ )]*(?:de|the|onze|our) (?:betaling|payment)/i,
  ],
  [
    'identity_document',
    /legitimeren|legitimatie|(?<!geen )(?<!no )(?:kopie|copy|scan) (?:van |of )?(?:(?:uw|je|your|een|an?) )?(?:paspoort|identiteits|id\b|passport|identity)(?![^.;]{0,60}\b(?:niet|nooit|not|never)\b)/i,
  ],
  [
    'old_law',
    /(?<!(?:vervang|voormalig|vroeger|replaced|former)[^.]*)(?:\bWbp\b|(?:Wet|College) bescherming persoonsgegevens|Privacy Shield|Safe Harbou?r)(?![^.]*(?:niet meer|vervallen|vervangen|no longer|replaced))/i,
  ],
  ['insecure_link', /http:\/\/[^\s)\]]+/i],
  ['phone_grouping', /\(0\d{2}\)\s?\d{3}-\d{4}/],
];

const TECHNICAL = /ip-?adres|ip address|cookie|meta-?gegevens|metadata|browser/i;
const NOT_PERSONAL = /geen persoonsgegevens|not? (?:be )?personal data|niet (?:tot u )?herleidbaar/i;
/** Firms for payment and delivery that decide themselves about their part, as their own terms say. */
const OWN_CONTROLLERS =
  /\b(?:Mollie|PostNL|PayPal|Klarna|Adyen|Stripe|Riverty|Afterpay|Buckaroo|MultiSafepay|DHL|DPD|UPS|GLS)\b/;
const SAID_CONTROLLER =
  /verwerkingsverantwoordelijke|zelf verantwoordelijk|beslist zelf|own controller|\bcontrollers?\b|ontvangers?\b|recipients?\b/i;

/** What stands in the document and should not stand there so, in the order of its lines. */
export function findInText(document: PolicyDocument): readonly PolicyFinding[] {
  const sentences = sentencesOf(document);
  // A name is as easily left open in a heading.
  const headings = document.sections.flatMap(({ heading }) =>
    heading === undefined ? [] : [{ text: heading.text, line: heading.number }],
  );
  const single = [...headings, ...sentences].flatMap(({ text, line }) =>
    IN_SENTENCE.flatMap(([kind, gives]) =>
      [...text.matchAll(new RegExp(gives, `g${gives.flags}`))].map(([found]) =>
        findingAt(kind, line, text, found),
      ),
    ),
  );
  return [
    ...single,
    ...emptyHeadings(document),
    ...calledNotPersonal(sentences),
    ...doubtfulRoles(document),
    ...vagueTerms(sentences),
    ...contradictions(sentences),
    ...objectionWithoutTerm(document),
  ];
}

/** A heading goes before its parts; one before a heading of its own depth, or before two in a row, has nothing. */
function emptyHeadings({ sections }: PolicyDocument): readonly PolicyFinding[] {
  return sections.flatMap(({ heading, lines }, index) => {
    if (heading === undefined || lines.length > 0) return [];
    const next = sections[index + 1];
    const depth = next?.heading?.level;
    const isPlain = heading.level === 7;
    const isEmpty = isPlain ? next === undefined || next.lines.length === 0 : (depth ?? 0) <= heading.level;
    return isEmpty ? [findingAt('empty_heading', heading.number, heading.text)] : [];
  });
}

function calledNotPersonal(sentences: readonly DocumentSentence[]): readonly PolicyFinding[] {
  return sentences.flatMap(({ text, line, section }, index) => {
    const before = sentences[index - 1];
    const around = before?.section === section ? `${before.text} ${text}` : text;
    const found = NOT_PERSONAL.exec(text)?.[0];
    return found !== undefined && TECHNICAL.test(around)
      ? [findingAt('not_personal_data', line, text, found)]
      : [];
  });
}

/** Once for each firm: nowhere beside its name, nor in a section of its own, is it said to decide itself. */
function doubtfulRoles(document: PolicyDocument): readonly PolicyFinding[] {
  const named = new Map<string, PolicyFinding | undefined>();
  for (const { heading, lines } of document.sections) {
    const said = [...(heading === undefined ? [] : [heading]), ...lines].flatMap(({ text, number }) =>
      text.split(/(?<=[.!?])\s+/).map((sentence) => ({ sentence, number, text })),
    );
    const firmsIn = (words: string): readonly string[] => words.match(new RegExp(OWN_CONTROLLERS, 'g')) ?? [];
    const isAlone = new Set(said.flatMap(({ sentence }) => firmsIn(sentence))).size === 1;
    const sectionSays = said.some(({ sentence }) => SAID_CONTROLLER.test(sentence));
    for (const { sentence, number, text } of said)
      for (const firm of firmsIn(sentence)) {
        const explained = isAlone ? sectionSays : SAID_CONTROLLER.test(sentence);
        if (explained) named.set(firm, undefined);
        else if (!named.has(firm)) named.set(firm, findingAt('role_doubtful', number, text, firm));
      }
  }
  return [...named.values()].flatMap((finding) => finding ?? []);
}

/** "Zo lang als nodig" with no length of time beside it: nobody can tell when it ends (AVG 13(2)(a)). */
function vagueTerms(sentences: readonly DocumentSentence[]): readonly PolicyFinding[] {
  const vague =
    /(?:zo ?lang|niet langer dan) (?:als )?(?:dat |dit )?(?:het )?(?:nodig|noodzakelijk)|(?:as long as|no longer than)(?: is| it is)? necessary/i;
  const length = /\b(?:dag|dagen|week|weken|maand|maanden|jaar|jaren|days?|weeks?|months?|years?)\b/i;
  return sentences.flatMap(({ text, line, section }) => {
    const found = vague.exec(text)?.[0];
    return found === undefined || section.lines.some((one) => length.test(one.text))
      ? []
      : [findingAt('vague_retention', line, text, found)];
  });
}

function contradictions(sentences: readonly DocumentSentence[]): readonly PolicyFinding[] {
  const first = (says: RegExp) => sentences.find(({ text }) => says.test(text));
  const at = (kind: FindingKind, sentence: DocumentSentence) => findingAt(kind, sentence.line, sentence.text);
  const endless = first(/zolang (?:u|je) (?:klant|cliënt)|as long as you are (?:a|our) customer/i);
  const bounded = first(/(?:niet|no) (?:langer|longer) (?:dan|than) \S+ (?:jaar|maanden|years?|months?)/i);
  const never = sentences.find(
    ({ text, section }) =>
      /nooit[^.]*(?:ander(?:e)? doel)|niet[^.]*andere doeleinden|never[^.]*other purposes?/i.test(text) &&
      section.lines.some((line) =>
        /binnen het eigen concern|dienstverlening (?:verder )?te verbeteren|within its (?:own )?group/i.test(
          line.text,
        ),
      ),
  );
  const onlyFor = first(
    /niet met derden gedeeld, anders dan|uitsluitend gedeeld|not shared with (?:third parties|others),? (?:other than|except)/i,
  );
  const shares = sentences.some(
    ({ text, section }) =>
      section !== onlyFor?.section &&
      /(?:met|with) [\p{Lu}][^.]{0,40}(?:delen|gedeeld|shared?)|(?:delen|share) [^.]*(?:met|with) \p{Lu}|gegevens met [^.]* delen/u.test(
        text,
      ),
  );
  return [
    ...(endless !== undefined && bounded !== undefined ? [at('contradicts_retention', endless)] : []),
    ...(never === undefined ? [] : [at('contradicts_purpose', never)]),
    ...(onlyFor !== undefined && shares ? [at('contradicts_sharing', onlyFor)] : []),
  ];
}

/** A section on objecting that names no term, where no sentence gives one for every request. */
function objectionWithoutTerm({ sections, lines }: PolicyDocument): readonly PolicyFinding[] {
  const term = /maand|dagen|weken|month|days|weeks/i;
  const forAll = lines.some(({ text }) =>
    /(?:elk|ieder|alle|any|every|each|all)[^.]{0,20}(?:verzoek|request)[^.]{0,60}(?:maand|month)/i.test(text),
  );
  if (forAll) return [];
  return sections.flatMap(({ heading, lines: said }) =>
    heading !== undefined &&
    /bezwaar|\bobject/i.test(heading.text) &&
    !said.some(({ text }) => term.test(text))
      ? [findingAt('objection_without_term', heading.number, heading.text)]
      : [],
  );
}
