import type { webApi } from '@slack/bolt';
import type { HomeContent, StaffHome } from '../../core/approval/staff-channel.ts';
import { type Clock, MINUTE, SECOND } from '../../core/kernel/clock.ts';
import { admitPerson } from './admit-person.ts';
import { homeView } from './home-view.ts';
import { readFailure } from './read-failure.ts';
import type { SlackSettings } from './slack-settings.ts';

/** So long after they opened it people are thought to look at their page. */
const LOOKING = 30 * MINUTE;
const PAUSE = 3 * SECOND;

/** First pages of staff: made when somebody opens theirs, and again when something changed meanwhile. */
export function createHomes(slack: webApi.WebClient, settings: SlackSettings, home: StaffHome, clock: Clock) {
  const { words, log } = settings;
  const looking = new Map<string, number>();
  let waiting: NodeJS.Timeout | null = null;
  let refreshing: Promise<unknown> = Promise.resolve();

  /** Checked anew each time (R26): who may no longer see it gets a kind word in its place. */
  async function show(userId: string): Promise<void> {
    try {
      const person = await admitPerson(slack, settings, userId);
      const why = person.ok ? '' : ` ${words.refusals[person.refusal.code]}`;
      const content = person.ok ? await home(person.value) : undefined;
      if (content === undefined) looking.delete(userId);
      const closed: HomeContent = [{ kind: 'text', text: `${words.homeClosed}${why}` }];
      await slack.views.publish({ user_id: userId, view: homeView(content ?? closed) });
    } catch (error) {
      log.warn({ reason: readFailure(error).code }, 'slack: a first page was not shown');
    }
  }

  async function refresh(): Promise<void> {
    const since = clock.now().getTime() - LOOKING;
    for (const [userId, at] of looking) {
      if (at < since) looking.delete(userId);
      else await show(userId);
    }
  }

  return {
    async opened(userId: string): Promise<void> {
      looking.set(userId, clock.now().getTime());
      await show(userId);
    },
    /** Something about a request changed; the changes of a moment are shown together. */
    changed(): void {
      if (waiting !== null || looking.size === 0) return;
      waiting = setTimeout(() => {
        waiting = null;
        refreshing = refresh();
      }, settings.homePauseMs ?? PAUSE);
    },
    async stop(): Promise<void> {
      if (waiting !== null) clearTimeout(waiting);
      waiting = null;
      await refreshing;
    },
  };
}
