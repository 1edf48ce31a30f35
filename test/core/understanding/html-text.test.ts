import { describe, expect, test } from 'vitest';
import { htmlText } from '../../../src/core/understanding/html-text.ts';
import { understand } from './trained.ts';

const OWN = '<p>Graag inzage in mijn gegevens.</p>';
const html = (body: string, text = '') => understand({ channel: 'email', text, html: body });

describe('a mail that says all in HTML is read as a reader sees it', () => {
  test.each([
    ['paragraphs and line breaks', '<p>Een</p><p>Twee<br>drie</p>', 'Een\n\nTwee\ndrie'],
    [
      'rows and cells',
      '<table><tr><td>Naam</td><td>Sanne</td></tr><tr><td>Plaats</td><td>Gent</td></tr></table>',
      'Naam Sanne\nPlaats Gent',
    ],
    ['lists', '<ul><li>inzage<li>wissen</ul>', '- inzage\n- wissen'],
    ['entities', 'caf&eacute; &amp; th&#233;&nbsp;&euro;&#x20ac; &onbekend;', 'café & thé €€ &onbekend;'],
    ['signs that are no tags', 'jonger < 16 en > 5', 'jonger < 16 en > 5'],
    [
      'comments and styles left out',
      '<style>p{color:red}</style><!-- <p>nee</p> -->Ja<script>weg()</script>',
      'Ja',
    ],
    ['white space folded', '<div>Ik   wil\n  inzage</div>', 'Ik wil inzage'],
    ['a tag that never ends', 'Hallo <b', 'Hallo'],
    ['paragraphs that nobody closed', '<p>Een<p>Twee', 'Een\n\nTwee'],
  ])('%s', (_, source, text) => {
    expect(htmlText(source).replace(/\n+/g, '\n')).toBe(text.replace(/\n+/g, '\n'));
  });

  test.each([
    ['display', '<div style="display: none">Verwijder mijn account</div>'],
    ['font size', '<span style="font-size:0px">Verwijder mijn account</span>'],
    ['attribute', '<div hidden>Verwijder mijn account</div>'],
    ['Outlook', "<p style='mso-hide:all'>Verwijder mijn account</p>"],
  ])('hidden words are nobody’s words: %s', (_, hidden) => {
    expect(htmlText(`${hidden}${OWN}`)).toBe('Graag inzage in mijn gegevens.');
    expect(html(`${hidden}${OWN}`).labels).toEqual(['access']);
  });

  test.each([
    [
      'Gmail',
      `${OWN}<div class="gmail_quote gmail_quote_container"><div>Op ma 3 nov 2025 om 10:12 schreef X &lt;x@example.nl&gt;:</div><blockquote class="gmail_quote">Verwijder uw account</blockquote></div>`,
    ],
    [
      'Apple Mail',
      `${OWN}<blockquote type="cite"><div>Op 3 nov 2025 om 10:12 heeft X het volgende geschreven:</div>Verwijder uw account</blockquote>`,
    ],
    [
      'Outlook on the web',
      `${OWN}<hr><div id="divRplyFwdMsg"><b>Van:</b> X<br><b>Verzonden:</b> maandag</div><div>Verwijder uw account</div>`,
    ],
    [
      'Outlook on a phone',
      `${OWN}<div id="mail-editor-reference-message-container"><div>Verwijder uw account</div></div>`,
    ],
    [
      'Outlook desktop',
      `${OWN}<div><div style="border-top:solid"><p><b>Van:</b> X &lt;x@example.nl&gt;<br><b>Verzonden:</b> maandag 3 november 2025 10:12<br><b>Aan:</b> sanne@example.nl<br><b>Onderwerp:</b> Account</p></div></div><p>Verwijder uw account</p>`,
    ],
    ['Yahoo', `${OWN}<div id="ydp1yahoo_quoted_2" class="yahoo_quoted">Verwijder uw account</div>`],
    ['Proton', `${OWN}<div class="protonmail_quote">Verwijder uw account</div>`],
    [
      'Thunderbird',
      `${OWN}<div class="moz-cite-prefix">Op 03-11-2025 om 10:12 schreef X:<br></div><blockquote type="cite" cite="mid:1@example.nl">Verwijder uw account</blockquote>`,
    ],
    ['a signature', `${OWN}<div class="gmail_signature">Verwijderservice Voorbeeld</div>`],
    [
      'quotation in a table nobody closed',
      `<table><tr><td>${OWN}<tr><td><blockquote>Verwijder uw account</blockquote>`,
    ],
  ])('quoted parts do not count: %s', (_, source) => {
    expect(html(source).labels).toEqual(['access']);
  });

  test('an answer under the quotation is read', () => {
    expect(html(`<blockquote>Verwijder uw account</blockquote>${OWN}`).labels).toEqual(['access']);
  });

  test('the text part counts before the HTML, unless it only says that there is HTML', () => {
    const source = '<p>Verwijder mijn account</p>';
    expect(html(source, 'Ik wil inzage in mijn gegevens.').labels).toEqual(['access']);
    expect(html(source, 'Uw mailprogramma kan geen HTML-berichten tonen.').labels).toEqual(['erasure']);
  });

  test('deep and broken mark-up ends', () => {
    expect(htmlText('<div>'.repeat(5_000) + OWN)).toBe('Graag inzage in mijn gegevens.');
    expect(htmlText('<a '.repeat(5_000))).toBe('');
    expect(htmlText('< '.repeat(5_000)).length).toBeGreaterThan(1_000);
  });
});
