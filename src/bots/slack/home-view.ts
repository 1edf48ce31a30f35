import type { types } from '@slack/bolt';
import type { HomeContent, HomePart } from '../../core/approval/staff-channel.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { line, size } from './fit-paragraphs.ts';
import { linkButton, plain, shortSection } from './translate.ts';

// docs.slack.dev, reference/block-kit and reference/views/home-tab-views, in code points.
const HEADER = 150;
const BLOCKS = 100;
const BUTTONS = 25;
const LABEL = 40;
const BAR = 20;

/** The first page as a view. Slack shows no SVG, and an image needs a public address: bars are drawn in characters. */
export function homeView(content: HomeContent): types.HomeView {
  return { type: 'home', blocks: content.slice(0, BLOCKS).map(blockOf) };
}

function blockOf(part: HomePart, index: number): types.KnownBlock {
  switch (part.kind) {
    case 'heading':
      return { type: 'header', text: plain(part.text, HEADER) };
    case 'text':
      return shortSection(part.text);
    case 'line':
      return { ...shortSection(part.text), accessory: linkButton(part.link, `desk-${index}`) };
    case 'links':
      return {
        type: 'actions',
        elements: part.links.slice(0, BUTTONS).map((link, at) => linkButton(link, `desk-${index}-${at}`)),
      };
    case 'bars':
      return {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: barsOf(part.rows) }] }],
      };
    default:
      return assertNever(part);
  }
}

/** "Vandaag   3 ███": the number stands before its bar, for who hears the page. */
function barsOf(rows: Extract<HomePart, { kind: 'bars' }>['rows']): string {
  const labels = rows.map(({ label }) => line(label, LABEL));
  const widest = Math.max(...labels.map(size));
  const most = Math.max(...rows.map(({ count }) => count));
  const digits = String(most).length;
  const scale = most > BAR ? BAR / most : 1;
  return rows
    .map(({ count }, index) => {
      const label = (labels[index] ?? '').padEnd(widest);
      // What there is one of is never drawn as none.
      const bar = '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round(count * scale)));
      return `${label}  ${String(count).padStart(digits)} ${bar}`.trimEnd();
    })
    .join('\n');
}
