import type { MailHeaders } from './understanding.ts';

/** Header fields of programs that answer by themselves, and what is never an answer: RFC 3834 section 5, RFC 3464. */
const SURE: readonly (readonly [name: string, value: RegExp])[] = [
  ['auto-submitted', /^\s*auto-(?:replied|notified)/i],
  ['content-type', /^\s*multipart\/report\b|^\s*message\/(?:delivery-status|disposition-notification)\b/i],
  ['return-path', /^\s*<?\s*>?\s*$/],
  ['x-autoreply', /^\s*(?:yes|true|1)?\s*$/i],
  ['x-autorespond', /^/],
  ['x-auto-reply', /^\s*(?!no\b)/i],
  ['precedence', /^\s*auto[_-]?reply/i],
  ['x-failed-recipients', /\S/],
  ['x-ms-exchange-generated-message-source', /mailbox rules agent|antispam|bounce/i],
];
/** Programs that send for people have these too: a service that asks for somebody's rights counts as that person. */
const LIKELY: readonly (readonly [name: string, value: RegExp])[] = [
  ['auto-submitted', /^\s*(?!no\b)\S/i],
  ['precedence', /^\s*(?:bulk|junk|list)\b/i],
  ['list-id', /\S/],
  ['feedback-id', /\S/],
];

/** How sure the header fields (names in small letters) make it that no person wrote this mail. */
export function automaticByHeaders(headers: MailHeaders): 'sure' | 'likely' | 'no' {
  const holds = ([name, value]: readonly [string, RegExp]): boolean => {
    const found = headers[name];
    return found !== undefined && value.test(found);
  };
  if (SURE.some(holds)) return 'sure';
  return LIKELY.some(holds) ? 'likely' : 'no';
}

const LINES_LOOKED_AT = 12;
const LONGEST_LINE = 300;

/** At the beginning of a line: a person tells of it in a sentence that begins otherwise. */
const opening = (...forms: readonly string[]): RegExp =>
  new RegExp(`^[\\s*"'>]{0,4}(?:${forms.join('|')})`, 'iu');

/** What a mail server says of a mail that did not arrive or is late. */
const SERVER = opening(
  '(?:uw|het|your|the|ihre|votre) (?:bericht|e-?mail|message|nachricht)(?:bericht)? (?!van |from |dat |that ).{0,80}(?:kon niet worden|is niet|kan niet worden|could not be|couldn.t be|was not|wasn.t|has not been|konnte nicht|wurde nicht|n.a pas (?:pu|été)) ?(?:être )?(?:af)?(?:geleverd|bezorgd|delivered|zugestellt|remis|distribué|livré)',
  '(?:uw|het) bericht (?:aan \\S+ )?(?:kon niet worden|is niet|kan niet worden) (?:af)?(?:geleverd|bezorgd)',
  '(?:de )?(?:(?:af)?levering|bezorging) (?:aan (?:de|het) volgende|naar het adres|mislukt\\s?:)',
  'delivery (?:to the following|has failed|has been delayed|status notification|incomplete|is delayed)',
  'this is the mail (?:system|delivery)|dit is (?:het mailsysteem|de mailserver)',
  'reporting-mta\\s?:|final-recipient\\s?:|diagnostic-code\\s?:|original-recipient\\s?:|remote-mta\\s?:|action\\s?: (?:failed|delayed)|disposition\\s?:',
  '(?:5\\d\\d |4\\d\\d )?[45]\\.\\d\\.\\d{1,2}\\s',
  "i'm (?:sorry|afraid) (?:to have to inform you that your message|i wasn't able to deliver)",
  'the following (?:message|address|recipient)\\w* .{0,60}(?:fail|undeliver|reject|could not)',
  'there was a (?:temporary )?problem delivering your message',
  '(?:unzustellbar|onbestelbaar|undeliverable)(?=[\\s:]|$)',
  '(?:uw|your|ihre) (?:bericht|message|nachricht|e-?mail)\\s.{0,100}(?:is gelezen|was read|has been (?:read|displayed)|werd gelezen|is weergegeven|wurde (?:gelesen|angezeigt))',
  '(?:dit is een|this is a) (?:leesbevestiging|ontvangstbevestiging|return receipt|read receipt)',
);

