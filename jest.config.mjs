/** One configuration for every project: pure specs, adapter contracts on the embedded Postgres, API end to end. */
export default {
  testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.slow\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: { '^.+\\.(ts|js|mjs)$': '@swc/jest' },
  // These packages ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(meilisearch|jose|graphql-http)/)'],
  moduleNameMapper: { '^@huanpei/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts' },
  testEnvironment: 'node',
  testTimeout: 30_000,
  maxWorkers: 2,
};
