import type { Pool } from 'pg';
import type { SearchIndex } from '@huanpei/app';
import { MeilisearchSearchIndex } from './meilisearch.search-index';
import { PostgresSearchIndex } from './postgres.search-index';

export interface SearchOptions {
  /** On a database that `searchMigrations` have run in. */
  readonly pool: Pool;
  readonly meiliUrl?: string;
  readonly meiliKey?: string;
}

/** Meilisearch when its address is given, otherwise Postgres. */
export function createSearchIndex({ pool, meiliUrl, meiliKey }: SearchOptions): SearchIndex {
  if (meiliUrl === undefined || meiliUrl === '') return new PostgresSearchIndex(pool);
  return new MeilisearchSearchIndex({ url: meiliUrl, ...(meiliKey ? { key: meiliKey } : {}) });
}
