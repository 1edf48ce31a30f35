import { defineConfig } from 'vitest/config';

// not Amsterdam: code that leans on the zone of the machine must be seen
process.env.TZ = 'America/New_York';

// .ci/run counts the tests from it
const report = process.env.TEST_REPORT;
const shared = { setupFiles: ['test/support/setup.ts'], testTimeout: 10_000, hookTimeout: 30_000 };
const BROWSER = ['test/journeys/**/*.test.ts', 'test/**/*.browser.test.ts'];
const RULES = ['test/rules/**/*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/database-folder.ts'],
    maxWorkers: 2,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      { test: { ...shared, name: 'rules', include: RULES } },
      { test: { ...shared, name: 'unit', include: ['test/**/*.test.ts'], exclude: [...RULES, ...BROWSER] } },
      {
        test: {
          ...shared,
          name: 'browser',
          include: BROWSER,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // a browser and a server fill both cores
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
