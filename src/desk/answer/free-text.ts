import { html } from 'hono/html';
import type { PreviewView } from '../../core/application/core-api.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import { areaField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

export type FreeText = PreviewView['free'];

const LENGTH = 4_000;

/** The same for a text and for what a browser sends back of it. */
export function freeTextHash({ opening, closing }: FreeText): string {
  return sha256([opening, closing].map((text) => text.replace(/\r\n?/g, '\n').trim()).join('\0'));
}

/** The two pieces of a letter that staff write themselves (R19). */
export function freeTextFields(view: View, text: FreeText): Html {
  const { t } = view.words;
  return html`${areaField({ id: 'opening', label: t('desk:answer.opening'), value: text.opening, rows: 5, maxLength: LENGTH })}
  ${areaField({ id: 'closing', label: t('desk:answer.closing'), value: text.closing, rows: 5, maxLength: LENGTH })}`;
}
