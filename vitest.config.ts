import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes and servers are started in some tests; a loaded machine is no reason to fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
