import { StaffOnly } from '../kernel/staff-only.ts';
import type { CoreSettings } from './core-settings.ts';
import { withoutBsn } from './without-bsn.ts';

/**
 * The one way in for what staff type, whatever form it comes from: every text of every argument has lost its citizen
 * service numbers before a use case sees it (UAVG 46; R14). A group of commands made here cannot forget it.
 */
export function typedByStaff<Groups extends Readonly<Record<string, object>>>(
  settings: Pick<CoreSettings, 'understand'>,
  groups: Groups,
): Groups {
  return new Proxy(groups, {
    get: (target, name) => {
      const group: unknown = Reflect.get(target, name);
      return typeof group === 'object' && group !== null ? cleaned(settings, group) : group;
    },
  });
}

function cleaned<Group extends object>(settings: Pick<CoreSettings, 'understand'>, group: Group): Group {
  return new Proxy(group, {
    get: (target, name) => {
      const command: unknown = Reflect.get(target, name);
      return typeof command === 'function'
        ? (...typed: readonly unknown[]) =>
            Reflect.apply(
              command,
              target,
              typed.map((one) => clean(settings, one)),
            )
        : command;
    },
  });
}

/** The same value with each text in it cleaned; what is no text, list or plain object is left as it is. */
function clean(settings: Pick<CoreSettings, 'understand'>, value: unknown): unknown {
  if (typeof value === 'string') return withoutBsn(settings, value);
  if (value instanceof StaffOnly) return new StaffOnly(withoutBsn(settings, value.forStaff()));
  if (Array.isArray(value)) return value.map((one) => clean(settings, one));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(settings, one)]));
}
