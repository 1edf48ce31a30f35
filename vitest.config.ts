import { defineConfig } from 'vitest/config';

// not Amsterdam: code that leans on the zone of the machine must be seen
process.env.TZ = 'America/New_York';

// .ci/run counts the tests from it
const report = process.env.TEST_REPORT;
const shared = {
  setupFiles: ['test/support/setup.ts'],
  // what a file loads and PostgreSQL's address serve the next file of that worker too
  isolate: false,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  // a busy machine is no failure: what is waited for comes, or the test fails by it
  expect: { poll: { timeout: 20_000 } },
};
const RULES = ['test/rules/**/*.test.ts'];
const PATIENT = ['test/journeys/**/*.test.ts', 'test/**/*.browser.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/database-folder.ts'],
    // one more than the cores that are asked for: journeys wait, for PostgreSQL, a retry, a mail, a browser
    maxWorkers: 3,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      { test: { ...shared, name: 'rules', include: RULES } },
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...RULES, ...PATIENT],
        },
      },
      // with those in a browser: a project of their own would start workers of its own
      { test: { ...shared, name: 'journeys', include: PATIENT, testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
