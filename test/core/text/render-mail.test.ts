import { describe, expect, it } from 'vitest';
import { NOTICE_MAILS } from '../../../src/core/application/notice-mails.ts';
import { CHANNELS, RIGHTS } from '../../../src/core/kernel/rights.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { escapeHtml } from '../../../src/core/text/escape-html.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { type MailToRender, renderMail } from '../../../src/core/text/render-mail.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { day } from '../../support/request-builder.ts';
import { LANGUAGES } from './read-text.ts';
import { anAccessAnswer } from './sample-letters.ts';

const shop = firstProfile();
const LINK = 'https://privacy.example.nl/verzoek/token?a=1&b="2"';
const code = {
  kind: 'code',
  purpose: 'prove_mailbox',
  code: '012345',
  right: 'access',
  channel: 'telegram',
  reportUrl: LINK,
} as const satisfies MailToRender;
const MAILS: readonly MailToRender[] = [
  code,
  { ...code, purpose: 'open_answer' },
  { kind: 'answer', letter: renderLetter(anAccessAnswer()), url: LINK },
  { kind: 'sign_in', url: LINK },
  { kind: 'staff_alert', notice: { task: 'manual_search', number: 'PB-2345-6789' }, url: LINK },
  { kind: 'staff_text', text: 'Dag,\n\nWe kijken het na.', signedBy: 'Noor', question: true, url: LINK },
  { kind: 'human_delayed', url: LINK },
  { kind: 'codes_allowed', url: LINK },
  ...NOTICE_MAILS.map((about) => ({ kind: 'notice', about, url: LINK }) as const),
  {
    kind: 'not_answered_yet',
    message: {
      kind: 'not_answered_yet',
      number: 'PB-2345-6789',
      dueDay: day('2026-12-02'),
      waitsFor: 'staff',
    },
    url: LINK,
  },
  {
    kind: 'reminder',
    reminder: {
      lines: [
        { number: 'PB-2345-6789', right: 'access', staffDue: day('2026-12-02'), stand: { kind: 'today' } },
      ],
      more: 2,
      unproven: 1,
    },
    url: LINK,
  },
];

