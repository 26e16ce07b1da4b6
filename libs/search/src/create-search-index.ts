import type { Pool } from 'pg';
import type { SearchDetour, SearchIndex } from '@huanpei/app';
import { FallbackSearchIndex } from './fallback.search-index';
import { MeilisearchSearchIndex } from './meilisearch.search-index';
import { OwedWrites } from './owed-writes';
import { PostgresSearchIndex } from './postgres.search-index';

export interface SearchOptions {
  /** On a database that `searchMigrations` have run in. */
  readonly pool: Pool;
  /** Connections that documents are written on, where searches are to go before them; those of `pool` when not given. */
  readonly writePool?: Pool;
  readonly meiliUrl?: string;
  readonly meiliKey?: string;
  /** What the names of its indexes begin with; `huanpei` when not given. */
  readonly meiliIndex?: string;
  /** Postgres answers while Meilisearch is further behind than this; 60,000 when not given. */
  readonly meiliMaxLagMs?: number;
  /** Postgres answers a search that takes Meilisearch longer than this; 2,000 when not given. */
  readonly meiliSearchMs?: number;
  /** Told when another index begins to answer: why, or null when it is Meilisearch again; and the fault behind it. */
  readonly onSwitch?: (because: SearchDetour | null, fault?: unknown) => void;
  /** Told of what went wrong in making up for writes that Meilisearch had missed. */
  readonly onFault?: (fault: unknown) => void;
  /** As `PostgresSearchOptions` has it. */
  readonly onSweepFault?: (fault: unknown) => void;
}

/** Meilisearch with Postgres to stand in when its address is given, otherwise Postgres. */
export function createSearchIndex(options: SearchOptions): SearchIndex {
  const {
    pool,
    writePool = pool,
    meiliUrl,
    meiliKey,
    meiliIndex,
    meiliMaxLagMs = 60_000,
    meiliSearchMs,
    onSwitch,
    onFault,
    onSweepFault,
  } = options;
  const postgres = new PostgresSearchIndex(pool, {
    writePool,
    ...(onSweepFault === undefined ? {} : { onSweepFault }),
  });
  if (meiliUrl === undefined || meiliUrl === '') return postgres;
  const meilisearch = new MeilisearchSearchIndex({
    url: meiliUrl,
    ...(meiliKey ? { key: meiliKey } : {}),
    ...(meiliIndex === undefined ? {} : { index: meiliIndex }),
    ...(meiliSearchMs === undefined ? {} : { searchMs: meiliSearchMs }),
  });
  return new FallbackSearchIndex(meilisearch, postgres, new OwedWrites(pool), {
    maxLagMs: meiliMaxLagMs,
    ...(onSwitch === undefined ? {} : { onSwitch }),
    ...(onFault === undefined ? {} : { onFault }),
  });
}
