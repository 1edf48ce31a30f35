import type { OutboundContent } from '../../core/conversation/channel.ts';

/** The few words around a message; from the locales. */
export interface MailWords {
  readonly subject: string;
  /** Above the numbered choices. */
  readonly choose: string;
  readonly answer: string;
  /** Above everything, in a demo. */
  readonly banner?: string;
}

/** Text and HTML of one mail; a number stands for a choice. Nothing of the content is markup. */
export function composeMail(
  { paragraphs, choices }: OutboundContent,
  { choose, answer, banner }: MailWords,
): { readonly text: string; readonly html: string } {
  const said = [...(banner === undefined ? [] : [banner]), ...paragraphs].filter(
    (paragraph) => paragraph.trim() !== '',
  );
  const numbered = choices.map(({ label }, index) => `${index + 1}. ${label}`);
  const list = numbered.length === 0 ? [] : [[choose, ...numbered].join('\n')];
  const items = choices.map(({ label }) => `<li>${escaped(label)}</li>`).join('');
  const htmlList = items === '' ? '' : `<p>${escaped(choose)}</p><ol>${items}</ol>`;
  return {
    text: `${[...said, ...list, answer].join('\n\n')}\n`,
    html: `${said.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('')}${htmlList}<p>${escaped(answer)}</p>`,
  };
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '<br>');
}
