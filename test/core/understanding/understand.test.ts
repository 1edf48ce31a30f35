import { describe, expect, test } from 'vitest';
import { confidenceNeeded, isConfident, LABELS } from '../../../src/core/understanding/understanding.ts';
import { chat, mail } from './trained.ts';

describe('asking what is kept is an access request, in whatever words, and sure enough to be filed', () => {
  test.each([
    'wat bewaren jullie van mij',
    'Wat bewaart u van mij?',
    'WAT BEWAREN JULLIE VAN MIJ',
    'wat bewaard u van mij',
    'wat bewaren julie van me',
    'wat bewaren jullie eigenlijk allemaal over mij?',
    'wa weet gij allemaal over mij',
    'wa weet ge van mij',
    'wat houdt ge van mij bij',
    'wa hebt gij allemaal van mij staan',
    'welke gegevens hebben jullie van mij',
    'ik wil inzage in mijn gegevens',
    'hoi ff vraagje wat hebben jullie van me opgeslagen',
    'ik wil zien wat jullie over mij hebben opgeslagen',
    'What do you keep about me?',
    'what data do you have on me',
  ])('%s', (text) => {
    const understood = chat(text);
    expect(understood.labels).toEqual(['access']);
    expect(isConfident(understood)).toBe(true);
  });
});

describe('each right is recognised', () => {
  test.each([
    ['Verwijder al mijn gegevens', 'erasure'],
    ['ik wil vergeten worden', 'erasure'],
    ['Ik ben verhuisd, wilt u mijn adres aanpassen?', 'rectification'],
    ['Zet mijn gegevens voorlopig op slot', 'restriction'],
    ['Jullie mogen mijn gegevens weer gebruiken', 'lift_restriction'],
    ['Ik wil mijn gegevens meenemen naar een andere winkel', 'portability'],
    ['Ik maak bezwaar tegen de verwerking van mijn gegevens', 'objection'],
    ['Ik ben automatisch geweigerd en wil dat een mens ernaar kijkt', 'automated_decision'],
    ['Ik trek mijn toestemming in', 'withdraw_consent'],
    ['Ik wil een klacht indienen over mijn privacy', 'complaint'],
    ['Ik heb de gegevens van een andere klant gekregen', 'breach_report'],
    ['hoe staat het met mijn verzoek', 'status'],
    ['laat maar', 'withdraw_request'],
    ['ik wil een mens spreken', 'human'],
    ['mens', 'human'],
    ['unsubscribe', 'objection'],
    ['schrijf mij uit voor de nieuwsbrief', 'objection'],
  ])('%s -> %s', (text, label) => {
    expect(chat(text).labels).toEqual([label]);
  });
});

describe('a question about the policy is a policy question with its topic', () => {
  test.each([
    ['Hoe lang bewaren jullie mijn gegevens?', 'retention'],
    ['ziet de bezorger wat ik besteld heb', 'processors'],
    ['waarom hebben jullie mijn telefoonnummer nodig', 'purpose'],
    ['gebruiken jullie cookies', 'cookies'],
    ['zijn mijn gegevens veilig bij jullie', 'security'],
    ['wie is jullie functionaris', 'contact'],
    ['bewaren jullie mijn ip-adres', 'automatic_data'],
    ['geven jullie gegevens aan de politie', 'authorities'],
    ['is het privacybeleid gewijzigd', 'changes'],
    ['welke rechten heb ik', 'rights'],
    ['moet ik een kopie van mijn paspoort sturen', 'identity'],
    ['verkopen jullie mijn gegevens', 'marketing'],
    ['waarom moeten jullie facturen zeven jaar bewaren', 'legal_invoices'],
  ])('%s -> %s', (text, topic) => {
    expect(chat(text)).toMatchObject({ labels: ['policy_question'], topic });
  });

  test('only a policy question has a topic', () => {
    expect(chat('wis mijn gegevens').topic).toBeNull();
  });
});

