import { maskBsn } from '../understanding/mask-bsn.ts';
import type { CoreSettings } from './core-settings.ts';

const BSN_REMOVED = '[BSN verwijderd]';

/** A text without a citizen service number, whoever typed it: it is stored nowhere (UAVG 46; R14). */
export function withoutBsn(settings: Pick<CoreSettings, 'understand'>, text: string): string {
  if (!/\d/.test(text)) return text;
  const { signals } = settings.understand({ channel: 'chat', text });
  return signals.includes('bsn') ? maskBsn(text, BSN_REMOVED) : text;
}
