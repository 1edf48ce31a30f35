import type { Register } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { exportRegister } from './export-register.ts';
import { makeDossier } from './make-dossier.ts';
import { noteLook } from './note-look.ts';
import { reportRegister } from './report-register.ts';
import { CLI, logName, staffMember, staffNames } from './staff-actor.ts';
import { verifyRegister } from './verify-register.ts';
import { requestDetail } from './view-request.ts';

/** The register of requests (AVG 5(2), F21): its list, one request's whole history, and the check of its chains. */
export function makeRegister(settings: CoreSettings): Register {
  const { store, clock } = settings;
  return {
    list: (limit) => store.transaction((tx) => tx.requests.register(limit)),

    byNumber: (number, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const found = await tx.requests.byNumber(number);
        const request = found === undefined ? undefined : await tx.requests.lock(found.id);
        if (request === undefined) return undefined;
        const member = await staffMember(tx, by);
        if (member === undefined && by.via !== 'cli') return undefined;
        const seen = member === undefined ? CLI : logName(member);
        return requestDetail(tx, await noteLook(tx, request, seen, now), now);
      }),

    remains: (number) => store.transaction((tx) => tx.requests.remains(number)),
    lastRun: () => store.transaction((tx) => tx.retention.lastRun()),

    export: (asked, by) => exportRegister(settings, asked, by),

    dossier: (number, by) => makeDossier(settings, number, by),

    report: ({ unit, period }) => reportRegister(settings, unit, period),

    shopLooks: (limit) =>
      store.transaction(async (tx) => {
        const nameOf = await staffNames(tx);
        return (await tx.register.shopLooks(limit)).map(({ by, ...look }) => ({ ...look, name: nameOf(by) }));
      }),

    verify: (progress) => verifyRegister(settings, progress),
  };
}