describe.each(MAILS)('every mail: $kind $purpose', (mail) => {
  it.each(LANGUAGES)(
    'is whole in %s: subject, text, HTML with its language, the link in both, the sender',
    (language) => {
      const { subject, text, html } = renderMail(mail, language, shop, { demo: false });
      expect(`${subject}${text}${html}`).not.toMatch(/\{\{|undefined|mail:|staff:|terms:/);
      expect(text).toContain(LINK);
      expect(html).toContain(`href="${escapeHtml(LINK)}"`);
      expect(html).toContain(`<html lang="${language}">`);
      expect(text).toContain(shop.address);
    },
  );

  it('has a subject that tells a person looking over the shoulder nothing', () => {
    const { subject } = renderMail(mail, 'nl', shop, { demo: false });
    expect(subject).not.toMatch(/inzage|wissen|verzoek|gegevens|recht|012345|PB-/i);
    expect(subject).not.toContain('\n');
  });

  it('bears a banner in a demo only, in both forms', () => {
    const [demo, live] = [true, false].map((on) => renderMail(mail, 'nl', shop, { demo: on }));
    expect(demo?.text).toContain('Dit is een demo');
    expect(demo?.html).toContain('Dit is een demo');
    expect(`${live?.text}${live?.html}`).not.toContain('Dit is een demo');
  });

  it('loads nothing from elsewhere and runs nothing', () => {
    const { html } = renderMail(mail, 'nl', shop, { demo: true });
    expect(html).not.toMatch(/<(img|script|link|iframe|form)\b|url\(/i);
  });
});

describe('the mail with a code (R7)', () => {
  it.each(CHANNELS)(
    'says through %s which right was asked, that it is valid 30 minutes and for nobody else',
    (channel) => {
      for (const right of RIGHTS) {
        const { text, html } = renderMail({ ...code, channel, right }, 'nl', shop, { demo: false });
        expect(text).toMatch(/(via|per e-mail|aan de telefoon|in de winkel).*vroeg Ik smelt om /);
        for (const part of ['012345', '30 minuten', 'Geef deze code aan niemand', 'Was u dit niet?']) {
          expect(text).toContain(part);
          expect(html).toContain(part);
        }
      }
    },
  );

  it('for opening an answer asks for the code on that page', () => {
    const { text } = renderMail({ ...code, purpose: 'open_answer' }, 'nl', shop, { demo: false });
    expect(text).toContain('Typ deze code op die pagina');
    expect(text).not.toContain('vroeg Ik smelt om');
  });
});

describe('other mails', () => {
  it('escape what the shop and the letter hold', () => {
    const hostile = { ...shop, name: 'A & B <script>alert(1)</script>', address: '"><img src=x>' };
    const letter = renderLetter(anAccessAnswer({ name: '<script>', shop: hostile }));
    for (const mail of [...MAILS, { kind: 'answer', letter, url: LINK } as const])
      expect(renderMail(mail, 'nl', hostile, { demo: false }).html).not.toMatch(/<script|<img/);
  });

  it('with an answer hold the letter and say that a new code will be asked', () => {
    const { text } = renderMail(
      { kind: 'answer', letter: renderLetter(anAccessAnswer()), url: LINK },
      'nl',
      shop,
      { demo: false },
    );
    expect(text).toContain('Beste Sanne de Vries,');
    expect(text).toContain('nieuwe code');
  });

  it('with an answer say how long its page works, also when data were erased, as the table of terms has it', () => {
    const answer = { kind: 'answer', letter: renderLetter(anAccessAnswer()), url: LINK } as const;
    const render = (mail: MailToRender, language: 'nl' | 'en') =>
      renderMail(mail, language, shop, { demo: false }).text;
    const erased = { ...answer, erased: true } as const;
    expect(render(answer, 'nl')).toContain(
      'De link werkt 30 dagen vanaf de eerste keer dat u de pagina opent.',
    );
    expect(render(answer, 'en')).toContain('works for 30 days from the first time');
    expect(render(erased, 'nl')).toContain('werkt tot 14 dagen na deze mail');
    expect(render(erased, 'en')).toContain('works until 14 days after this mail');
  });

  it('to staff name the task and the number, and no customer', () => {
    const notice = { task: 'manual_search', number: 'PB-2345-6789' };
    const { text } = renderMail({ kind: 'staff_alert', notice, url: LINK }, 'nl', shop, { demo: false });
    expect(text).toContain('Zoek met de hand in de systemen (verzoek PB-2345-6789).');
    expect(text).toContain('geen gegevens van klanten');
  });
});

describe('the mail with what staff wrote in the chat (R15)', () => {
  const staffText = {
    kind: 'staff_text',
    text: 'Uit <b>welk</b> jaar?',
    signedBy: 'Noor',
    url: LINK,
  } as const;

  it('names who wrote it, and every way to answer that works after the session has ended', () => {
    const { text, html } = renderMail({ ...staffText, question: false }, 'nl', shop, { demo: false });
    expect(text).toContain('Uit <b>welk</b> jaar?');
    expect(html).toContain('Uit &lt;b&gt;welk&lt;/b&gt; jaar?');
    expect(text).toContain(`Noor, ${shop.name}`);
    expect(text).toContain(`mailen naar ${shop.email} of bellen met ${shop.phone}`);
    expect(text).not.toContain('termijn');
  });

  it.each(LANGUAGES)('says to answer a mail only where an answer comes in (%s)', (language) => {
    const asked = language === 'nl' ? 'Antwoord dan op deze mail' : 'Please reply to this mail';
    const notHere = language === 'nl' ? 'Antwoord dan niet op deze mail' : 'Please do not reply to this mail';
    const relayed: MailToRender = { kind: 'undelivered', from: 'telegram', messages: [], site: '' };
    for (const mail of [relayed, { ...staffText, question: false }]) {
      const answerable = renderMail(mail, language, shop, { demo: false, answerable: true }).text;
      expect(answerable).toContain(asked);
      expect(renderMail(mail, language, shop, { demo: false }).text).toContain(notHere);
    }
  });

  it('says with a question that the term runs on (R10)', () => {
    const { text } = renderMail({ ...staffText, question: true }, 'nl', shop, { demo: false });
    expect(text).toContain('De termijn voor uw antwoord loopt gewoon door.');
  });
});

it.each([
  ['nl', 'Alleen als uw machtiging dat zegt, mag het naar die persoon.'],
  ['en', 'Only if your written authority says so may it go to that person.'],
] as const)(
  'who is asked on whose behalf reads that an authority can send the answer elsewhere: %s',
  (language, words) => {
    expect(renderMail({ ...code, principal: true }, language, shop, { demo: false }).text).toContain(words);
  },
);

it.each(LANGUAGES)(
  'what did not arrive in a chat is mailed word for word, with where to write back (%s)',
  (language) => {
    const mail: MailToRender = {
      kind: 'undelivered',
      from: 'telegram',
      messages: [
        { kind: 'staff_text', text: 'We kijken het na.', signedBy: 'Noor' },
        { kind: 'policy_answer', topic: 'retention' },
      ],
      site: 'https://privacy.example.nl',
    };
    const { subject, text, html } = renderMail(mail, language, shop, { demo: false });
    expect(text).toMatch(/via Telegram.*We kijken het na\.\n\nNoor, .*http.*info@/su);
    expect(`${subject}${html}`).not.toMatch(/\{\{|undefined|messages:|terms:/);
  },
);

it('of a question that did not arrive in a chat the choices are named too, those of the last one only', () => {
  const messages = [
    { kind: 'confirm_right', options: ['erasure'] },
    { kind: 'ask_choice', number: 'PB-1234-5678' },
  ] as const;
  const mail: MailToRender = { kind: 'undelivered', from: 'telegram', messages, site: '' };
  const { text } = renderMail(mail, 'nl', shop, { demo: false, answerable: true });
  const labels = renderMessage(messages[1], 'nl', shop).choices.map(({ label }) => `- ${label}`);
  expect(labels.length).toBeGreaterThan(1);
  expect(text).toContain(`Noem wat u kiest:\n${labels.join('\n')}\n\n`);
  expect(text.match(/^- /gm)).toHaveLength(labels.length);
});