describe('questions about orders that share words with rights are out of scope', () => {
  test.each([
    'haal de kortingscode van mijn order af',
    'zit er bewaarmiddel in die kaars',
    'hoe lang kan ik wax melts bewaren',
    'waar blijft mijn pakket',
    'ik herroep mijn aankoop',
    'ik wil mijn bestelling annuleren',
    'verwijder de kaars uit mijn winkelmandje',
    'hoe verwijder ik kaarsvet',
    'ik heb een klacht over de bezorging',
    'wat is de status van mijn bestelling',
    'wat weten jullie over de geur vanille',
  ])('%s', (text) => {
    expect(chat(text).labels).toEqual(['out_of_scope']);
  });
});

describe('what is denied is not asked', () => {
  test.each([
    ['u hoeft niets te wissen, ik wil het alleen zien', ['access']],
    ['verwijder mijn gegevens niet', ['out_of_scope']],
    ['Ik wil niet dat jullie mijn account verwijderen.', ['out_of_scope']],
    ['Niet verwijderen, ik wil alleen inzage in mijn gegevens', ['access']],
    ['Ik hoef geen inzage, verwijder gewoon alles van mij', ['erasure']],
    ['Verwijder mijn account niet, ik wil alleen geen nieuwsbrief meer', ['objection']],
    ["Don't delete my data, I only want to see it", ['access']],
    ["I don't want you to delete my account.", ['out_of_scope']],
  ])('%s', (text, labels) => {
    expect(chat(text).labels).toEqual(labels);
  });

  test('"niet meer" and "niet bewaren" deny no wish', () => {
    expect(chat('Ik wil niet meer in jullie systeem staan, verwijder mijn gegevens').labels).toEqual([
      'erasure',
    ]);
    expect(chat('Ik wil niet dat jullie mijn gegevens bewaren, wis alles').labels).toEqual(['erasure']);
  });

  test('a report that something was not done yet asks for no second erasure', () => {
    expect(chat('Waarom zijn mijn gegevens nog niet verwijderd?').labels).not.toContain('erasure');
  });
});

describe('thanks for what was done ask for nothing', () => {
  test.each([
    ['dankuwel voor het wissen', ['thanks']],
    ['Bedankt voor het aanpassen van mijn adres.', ['thanks']],
    ['thanks for deleting my data', ['thanks']],
    ['Alvast bedankt voor het verwijderen van mijn gegevens', ['erasure']],
  ])('%s', (text, labels) => {
    expect(chat(text).labels).toEqual(labels);
  });
});

describe('several wishes are all found, in the order in which they are asked', () => {
  test.each([
    ['Wat bewaren jullie van mij? Verwijder daarna al mijn gegevens.', ['access', 'erasure']],
    ['Verwijder mijn gegevens. Stuur mij eerst een overzicht van mijn gegevens.', ['erasure', 'access']],
    ['Pas mijn adres aan en schrijf mij uit voor de nieuwsbrief', ['rectification', 'objection']],
    ['Wat weten jullie van mij en hoe lang bewaren jullie dat?', ['access', 'policy_question']],
    ['Ik wil mijn gegevens inzien. En ik wil graag een mens spreken.', ['access', 'human']],
  ])('%s', (text, labels) => {
    expect(chat(text).labels).toEqual(labels);
  });
});

describe('what several sentences say together is understood', () => {
  test.each([
    ['Hoi, ik heb hier ooit een account gemaakt. Dat gebruik ik niet meer. Haal het maar weg.', ['erasure']],
    ['Ik heb in december besteld. Nu krijg ik steeds reclame. Dat wil ik niet.', ['objection']],
    ['Bedankt, maar ik wil ook nog weten hoe lang jullie het bewaren', ['policy_question']],
  ])('%s', (text, labels) => {
    expect(chat(text).labels).toEqual(labels);
  });

  test('the parts of an access request, enumerated as in AVG 15, are no questions beside it', () => {
    const letter =
      'Hierbij verzoek ik u om inzage in de persoonsgegevens die u van mij verwerkt. Ik ontvang graag een kopie van deze gegevens, alsmede informatie over de doeleinden, de ontvangers en de bewaartermijn.';
    expect(mail(letter, 'Inzageverzoek').labels).toEqual(['access']);
  });
});

