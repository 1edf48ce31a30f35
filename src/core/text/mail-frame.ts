import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { escapeHtml } from './escape-html.ts';
import { paragraphsHtml } from './letter-html.ts';
import { text } from './texts.ts';

/** A part of a mail in both its forms. */
export interface MailPart {
  readonly text: string;
  readonly html: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Plain words; a blank line begins a new paragraph. */
export function mailParagraph(words: string): MailPart {
  return { text: words, html: paragraphsHtml(words) };
}

/** Digits as text in both forms: a screen reader and a copy must get them too (R39). */
export function mailCode(code: string): MailPart {
  const style = 'font:bold 28px/1.2 monospace;letter-spacing:6px;margin:20px 0';
  return { text: code, html: `<p style="${style}">${escapeHtml(code)}</p>` };
}

/** A link as a button; the text form and the line below show its whole address. */
export function mailButton(label: string, url: string): MailPart {
  const button =
    'display:inline-block;padding:12px 20px;background:#1d4ed8;color:#ffffff;text-decoration:none;border-radius:6px';
  const [words, address] = [escapeHtml(label), escapeHtml(url)];
  return {
    text: `${label}:\n${url}`,
    html: `<p style="margin:24px 0"><a href="${address}" style="${button}">${words}</a><br><span style="font-size:13px;color:#595959;word-break:break-all">${address}</span></p>`,
  };
}

/** The parts between banner and sender. No image, no tracking, no style from elsewhere. */
export function mailFrame(
  subject: string,
  parts: readonly MailPart[],
  options: { readonly language: ReplyLanguage; readonly shop: ShopProfile; readonly demo: boolean },
): RenderedMail {
  const { language, shop } = options;
  const banner = options.demo ? text(language, 'mail:frame.demo') : undefined;
  const sender = text(language, 'mail:frame.sender', {
    shop: shop.name,
    address: shop.address,
    email: shop.email,
    phone: shop.phone,
  });
  const bannerHtml =
    banner === undefined
      ? ''
      : `<p style="padding:8px 12px;background:#fff3cd;border:1px solid #b58900">${escapeHtml(banner)}</p>\n`;
  return {
    subject,
    text: `${[...(banner === undefined ? [] : [`*** ${banner} ***`]), ...parts.map((part) => part.text), `--\n${sender}`].join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff"><div style="max-width:600px;margin:0 auto">
${bannerHtml}${parts.map((part) => part.html).join('\n')}
<hr style="border:0;border-top:1px solid #c9c9c9;margin:32px 0 12px"><p style="font-size:13px;color:#595959">${escapeHtml(sender)}</p>
</div></body></html>
`,
  };
}
