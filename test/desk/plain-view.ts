import type { DeskTools } from '../../src/desk/frame/desk-tools.ts';
import { makeView } from '../../src/desk/frame/view.ts';
import { createCsrf } from '../../src/platform/csrf.ts';

const TOOLS: DeskTools = {
  clock: { now: () => new Date('2026-11-23T09:00:00Z') },
  language: 'nl',
  demo: true,
  publicUrl: 'https://balie.example',
  secureCookies: false,
  csrf: createCsrf(Buffer.alloc(32, 7)),
  explainDeadline: () => [],
  isWorkday: () => true,
  report: () => undefined,
};

/** What a part of a page is made with, for parts that are functions of their arguments. */
export const VIEW = makeView(TOOLS, undefined, '', undefined);
