import { defineConfig } from 'vitest/config';

process.env.TZ = 'America/New_York';

/** Journeys over Postfix and Dovecot of this machine; `npm run test:mail` looks whether they are there. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/database-folder.ts'],
    setupFiles: ['test/support/setup.ts'],
    include: ['test/journeys/**/*.mail.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
