import { buildServer } from './apps/cli/build.mjs';

// Threads load what was built, also those that a spec starts (libs/runtime/src/threads).
await buildServer();

/** One configuration for every project: pure specs, adapter contracts on the embedded Postgres, API end to end. */
export default {
  testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.slow\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.(ts|js|mjs)$': '@swc/jest',
    // The pages: .swcrc is for the server, which has no JSX.
    '^.+\\.tsx$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2023',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // These packages ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(meilisearch|jose|graphql-http)/)'],
  moduleNameMapper: { '^@huanpei/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts' },
  testEnvironment: 'node',
  // One Postgres for the run; specs copy their databases in it (libs/testing/src/fresh-database.ts).
  globalSetup: '<rootDir>/libs/runtime/src/embedded-postgres/jest-global-setup.ts',
  globalTeardown: '<rootDir>/libs/runtime/src/embedded-postgres/jest-global-teardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
};
