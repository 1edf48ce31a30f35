import { beforeAll } from 'vitest';
import type { Environment } from '../../src/config.ts';
import { deskSession, invite, type Member } from '../support/desk-session.ts';
import { type OpenSite, openSite } from '../support/open-site.ts';
import { type CoreUnderTest, useCore } from '../support/use-core.ts';
import { type DeskVisitor, deskVisitor } from './desk-visitor.ts';

/** What the clock of a desk shows at first: ten o'clock in Amsterdam. */
export const MONDAY = new Date('2026-11-23T09:00:00Z');

/** Words that would be markup, were they not words. */
export const NASTY = `<script>alert('xss')</script><img src=x onerror="alert(1)"> "quoted" & </textarea>`;

export interface DeskUnderTest extends CoreUnderTest {
  readonly site: OpenSite;
  readonly owner: Member;
  readonly deputy: Member;
  /** Somebody at the desk, signed in when they are named. */
  visitor(member?: Member, site?: OpenSite): Promise<DeskVisitor>;
}

/** The desk of a shop on the real core, with two who work there; one database for a test file. */
export function useDesk(from = MONDAY, variables: Environment = {}): () => DeskUnderTest {
  const use = useCore({ from, variables });
  let desk: DeskUnderTest | undefined;
  beforeAll(async () => {
    const open = use();
    const own = await openSite(open);
    desk = {
      ...open,
      site: own,
      owner: await invite(open, 'noor@example.nl', 'Noor Visser'),
      deputy: await invite(open, 'sam@example.nl', 'Sam de Wit'),
      visitor: async (member, site = own) =>
        deskVisitor(site.ask, member && (await deskSession(open, member))),
    };
  });
  return () => {
    if (desk === undefined) throw new Error('the desk is opened before the first test');
    return desk;
  };
}
