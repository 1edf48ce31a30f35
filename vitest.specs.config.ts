import { defineConfig } from 'vitest/config';

/** Our clients and the servers of the tests beside what the systems publish; `npm run test:specs` looks whether it is there. */
export default defineConfig({
  test: {
    include: ['test/processors/**/*.specification.ts'],
    reporters: ['default'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
