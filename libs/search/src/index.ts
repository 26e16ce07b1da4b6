export * from './create-search-index';
export * from './fallback.search-index';
export { KEY_ACTIONS, restrictedKey } from './meilisearch/server';
export * from './meilisearch.search-index';
export * from './owed-writes';
export * from './postgres.search-index';
export * from './search-migrations';