describe('conventions of the labels', () => {
  test('what is asked counts, not the article that is cited', () => {
    expect(chat('Op grond van artikel 17 AVG wil ik een overzicht van mijn gegevens').labels).toEqual([
      'access',
    ]);
    expect(chat('Op grond van artikel 15 AVG verzoek ik u mijn gegevens te wissen').labels).toEqual([
      'erasure',
    ]);
  });

  test('an article alone is taken for its right, but asked back', () => {
    const understood = chat('artikel 15 AVG');
    expect(understood.labels).toEqual(['access']);
    expect(isConfident(understood)).toBe(false);
  });

  test.each([
    ['Hoi!', ['greeting']],
    ['Hartelijk bedankt', ['thanks']],
    ['Hoi, wat bewaren jullie van mij? Alvast bedankt!', ['access']],
    ['Goedemorgen, waar blijft mijn pakket?', ['out_of_scope']],
  ])('greeting and thanks count only when nothing else is said: %s', (text, labels) => {
    expect(chat(text).labels).toEqual(labels);
  });

  test('a right beside an order question is not lost', () => {
    expect(chat('Waar blijft mijn pakket? En verwijder daarna al mijn gegevens.').labels).toEqual([
      'erasure',
    ]);
  });

  test('an automatic reply stands alone', () => {
    expect(
      mail('Ik ben tot 12 augustus afwezig en lees mijn mail niet.', 'Automatisch antwoord: verzoek').labels,
    ).toEqual(['auto_reply']);
    expect(mail('Dit is een automatisch antwoord. Wij hebben uw bericht ontvangen.').labels).toEqual([
      'auto_reply',
    ]);
  });

  test('"ik bestel nooit meer" is no erasure, but offered as a choice', () => {
    const understood = chat('ik bestel hier nooit meer');
    expect(understood.labels).toEqual(['out_of_scope']);
    expect(understood.alternatives).toContain('erasure');
    expect(isConfident(understood)).toBe(false);
  });

  test('an erasure that is only supposed is never sure enough to be filed', () => {
    const understood = chat('ik wil geen klant meer zijn');
    expect(understood.labels).toEqual(['erasure']);
    expect(isConfident(understood)).toBe(false);
  });

  test.each(['Wis mijn bestelling', 'Verwijder die kaars uit mijn winkelmandje'])(
    'taking a thing out of an order is never filed as an erasure: %s',
    (text) => {
      const understood = chat(text);
      expect(understood.labels.includes('erasure') && isConfident(understood)).toBe(false);
    },
  );

  test('an erasure needs more confidence than any other label', () => {
    const others = LABELS.filter((label) => label !== 'erasure').map(confidenceNeeded);
    expect(confidenceNeeded('erasure')).toBeGreaterThan(Math.max(...others));
  });
});

describe('the common forms in German and French are sorted too', () => {
  test.each([
    ['Welche Daten haben Sie über mich gespeichert?', 'access', 'de'],
    ['Bitte löschen Sie alle meine Daten.', 'erasure', 'de'],
    ['Je veux supprimer mon compte.', 'erasure', 'fr'],
    ['Je ne veux plus recevoir la newsletter.', 'objection', 'fr'],
  ])('%s', (text, label, language) => {
    expect(chat(text)).toMatchObject({ labels: [label], language });
  });
});

test('a word of another language that comes back and back makes nonsense no text of that language', () => {
  expect(chat('lorem ipsum dolor sit amet '.repeat(50)).language).toBe('nl');
});

test('nonsense is not asked about as if it could be a right', () => {
  const heard = chat('Lorem ipsum dolor sit amet consectetur. '.repeat(100));
  expect(heard).toMatchObject({ labels: ['out_of_scope'] });
  expect(heard.alternatives).toBeUndefined();
});
