import type {
  ChangingProcessor,
  Finding,
  FoundRecord,
  PlanStep,
  StepOutcome,
} from '../../src/core/fulfilment/processor.ts';
import { recordHash } from '../../src/core/fulfilment/record-hash.ts';

/**
 * What goes wrong with the next calls. An outcome: the change is not made; `lost`: it is made and nobody says so; `dies`: it
 * is made and the program ends there; `breaks`: a bug of ours throws.
 */
export interface SystemFault {
  readonly call: 'execute' | 'verify';
  readonly ref?: string;
  readonly times?: number;
  readonly goes: StepOutcome | 'lost' | 'dies' | 'unsure' | 'breaks';
}

export interface FakeSystem extends ChangingProcessor {
  /** What it holds now, by reference. */
  readonly held: Map<string, FoundRecord>;
  /** `execute W-1`, `verify W-1`, in order. */
  readonly calls: string[];
  fault(fault: SystemFault): void;
}

/** The call was made, and nothing of it is written down any more. */
const ENDED = {
  get status(): never {
    throw new Error('the program ends here');
  },
};

/** A record of this system that its own number names. */
export function aRecord(ref: string, change: Partial<FoundRecord> = {}): FoundRecord {
  return {
    ref,
    category: 'order',
    fields: [
      { name: 'orderNumber', value: ref },
      { name: 'phone', value: '0612345678' },
    ],
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: 'test', fetchedAt: '2026-11-02T10:00:00.000Z' },
    ...change,
  };
}

/**
 * A system of the shop in memory that keeps to the contract: erases orders and contact details, blanks the phone of what a
 * law keeps, marks what is restricted, corrects contact details, and leaves messages to people. `K-1/M-1` goes with `K-1`.
 */
export function fakeSystem(source: string, records: readonly FoundRecord[]): FakeSystem {
  const held = new Map(records.map((record) => [record.ref, record]));
  const calls: string[] = [];
  const faults: { readonly fault: SystemFault; left: number }[] = [];

  function hit(call: SystemFault['call'], ref: string): SystemFault['goes'] | undefined {
    calls.push(`${call} ${ref}`);
    const fits = faults.find(
      ({ fault, left }) => left > 0 && fault.call === call && (fault.ref ?? ref) === ref,
    );
    if (fits === undefined) return undefined;
    fits.left -= 1;
    return fits.fault.goes;
  }

  function make({ recordRef, treatment }: PlanStep): void {
    const record = held.get(recordRef);
    if (record === undefined) return;
    if (treatment === 'delete') {
      for (const ref of [...held.keys()]) if (ref.startsWith(`${recordRef}/`)) held.delete(ref);
      held.delete(recordRef);
    } else held.set(recordRef, { ...record, fields: changed(record, treatment) });
  }

  function isMade({ recordRef, treatment }: PlanStep): boolean {
    const record = held.get(recordRef);
    if (record === undefined || treatment === 'delete') return record === undefined;
    return JSON.stringify(changed(record, treatment)) === JSON.stringify(record.fields);
  }

  return {
    held,
    calls,
    fault: (fault) => {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    capabilities: () => ({
      source,
      role: 'processor',
      supports: {
        ...{ find: 'api', export: 'api', rectify: 'api', erase: 'api', restrict: 'api', unrestrict: 'api' },
      },
      searchBy: ['email'],
      canProveAbsence: true,
    }),
    check: async () => ({ ok: true }),
    async *find(): AsyncIterable<Finding> {
      for (const record of held.values()) yield { type: 'record', record };
      const { size: found } = held;
      yield { type: 'coverage', coverage: { status: 'complete', scanned: 10, found, provesAbsence: true } };
    },
    plan: (change, given) =>
      given
        .toSorted((a, b) => depthOf(b) - depthOf(a))
        .flatMap((record) => {
          const { ref, category, hold } = record;
          const step = (treatment: PlanStep['treatment'], more: Partial<PlanStep> = {}): PlanStep => ({
            ...{ source, action: change.action, recordRef: ref, category, recordHash: recordHash(record) },
            ...{ treatment, fields: [], hold: null, sideEffects: [] },
            ...more,
          });
          if (category === 'message') return [step('by_hand')];
          if (change.action === 'rectify') return [step('change', { fields: ['name'] })];
          if (change.action === 'unrestrict' && !change.restricted.some(({ recordRef }) => recordRef === ref))
            return [];
          if (change.action !== 'erase') return [step(change.action)];
          return hold === null
            ? [step('delete', category === 'account' ? { sideEffects: ['subscription_ends'] } : {})]
            : [step('mask', { fields: ['phone'], hold }), step('keep', { hold })];
        }),
    goesWith: (ref) => (ref.includes('/') ? ref.slice(0, ref.lastIndexOf('/')) : undefined),
    execute: async (step) => {
      const goes = hit('execute', step.recordRef);
      if (goes === 'dies' || goes === 'lost') make(step);
      if (goes === 'dies') return ENDED;
      if (goes === 'breaks') throw new Error('an odd answer');
      if (goes === 'lost' || goes === 'unsure') return { status: 'unknown', code: 'api.no_answer' };
      if (goes !== undefined) return goes;
      const record = held.get(step.recordRef);
      if (record === undefined) return { status: 'already_gone' };
      if (record.hold !== null && step.treatment === 'delete') return { status: 'held' };
      if (recordHash(record) !== step.recordHash) return { status: 'changed_since_preview' };
      make(step);
      return { status: 'done' };
    },
    verify: async (step) => {
      const goes = hit('verify', step.recordRef);
      if (goes === 'breaks') throw new Error('an odd answer');
      if (goes !== undefined) return 'unknown';
      return isMade(step) ? 'done' : 'not_done';
    },
  };
}

function depthOf({ ref }: FoundRecord): number {
  return ref.split('/').length;
}

function changed({ fields }: FoundRecord, treatment: PlanStep['treatment']): FoundRecord['fields'] {
  if (treatment === 'mask') return fields.filter(({ name }) => name !== 'phone');
  const rest = fields.filter(({ name }) => name !== 'restricted');
  return treatment === 'restrict' ? [...rest, { name: 'restricted', value: 'yes' }] : rest;
}
