import { describe, expect, it } from 'vitest';
import type { NotAnsweredYet } from '../../../src/core/conversation/messages.ts';
import type { Reminder } from '../../../src/core/deadline/reminder-plan.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { notAnsweredYet } from '../../../src/core/text/not-answered-yet.ts';
import { reminderNotice } from '../../../src/core/text/reminder-notice.ts';
import { renderMail } from '../../../src/core/text/render-mail.ts';
import { staffNotice } from '../../../src/core/text/staff-notice.ts';
import { day } from '../../support/request-builder.ts';

const line = { number: 'PB-2345-6789', right: 'access', staffDue: day('2026-12-02') } as const;
const told = (stand: Reminder['lines'][number]['stand'], more: Partial<Reminder> = {}) =>
  reminderNotice({ lines: [{ ...line, stand }], more: 0, unproven: 0, ...more }, 'nl');

describe('a reminder to staff', () => {
  it('says how many working days are left, that today is the last day, or how late it is', () => {
    expect(told({ kind: 'ahead', workdays: 3 })).toEqual([
      'Inzage, verzoek PB-2345-6789: nog 3 werkdagen, uiterlijk woensdag 2 december 2026.',
    ]);
    expect(told({ kind: 'ahead', workdays: 1 })[0]).toContain('nog 1 werkdag,');
    expect(told({ kind: 'today' })).toEqual([
      'Inzage, verzoek PB-2345-6789: vandaag, woensdag 2 december 2026, is de laatste dag.',
    ]);
    expect(told({ kind: 'late', days: 1 })[0]).toContain('1 dag te laat.');
    expect(told({ kind: 'late', days: 5 })[0]).toContain('5 dagen te laat.');
  });

  it('names the legal day without the stop, what is left out, and unproven chats as a number', () => {
    const stopped = { ...line, stand: { kind: 'today' }, unstopped: day('2026-11-26') } as const;
    expect(reminderNotice({ lines: [stopped], more: 4, unproven: 1 }, 'nl').join(' ')).toMatch(
      /Zonder stilstand gaf de wet tot en met donderdag 26 november 2026\. En nog 4 verzoeken\. 1 onbevestigd verzoek/,
    );
    expect(told({ kind: 'today' }, { unproven: 2 })[1]).toContain('2 onbevestigde verzoeken');
  });

  it('is a mail with one link and no data of a customer', () => {
    const url = 'https://privacy.example.nl/balie/verzoek/1';
    const reminder: Reminder = { lines: [{ ...line, stand: { kind: 'today' } }], more: 0, unproven: 0 };
    const { subject, text } = renderMail({ kind: 'reminder', reminder, url }, 'nl', firstProfile(), {
      demo: false,
    });
    expect(subject).toBe('Datums op de privacybalie');
    expect(text.match(/https?:\/\/\S+/g)).toEqual([url]);
    expect(text).toContain('geen gegevens van klanten');
  });
});

describe('what a customer is told on a promised day', () => {
  const say = (more: Partial<NotAnsweredYet>) =>
    notAnsweredYet(
      {
        kind: 'not_answered_yet',
        number: line.number,
        dueDay: day('2026-12-02'),
        waitsFor: 'search',
        ...more,
      },
      'nl',
      firstProfile(),
    ).join(' ');

  it('is the truth: there is no answer, what it waits for, sorry, and where to turn', () => {
    expect(say({})).toMatch(
      /uiterlijk vandaag, woensdag 2 december 2026, antwoord op verzoek PB-2345-6789\. Dat antwoord is er nog niet\. Wij zoeken nog .* spijt ons .* Autoriteit Persoonsgegevens\./,
    );
    expect(say({ past: true })).toContain('Dat is niet gelukt.');
  });

  it('who is waited for hears what is awaited and since when, without a sorry', () => {
    const said = say({ waitsFor: 'identity', askedDay: day('2026-11-04') });
    expect(said).toContain('Op woensdag 4 november 2026 vroegen wij u om te laten zien wie u bent.');
    expect(said).not.toContain('spijt');
    expect(say({ waitsFor: 'code' })).toContain('de code uit onze mail');
  });

  it('names a later day only where there is one', () => {
    expect(say({ nextDay: day('2026-12-08') })).toContain(
      'De nieuwe uiterste datum is dinsdag 8 december 2026.',
    );
    expect(say({})).not.toContain('nieuwe uiterste datum');
  });
});

describe('the alarm of a reported breach', () => {
  const notice = { task: 'breach_reported', number: line.number, deadline: '2026-11-25T02:00:00.000Z' };

  it('says by when the authority has to know, in Amsterdam, and which facts to find', () => {
    const words = staffNotice(notice, 'nl');
    expect(words).toContain('Datalek gemeld (verzoek PB-2345-6789).');
    expect(words).toContain('vóór 25 november 2026 om 03:00. Ook het weekend telt mee.');
    for (const fact of [
      'wat er gebeurde en wanneer',
      'welke gegevens',
      'van hoeveel mensen',
      'gevolgen',
      'al is gedaan',
    ])
      expect(words).toContain(fact);
  });

  it('is a mail whose subject says that it is urgent, not why', () => {
    const mail = { kind: 'staff_alert', notice, url: 'https://privacy.example.nl/balie/taken/1' } as const;
    const { subject } = renderMail(mail, 'nl', firstProfile(), { demo: false });
    expect(subject).toBe('Nu nodig op de privacybalie');
  });
});