const AUTOMATIC = opening(
  '(?:dit|deze (?:e-?mail|mail)) (?:(?:antwoord|bericht|e-?mail|e-?mailbericht) )?(?:is|betreft|wordt|werd) (?:een )?automatisch\\p{L}*',
  'this (?:(?:message|e-?mail|reply) )?(?:is|was) (?:an? )?(?:auto|system|computer)[- ]?\\p{L}*',
  'diese (?:e-?mail|nachricht) wurde automatisch|(?:dies|das|hierbei|es) (?:ist|handelt) .{0,12}eine? automatisch\\p{L}*',
  "(?:ceci est|ce message est|il s'agit d')\\s?(?:une? )?(?:(?:réponse|message) )?automatique",
  '#{2,4}-? ?(?:please |typ |schrijf |antwoord |reply |type )',
);
/** A service that asks for somebody's rights says so of its mails too. */
const FOR_SOMEBODY = /(?:^|\s)(?:namens|on behalf|im namen|im auftrag|au nom)(?=\s)/i;

/** What persons may write too: it counts where nothing is asked. */
const AWAY = opening(
  '(?:ik ben|wij zijn|we zijn) (?:\\S+ ){0,6}?(?:afwezig|niet (?:op kantoor|aanwezig|bereikbaar|in de gelegenheid)|met (?:\\S+)?(?:vakantie|verlof)|op vakantie) (?:tot|t/m|van|vanaf|en|t\\.e\\.m)',
  '(?:tot|van|vanaf|t/m) .{3,40} ben ik (?:\\S+ ){0,3}?(?:afwezig|niet (?:op kantoor|aanwezig|bereikbaar)|met (?:vakantie|verlof)|op vakantie)',
  'i am (?:currently )?(?:out of (?:the )?office|away from (?:the|my) office|on (?:annual |maternity |parental )?leave)',
  'ich bin (?:\\S+ ){0,8}?(?:nicht (?:im büro|erreichbar)|abwesend|im urlaub|außer haus)',
  '(?:je suis|nous sommes) (?:actuellement )?(?:absente?s?|en congés?)(?=[\\s,.])',
  "(?:hartelijk |vielen )?(?:bedankt|dank|thank you|thanks|merci) .{0,60}[.!,] ?(?:ik ben|i am|i'm|ich bin|je suis) .{0,50}(?:afwezig|vakantie|verlof|out of|away|leave|abwesend|urlaub|absente?|congé)",
  '(?:wij|we) hebben (?:uw|je|jouw) (?:bericht|e-?mail|vraag|aanvraag|verzoek|mail) (?:in goede orde |goed )?ontvangen',
  '(?:uw|je|jouw) (?:bericht|e-?mail|vraag|aanvraag|mail|ticket|verzoek) (?:is|hebben we|hebben wij|wordt) (?:in goede orde |goed )?(?:ontvangen|aangemaakt|geregistreerd|in behandeling genomen)',
  '(?:thank you.{0,40})?we(?: have|.ve)? received your (?:message|e-?mail|request|enquiry|ticket)',
  'your (?:request|ticket|e-?mail|message|case) .{0,40}(?:has been|was) (?:received|created|registered|opened)',
  '(?:wir haben )?ihre (?:anfrage|nachricht|e-?mail) .{0,40}(?:erhalten|eingegangen|registriert)',
  'nous avons bien reçu votre (?:message|demande|e-?mail|courriel)',
);

/** How sure the first lines make it that no person wrote them: what a program says of itself, or an absence. */
export function automaticByText(text: string): 'sure' | 'likely' | 'no' {
  const lines = text
    .split('\n', 4 * LINES_LOOKED_AT)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES_LOOKED_AT)
    .map((line) => line.slice(0, LONGEST_LINE).trim());
  if (lines.some((line) => SERVER.test(line))) return 'sure';
  if (lines.some((line) => AUTOMATIC.test(line))) return FOR_SOMEBODY.test(text) ? 'likely' : 'sure';
  return lines.some((line) => AWAY.test(line)) ? 'likely' : 'no';
}
