import base from './jest.config.mjs';

/** What takes long or wants the machine to itself: *.slow.spec.ts, and the contracts against real servers when given. */
export default {
  ...base,
  testMatch: [
    '<rootDir>/{apps,libs}/**/*.slow.spec.ts',
    '<rootDir>/libs/queue/**/*.spec.ts',
    '<rootDir>/libs/search/**/*.spec.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
