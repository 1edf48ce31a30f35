import type { Finding, Processor } from '../../core/fulfilment/processor.ts';
import type { Recipient } from '../../core/policy/shop-profile.ts';

/** A source that a person searches on the manual page: everything without an adapter or without credentials (R31). */
export function manualSource(source: string, role: Recipient['role'] | 'own'): Processor {
  return {
    capabilities: () => ({
      source,
      role: role === 'doubtful' ? 'processor' : role,
      supports: {
        find: 'manual',
        export: 'manual',
        rectify: 'manual',
        erase: role === 'independent_controller' ? 'refer' : 'manual',
        restrict: 'manual',
        unrestrict: 'manual',
      },
      searchBy: ['email', 'name', 'orderNumber'],
      canProveAbsence: false,
    }),
    check: async () => ({ ok: true }),
    async *find(): AsyncIterable<Finding> {
      yield { type: 'coverage', coverage: { status: 'pending_manual' } };
    },
  };
}
