export { eventually } from './eventually';
export { fixedClock, type FixedClock } from './fixed-clock';
export { freshDatabase, serverUrl, type FreshDatabase } from './fresh-database';
export { describeFindsContract } from './finds-contract';
export * from './job-contract';
export * from './search-contract';
export { InlineThreads } from './inline-threads';
