import type { WithWords } from '../frame/view.ts';

/** A ground of the closed list with its article, or what was kept in spite of an erasure. */
export function groundInWords({ words }: WithWords, ground: string): string {
  const [name = '', article] = ground.split(' ', 2);
  const said = words.term('grounds', name);
  return article === undefined ? said : `${said} (${words.term('articles', article)})`;
}
