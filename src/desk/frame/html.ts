import type { html } from 'hono/html';

/** Markup whose parts were escaped when it was made. */
export type Html = ReturnType<typeof html>;
