import { expect, test } from 'vitest';
import type { OutcomeOf } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { renderMail } from '../../../src/core/text/render-mail.ts';
import { day } from '../../support/request-builder.ts';
import { LANGUAGES } from './read-text.ts';
import { aDecision } from './sample-letters.ts';

const GIVEN: OutcomeOf<'portability', 'given'> = {
  right: 'portability',
  result: 'given',
  leftOut: [],
  to: 'receiver',
  receiver: 'Andere Winkel',
  receiverEmail: 'privacy@anderewinkel.example',
  confirmedOn: day('2026-11-02'),
  sending: 'link',
};
const LINK = 'https://privacy.example.nl/overdracht/token';

function letter(change: Partial<typeof GIVEN>, language: 'nl' | 'en' = 'nl'): string {
  return letterText(
    renderLetter(aDecision({ language, right: 'portability', outcome: { ...GIVEN, ...change } })),
  );
}

test('the letter says to whom the link goes, for how long, what it gives, and who has the code (AVG 20(2))', () => {
  const said = letter({});
  for (const part of [
    'Andere Winkel een link',
    'overdraagbare gegevens',
    '7 dagen',
    'mailen we alleen aan u',
  ])
    expect(said).toContain(part);
  expect(said).not.toContain('privacy@anderewinkel.example');
  expect(letter({}, 'en')).toContain('The link works for 7 days, and only with a code.');
});

test('without a receiver, or where it is technically not feasible, the letter says what the customer can do', () => {
  const alone = letter({ to: 'customer', receiver: '', receiverEmail: '', confirmedOn: null, sending: null });
  expect(alone).toContain('Antwoord dan met de naam en het e-mailadres van die ander.');
  const notFeasible = letter({ sending: 'not_feasible', receiverEmail: '' });
  expect(notFeasible).toContain('U kunt het bestand zelf doorgeven');
});

test.each(LANGUAGES)(
  'the mails: link and code never stand in one, and neither names the customer: %s',
  (language) => {
    const about = { number: 'PB-2345-6789', until: day('2026-11-09'), url: LINK };
    const mail = (kind: 'transmission' | 'transmission_code') => {
      const code = { code: '012345', receiver: 'Andere Winkel' };
      const one = kind === 'transmission' ? { kind, ...about } : { kind, ...about, ...code };
      return renderMail(one, language, firstProfile(), { demo: false });
    };
    const [link, code] = [mail('transmission'), mail('transmission_code')];
    expect(link.text).toContain(LINK);
    expect(link.text).not.toContain('012345');
    for (const part of ['012345', 'Andere Winkel', 'PB-2345-6789', '9 ']) expect(code.text).toContain(part);
    for (const { subject, text } of [link, code]) {
      expect(subject).not.toMatch(/gegevens|data/i);
      expect(text).toContain('20');
    }
  },
);
