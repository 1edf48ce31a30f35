const DASHES = /^(?:--|__|~~)\s?$/;
const RULE = /^[_=*~#-]{3,}$/;
const CLOSING =
  /^(?:(?:alvast |bij voorbaat )?(?:hartelijk |heel erg |zeer )?(?:bedankt|dank)(?: (?:u|je) ?(?:wel)?)?(?: voor (?:uw|je) (?:moeite|hulp|reactie|medewerking|antwoord))?(?: en(?: met)?)?[,.!\s]*)?(?:met )?(?:(?:de )?(?:aller)?(?:vriendelijke|hartelijke|beste|warme|zonnige|lieve|vr\.?) groet(?:en|jes)?|m\.?v\.?g\.?|groet(?:en|jes)?|gr\.?|hoogachtend|(?:with )?(?:kind|best|warm) regards|regards|best wishes|cheers|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|mit (?:freundlichen|besten|herzlichen) gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|hochachtungsvoll|(?:bien )?cordialement|bien à vous|(?:meilleures )?salutations(?: distinguées)?|(?:veuillez agréer|je vous prie d'agréer)[^\n]{0,80})(?=[\s,.!-]|$)[^\n]{0,60}$/i;
/** Words that only a device or a mail program has; "verzonden met PostNL" tells of a parcel. */
const FOOTER =
  /^[\s<[(]{0,3}(?:(?:verstuurd|verzonden|gestuurd|sent|gesendet|envoyé|diese nachricht wurde)\s(?:vanaf|vanuit|met|via|from|with|using|von|aus|mit|de|depuis|avec)\s(?:[^\s]+\s){0,5}?[^\s]{0,20}(?:iphone|ipad|mac|android|samsung|galaxy|huawei|xiaomi|oneplus|nokia|pixel|motorola|fairphone|telefoon|smartphone|phone|mobiel|mobieltje|toestel|tablet|apparaat|device|outlook|mail|webmail|proton|yahoo|gmail|gmx|web\.de|app|windows|blackberry|handy|mobile)(?![\p{L}])[^\n]{0,80}|von meinem [^\n]{1,40} gesendet[^\n]{0,60}|(?:download|get|hol(?:en sie sich)?|téléchargez) outlook (?:for|für|pour) [^\n]{1,60}|outlook (?:voor|für|pour) [^\n]{1,40}(?:downloaden|herunterladen)?[^\n]{0,60}|yahoo mail: [^\n]{1,80}|(?:virusvrij|virus-free|virenfrei)[^\n]{0,80}|[^\n]{0,40}(?:avast|avg) (?:antivirus|logo)[^\n]{0,80})$/iu;
const DISCLAIMER =
  /^[\s*]{0,4}(?:disclaimer|proclaimer|vertrouwelijk(?:heid(?:sverklaring)?)?\s?:|confidential(?:ity)?(?: notice)?\s?[:.]|haftungsausschluss|vertraulichkeit|(?:de|alle) (?:informatie|inhoud) (?:verzonden|in dit|in deze|van dit|van deze)|(?:the|any) (?:information|contents?) (?:contained|in this|of this)|(?:dit|this|deze|diese|ce|cet) (?:bericht|e-?mail|message|nachricht|courriel|communication)(?:bericht)?(?:\s[^\n]{0,120})?(?:bestemd|vertrouwelijk|intended|confidential|privileged|bestimmt|vertraulich|destiné|confidentiel)|(?:denk|denkt u) (?:aan|om) (?:het|ons) milieu|please consider the environment|save paper|is (?:het|dit) nodig (?:om )?dez?e? ?e-?mail|indien u niet de (?:geadresseerde|beoogde)|if you are not the (?:intended|named)|wenn sie nicht der (?:richtige|beabsichtigte)|aan dit bericht kunnen geen rechten)/i;
const BANNER =
  /^[\s*[]{0,4}(?:(?:let op|opgelet|pas op|waarschuwing|caution|warning|external|extern(?:e (?:e-?)?mail)?|achtung)\s?[\]!:.-]\s?.{0,40}(?:e-?mail|bericht|message|nachricht|buiten|outside|extern)|\[?external(?: e?mail)?\]?$|(?:u|je) ontvangt niet vaak e-?mail van|you don't often get email from|sommige mensen die dit bericht hebben ontvangen|sie erhalten nicht häufig e-?mails? von)/i;
const POSTSCRIPT = /^\s{0,3}(?:p\.?\s?s\.?(?=[\s:.,])|n\.?b\.?(?=[:.]))/i;
/** The sender goes on: first person, and a whole sentence. */
const GOES_ON =
  /(?:^|\s)(?:ik|mijn|mij|we|wij|i|my|me|ich|mein\w*|mir|mich|je|mon|ma|mes)\s(?:\S+\s){1,40}\S+/i;
/** What people say of themselves under every mail. */
const OF_OFFICE =
  /(?:^|\s)(?:werk(?:dagen|zaam|en)?|aanwezig|bereikbaar|afwezig|work(?:ing)?(?: days| hours)?|available|reachable|office|erreichbar|arbeite|volg|follow|linkedin|powered by|adverteer|ontvangt|receive)(?=[\s:.,]|$)/i;

/** What a line is that mail programs, offices and closings put around the sender's words; undefined for plain words. */
export function furnitureKind(
  line: string,
): 'closing' | 'dashes' | 'disclaimer' | 'banner' | 'footer' | 'postscript' | undefined {
  if (line === '') return undefined;
  if (DASHES.test(line)) return 'dashes';
  if (RULE.test(line) || FOOTER.test(line)) return 'footer';
  if (POSTSCRIPT.test(line)) return 'postscript';
  if (CLOSING.test(line)) return 'closing';
  if (DISCLAIMER.test(line)) return 'disclaimer';
  return BANNER.test(line) ? 'banner' : undefined;
}

/** Whether somebody who had already closed the letter writes on: a whole sentence about themselves, none of an office. */
export function goesOn(line: string): boolean {
  return GOES_ON.test(line) && !OF_OFFICE.test(line);
}
