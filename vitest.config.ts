import { defineConfig } from 'vitest/config';

// not Amsterdam: code that leans on the zone of the machine must be seen
process.env.TZ = 'America/New_York';

// .ci/run counts the tests from it
const report = process.env.TEST_REPORT;
const shared = {
  setupFiles: ['test/support/setup.ts'],
  // what a file loads and PostgreSQL's address serve the next file of that worker too
  isolate: false,
  testTimeout: 10_000,
  hookTimeout: 30_000,
};
const RULES = ['test/rules/**/*.test.ts'];
const JOURNEYS = ['test/journeys/**/*.test.ts'];
const BROWSER = ['test/**/*.browser.test.ts'];
const PATIENT = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    globalSetup: ['test/support/database-folder.ts'],
    maxWorkers: 2,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      { test: { ...shared, name: 'rules', include: RULES } },
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...RULES, ...JOURNEYS, ...BROWSER],
        },
      },
      { test: { ...shared, ...PATIENT, name: 'journeys', include: JOURNEYS, exclude: BROWSER } },
      {
        test: {
          ...shared,
          ...PATIENT,
          name: 'browser',
          include: BROWSER,
          // a browser and a server fill both cores
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
