import { expect, test } from 'vitest';
import { HOUR, after as later } from '../../../src/core/kernel/clock.ts';
import { type BreachFacts, NO_FACTS } from '../../../src/core/register/breach-record.ts';
import { authorityDraft, peopleDraft } from '../../../src/core/text/breach-drafts.ts';
import { AWARE, FACTS, toTell } from './sample-breach.ts';

// Whole texts, as staff copy them: what is read here is what the authority and the people read.
const AUTHORITY = `Organisatie
Ik smelt, Aalsmeerderweg 230, 1432 CW Aalsmeer, Nederland

Contactpersoon
Noor Visser, info@iksmelt.com, (065) 464-6542

Wanneer ontdekt
20 november 2026 om 10:00

Wanneer gebeurd
Op 19 november 2026, rond 16 uur.

Wat is er gebeurd
Een lijst met adressen ging naar een verkeerde ontvanger.

Aard van de inbreuk
Vertrouwelijkheid: iemand zag of kreeg gegevens die niet voor hem zijn

Welke persoonsgegevens, en van wat voor mensen
Namen en adressen van klanten.

Aantal mensen
3

Aantal gegevens
0

Mogelijke gevolgen
Vreemden weten waar u woont.

Maatregelen
De ontvanger wiste de lijst.

Worden de mensen zelf ingelicht
Nog niet bekend, volgt later.

Reden van melding na 72 uur
[nog invullen]`;

const AUTHORITY_UNKNOWN = `Organisatie
Ik smelt, Aalsmeerderweg 230, 1432 CW Aalsmeer, Nederland

Contactpersoon
Noor Visser, info@iksmelt.com, (065) 464-6542

Wanneer ontdekt
20 november 2026 om 10:00

Wanneer gebeurd
Nog niet bekend, volgt later.

Wat is er gebeurd
Nog niet bekend, volgt later.

Aard van de inbreuk
Nog niet bekend, volgt later.

Welke persoonsgegevens, en van wat voor mensen
Nog niet bekend, volgt later.

Aantal mensen
Nog niet bekend, volgt later.

Aantal gegevens
Nog niet bekend, volgt later.

Mogelijke gevolgen
Nog niet bekend, volgt later.

Maatregelen
Nog niet bekend, volgt later.

Worden de mensen zelf ingelicht
Nog niet bekend, volgt later.

Reden van melding na 72 uur
[nog invullen]`;

const LETTER_NL = `Beste klant,

Er is iets misgegaan met uw persoonsgegevens bij Ik smelt. Hieronder leest u wat er is gebeurd en wat u kunt doen.

Wat is er gebeurd?
Een lijst met adressen ging naar een verkeerde ontvanger.

Om welke gegevens gaat het?
Namen en adressen van klanten.

Wat kan dit voor u betekenen?
Vreemden weten waar u woont.

Wat hebben we gedaan?
De ontvanger wiste de lijst.

Wat kunt u zelf doen?
Let op vreemde mails, berichten of telefoontjes. Geef nooit een code of wachtwoord aan iemand die daarom vraagt. Gebruikt u hetzelfde wachtwoord ergens anders? Verander het dan daar.

Hebt u vragen? Neem contact op met Noor Visser: info@iksmelt.com of (065) 464-6542.

U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens.

Het spijt ons dat dit is gebeurd.

Noor Visser
Ik smelt, Aalsmeerderweg 230, 1432 CW Aalsmeer, Nederland`;

const LETTER_EN = `Dear customer,

Something went wrong with your personal data at Ik smelt. Below you read what happened and what you can do.

What happened?
Een lijst met adressen ging naar een verkeerde ontvanger.

Which data does it concern?
Namen en adressen van klanten.

What can this mean for you?
Vreemden weten waar u woont.

What did we do?
De ontvanger wiste de lijst.

What can you do yourself?
Be careful with strange mails, messages or calls. Never give a code or password to somebody who asks for it. Do you use the same password elsewhere? Then change it there.

Do you have questions? Contact Noor Visser: info@iksmelt.com or (065) 464-6542.

You can also complain to the Dutch authority, the Autoriteit Persoonsgegevens.

We are sorry that this happened.

Noor Visser
Ik smelt, Aalsmeerderweg 230, 1432 CW Aalsmeer, Nederland`;

const LETTER_UNKNOWN = `Beste klant,

Er is iets misgegaan met uw persoonsgegevens bij Ik smelt. Hieronder leest u wat er is gebeurd en wat u kunt doen.

Wat is er gebeurd?
[nog invullen]

Om welke gegevens gaat het?
[nog invullen]

Wat kan dit voor u betekenen?
[nog invullen]

Wat hebben we gedaan?
[nog invullen]

Wat kunt u zelf doen?
Let op vreemde mails, berichten of telefoontjes. Geef nooit een code of wachtwoord aan iemand die daarom vraagt. Gebruikt u hetzelfde wachtwoord ergens anders? Verander het dan daar.

Hebt u vragen? Neem contact op met Noor Visser: info@iksmelt.com of (065) 464-6542.

U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens.

Het spijt ons dat dit is gebeurd.

Noor Visser
Ik smelt, Aalsmeerderweg 230, 1432 CW Aalsmeer, Nederland`;

/** An hour after the 72 are over. */
const late = (facts: BreachFacts) => toTell([{ kind: 'facts', facts }], { now: later(AWARE, 73 * HOUR) });

test.each([
  ['the form, with what is known', authorityDraft(late(FACTS)), AUTHORITY],
  ['the form, when nothing is known yet', authorityDraft(late(NO_FACTS)), AUTHORITY_UNKNOWN],
  ['the letter in Dutch', peopleDraft(late(FACTS), 'nl'), LETTER_NL],
  ['the letter in English', peopleDraft(late(FACTS), 'en'), LETTER_EN],
  ['the letter in Dutch, when nothing is known yet', peopleDraft(late(NO_FACTS), 'nl'), LETTER_UNKNOWN],
])('%s reads as a whole', (_what, draft, whole) => {
  expect(draft).toBe(whole);
});
