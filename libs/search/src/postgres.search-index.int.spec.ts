import { Pool } from 'pg';
import { freshDatabase } from '@huanpei/testing';
import type { SearchDocument } from '@huanpei/app';
import { describeSearchContract, type SearchUnderTest } from '@huanpei/testing';
import { PostgresSearchIndex } from './postgres.search-index';
import { searchMigrations } from './search-migrations';

async function migrate(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  for (const { sql } of searchMigrations) await pool.query(sql);
  await pool.end();
}

async function make(): Promise<SearchUnderTest & { readonly pool: Pool }> {
  const database = await freshDatabase(migrate, 'search');
  const pool = new Pool({ connectionString: database.url, max: 4 });
  // Nothing listens on the discard port of this machine.
  const nowhere = new Pool({ host: '127.0.0.1', port: 9 });
  return {
    pool,
    index: new PostgresSearchIndex(pool),
    unreachable: new PostgresSearchIndex(nowhere),
    close: async () => {
      await Promise.all([pool.end(), nowhere.end()]);
      await database.drop();
    },
  };
}

describeSearchContract('Postgres', make);

describe('PostgresSearchIndex', () => {
  const CLARIFIER: SearchDocument = {
    kind: 'LISTING',
    id: 'clarifier',
    revision: 1,
    codes: [],
    facets: { domain: ['water'] },
    figures: [],
    title: { zh: '二沉池', en: 'Clarifier' },
    words: { zh: '', en: '' },
    technologies: [],
  };
  let made: Awaited<ReturnType<typeof make>>;

  beforeEach(async () => {
    made = await make();
  });
  afterEach(() => made.close());

  const find = async (text: string) =>
    (await made.index.search({ text }, { first: 10, after: null })).items.map(({ node }) => node.id);

  it('works without pg_trgm, but then does not forgive typing errors', async () => {
    await made.pool.query('drop index search_word_trigrams');
    await made.index.put([CLARIFIER]);
    expect(await find('clarifier')).toEqual(['clarifier']);
    expect(await find('clarifer')).toEqual([]);
  });

  it('finds a Chinese word however the text around it is cut', async () => {
    await made.index.put([{ ...CLARIFIER, words: { zh: '中水回用深度处理反渗透膜组件', en: '' } }]);
    for (const text of ['中水回用', '深度处理', '反渗透', '渗透膜', '膜组件', '组件']) {
      expect(await find(text)).toEqual(['clarifier']);
    }
  });

  it('goes on without gaps when documents arrive between two pages', async () => {
    const pumps = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => ({
        ...CLARIFIER,
        id: `pump-${from + at}`,
        title: { zh: '', en: 'Pump' },
      }));
    await made.index.put(pumps(0, 6));
    const one = await made.index.search({ text: 'pump' }, { first: 3, after: null });
    await made.index.put(pumps(6, 12));
    const two = await made.index.search({ text: 'pump' }, { first: 3, after: one.items.at(-1)!.cursor });
    const ids = [...one.items, ...two.items].map(({ node }) => node.id);
    expect([...ids].sort()).toEqual(
      pumps(0, 6)
        .map(({ id }) => id)
        .sort(),
    );
    expect(two.hasNextPage).toBe(false);
  });
});
