import type { Counted, RegisterReport } from '../../core/application/core-api.ts';
import { scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { groundInWords } from '../register/ground-in-words.ts';
import { figureCells, figureHead } from './cells-table.ts';
import { chartFrame } from './chart-frame.ts';
import { plainBars } from './plain-bars.ts';

type Kind = 'age' | 'grounds' | 'channels';

/** How many came under each right, with all figures in the table. */
export function rightFigures(view: View, { rights, total }: RegisterReport): Html {
  const { words } = view;
  const title = words.t('desk:figures.rights_title');
  const name = (right: string) => words.term('rights', right);
  const chart = plainBars(rights.map(({ right, received }) => ({ label: name(right), count: received })));
  const table = scrollTable(
    title,
    [words.t('desk:figures.right'), ...figureHead(view)],
    [
      ...rights.map((one) => [name(one.right), ...figureCells(one)]),
      [words.t('desk:figures.total'), ...figureCells(total)],
    ],
  );
  return chartFrame('rechten', { title, description: words.t('desk:figures.rights_desc') }, chart, table);
}

/** What is open, by the days since its receipt. */
export function ageFigures(view: View, { openByAge, total }: RegisterReport): Html | '' {
  const band = (name: string) => view.words.t('desk:figures.age_band', { band: name });
  return total.open === 0 ? '' : counted(view, 'age', 'desk:figures.age', openByAge, band);
}

/** What was refused, by its ground. */
export function groundFigures(view: View, { grounds }: RegisterReport): Html | '' {
  return grounds.length === 0
    ? ''
    : counted(view, 'grounds', 'desk:figures.ground', grounds, (name) => groundInWords(view, name));
}

/** By what way requests came. */
export function channelFigures(view: View, { channels }: RegisterReport): Html | '' {
  const name = (channel: string) => view.words.term('channels', channel);
  return channels.length === 0 ? '' : counted(view, 'channels', 'desk:figures.channel', channels, name);
}

function counted(
  view: View,
  kind: Kind,
  head: 'desk:figures.age' | 'desk:figures.ground' | 'desk:figures.channel',
  list: readonly Counted[],
  nameOf: (name: string) => string,
): Html {
  const { t } = view.words;
  const title = t(`desk:figures.${kind}_title`);
  const rows = list.map(({ name, count }) => ({ label: nameOf(name), count }));
  const table = scrollTable(
    title,
    [t(head), t('desk:figures.count')],
    rows.map(({ label, count }) => [label, count]),
  );
  return chartFrame(kind, { title, description: t(`desk:figures.${kind}_desc`) }, plainBars(rows), table);
}
