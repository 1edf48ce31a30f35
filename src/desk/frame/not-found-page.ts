import type { Html } from './html.ts';
import { messagePage } from './page.ts';
import type { View } from './view.ts';

/** For an address that is nothing, and for a request, task or conversation that does not exist. */
export function notFoundPage(view: View): Html {
  const { t } = view.words;
  return messagePage(view, t('desk:not_found.title'), [t('desk:not_found.text')], {
    href: '/balie',
    label: t('desk:forbidden.back'),
  });
}
