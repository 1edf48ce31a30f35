/** Calls a minute, per method (docs.slack.dev, apis/web-api/rate-limits: tiers 1 to 4 are 1, 20, 50, 100). */
const TIERS: Readonly<Record<string, number>> = {
  'auth.test': 300,
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'views.open': 100,
  'views.update': 100,
  'users.info': 100,
  'conversations.info': 50,
  'conversations.members': 100,
};
const MINUTE = 60_000;
/** chat.postMessage: one a second in a channel, short bursts allowed; the burst's size is not documented. */
const BURST = 10;

/** Seconds to wait before this call is taken; null when it is taken now. */
export type RateLimits = (method: string, channel: string) => number | null;

export function createRateLimits(now: () => number): RateLimits {
  const calls = new Map<string, number[]>();
  const posts = new Map<string, { tokens: number; at: number }>();

  return (method, channel) => {
    if (method === 'chat.postMessage') {
      const last = posts.get(channel) ?? { tokens: BURST, at: now() };
      const tokens = Math.min(BURST, last.tokens + (now() - last.at) / 1_000);
      posts.set(channel, { tokens: tokens < 1 ? tokens : tokens - 1, at: now() });
      return tokens < 1 ? 1 : null;
    }
    const recent = (calls.get(method) ?? []).filter((at) => at > now() - MINUTE);
    const oldest = recent[0];
    if (oldest !== undefined && recent.length >= (TIERS[method] ?? 20)) {
      calls.set(method, recent);
      return Math.max(1, Math.ceil((oldest + MINUTE - now()) / 1_000));
    }
    calls.set(method, [...recent, now()]);
    return null;
  };
}
