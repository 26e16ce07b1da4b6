export * from './create-search-index';
export * from './meilisearch.search-index';
export * from './postgres.search-index';
export * from './search-migrations';
