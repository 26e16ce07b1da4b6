import { Pool } from 'pg';
import { freshDatabase } from '@huanpei/testing';
import type { SearchAnswer, SearchDocument } from '@huanpei/app';
import { describeFindsContract, describeSearchContract, type SearchUnderTest } from '@huanpei/testing';
import { CHUNK } from './bits';
import { MOST_LISTED, placesIn, STRETCH } from './postings';
import { PostgresSearchIndex, SearchTooSlow } from './postgres.search-index';
import { MOST_GONE } from './postgres-writes';
import { searchMigrations } from './search-migrations';

async function migrate(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  for (const { sql } of searchMigrations) await pool.query(sql);
  await pool.end();
}

async function make(): Promise<SearchUnderTest & { readonly pool: Pool; readonly url: string }> {
  const database = await freshDatabase(migrate, 'search');
  // As in the product; the index that stands in for Meilisearch is tested on connections that wait for each answer.
  const pool = new Pool({ connectionString: database.url, max: 4, pipeline: true });
  // Nothing listens on the discard port of this machine.
  const nowhere = new Pool({ host: '127.0.0.1', port: 9 });
  return {
    pool,
    url: database.url,
    index: new PostgresSearchIndex(pool),
    unreachable: new PostgresSearchIndex(nowhere),
    close: async () => {
      await Promise.all([pool.end(), nowhere.end()]);
      await database.drop();
    },
  };
}

describeSearchContract('Postgres', make);
describeFindsContract('Postgres', make, true);

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

  it('reads a Chinese word that nothing holds as another of the same sound, and says so', async () => {
    await made.index.put([{ ...CLARIFIER, words: { zh: '湿法脱硫', en: '' } }]);
    const { items, correction } = await made.index.search({ text: '脱流' }, { first: 1, after: null });
    expect(items.map(({ node }) => node.id)).toEqual(['clarifier']);
    expect(correction).toBe('脱硫');
  });

  it('reads typed sounds as words that are still held, in the place of likelier ones that no document holds any more', async () => {
    // All said `shuichi`, in the order in which they are thought of; four are looked for.
    const titles = ['水尺', '水持', '水池', '水迟', '水驰'];
    await made.index.put(titles.map((zh) => ({ ...CLARIFIER, id: zh, title: { zh, en: '' } })));
    const suggested = async () =>
      (await made.index.suggest({ text: 'shuichi', language: 'zh', first: 10 })).map(({ text }) => text);
    expect(await suggested()).toEqual(titles.slice(0, 4));
    await made.index.remove('LISTING', ['水尺']);
    expect(await suggested()).toEqual(titles.slice(1));
  });

  it('counts and filters across chunks of ordinals, and leaves no bits of what is removed', async () => {
    await made.pool.query('update search_counter set next = $1', [2 * CHUNK - 3]);
    const documents = Array.from({ length: 7 }, (_, at) => ({
      ...CLARIFIER,
      id: `c${at}`,
      facets: { domain: [at % 2 ? 'water' : 'air'] },
      figures: [{ key: 'capacity', low: at, high: at }],
    }));
    await made.index.put(documents);
    const answer = await made.index.search(
      { text: '二沉池', figures: [{ key: 'capacity', atLeast: 1 }], count: ['domain'] },
      { first: 2, after: null },
    );
    expect(answer.totalCount).toBe(6);
    expect(answer.items.map(({ node }) => node.id)).toEqual(['c6', 'c5']);
    expect(answer.facets).toEqual([
      {
        facet: 'domain',
        values: [
          { value: 'air', count: 3 },
          { value: 'water', count: 3 },
        ],
      },
    ]);
    const all = await made.index.search({ text: '', count: ['domain'] }, { first: 10, after: null });
    expect(all.items.map(({ node }) => node.id)).toEqual(['c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c0']);
    await made.index.remove(
      'LISTING',
      documents.map(({ id }) => id),
    );
    for (const table of ['search_bits', 'search_figure', 'search_code', 'search_document']) {
      expect((await made.pool.query(`select from ${table}`)).rowCount).toBe(0);
    }
    expect((await gone()).length).toBe(documents.length);
  });

  it('counts and compares many hits as it does few', async () => {
    const pumps = Array.from({ length: 3_300 }, (_, at) => ({
      ...CLARIFIER,
      id: `p${at}`,
      title: { zh: '', en: 'Pump' },
      facets: { domain: [`d${at % 3}`], region: at % 10 < 9 ? [`r${at % 10}`, 'r'] : [] },
      figures: [{ key: 'capacity', low: (at * 7) % 100, high: ((at * 7) % 100) + (at % 5) }],
    }));
    await made.index.put([...pumps, { ...CLARIFIER, title: { zh: '', en: 'Pump' }, facets: { region: ['r'] } }]);
    for (const [atMost, atLeast, covers] of [
      [90, undefined, undefined],
      [10, undefined, undefined],
      [undefined, 20, undefined],
      [undefined, 95, undefined],
      [undefined, undefined, 50],
      [99, 3, undefined],
    ] as const) {
      for (const orNotStated of [false, true]) {
        const bounds = {
          ...(atMost === undefined ? {} : { atMost }),
          ...(atLeast === undefined ? {} : { atLeast }),
          ...(covers === undefined ? {} : { covers }),
        };
        const answer = await made.index.search(
          {
            text: 'pump',
            figures: [{ key: 'capacity', ...bounds, orNotStated }],
            facets: [{ facet: 'domain', anyOf: ['d0', 'd1'] }],
            count: ['domain', 'region'],
          },
          { first: 1, after: null },
        );
        const kept = pumps.filter(({ figures: [stated] }) => {
          const { low, high } = stated!;
          return (
            high <= (atMost ?? 1e9) &&
            low >= (atLeast ?? -1) &&
            (covers === undefined || (low <= covers && covers <= high))
          );
        });
        const hits = kept.filter(({ facets }) => facets.domain[0] !== 'd2');
        const many = (value: string, among: typeof pumps, facet: 'domain' | 'region') =>
          among.filter(({ facets }) => facets[facet].includes(value)).length;
        const counts = (facet: 'domain' | 'region') =>
          new Map(answer.facets.find((one) => one.facet === facet)?.values.map(({ value, count }) => [value, count]));
        expect(answer.totalCount).toBe(hits.length);
        for (const value of ['d0', 'd1', 'd2'])
          expect(counts('domain').get(value) ?? 0).toBe(many(value, kept, 'domain'));
        for (const value of ['r', 'r0', 'r8'])
          expect(counts('region').get(value) ?? 0).toBe(many(value, hits, 'region'));
      }
    }
  });

  it('gives many hits in the order of a figure as it does few', async () => {
    // More than are looked up one by one, in ties longer than what is read at first, and every tenth states none.
    const pumps = Array.from({ length: 4_000 }, (_, at) => ({
      ...CLARIFIER,
      id: `p${at}`,
      facets: { domain: [at % 200 === 7 ? 'rare' : 'common'] },
      figures: at % 10 === 0 ? [] : [{ key: 'capacity', low: (at * 7) % 8, high: at % 4 === 0 ? 1e300 : at % 50 }],
    }));
    await made.index.put(pumps);
    const newestFirst = [...pumps].reverse();
    for (const by of ['low', 'high'] as const) {
      for (const descending of [false, true]) {
        for (const [facets, first] of [
          [[], 1_300],
          [[{ facet: 'domain', anyOf: ['rare'] }], 13],
        ] as const) {
          const request = { text: '', facets, order: { key: 'capacity', by, descending } };
          const ids: string[] = [];
          let after: string | null = null;
          for (let more = true; more;) {
            const page: SearchAnswer = await made.index.search(request, { first, after });
            ids.push(...page.items.map(({ node }) => node.id));
            [after, more] = [page.items.at(-1)?.cursor ?? null, page.hasNextPage];
          }
          const turn = descending ? -1 : 1;
          const last = Infinity * turn;
          const expected = newestFirst
            .filter((one) => facets.length === 0 || one.facets.domain[0] === 'rare')
            .map(({ id, figures: [stated] }) => ({ id, figure: stated?.[by] ?? last }))
            .sort((a, b) => (a.figure === b.figure ? 0 : turn * (a.figure - b.figure)));
          expect(ids).toEqual(expected.map(({ id }) => id));
        }
      }
    }
  });

  /** What the index of words holds, and what it should by the lexemes that are kept of each document, in the same form. */
  const postings = async () => {
    const { rows: kept } = await made.pool.query<{ lexeme: string; stretch: number; docs: Buffer }>(
      'select lexeme, stretch, docs from search_posting',
    );
    const { rows: texts } = await made.pool.query<{ ordinal: number; lexemes: readonly string[] }>(
      'select ordinal, string_to_array(lexemes, chr(10)) as lexemes from search_text order by ordinal',
    );
    const due = new Map<string, number[]>();
    for (const { ordinal, lexemes } of texts) {
      for (const lexeme of lexemes) {
        const row = `${lexeme} in ${Math.floor(ordinal / STRETCH)}`;
        const places = due.get(row);
        if (places) places.push(ordinal % STRETCH);
        else due.set(row, [ordinal % STRETCH]);
      }
    }
    const is = new Map(kept.map(({ lexeme, stretch, docs }) => [`${lexeme} in ${stretch}`, placesIn(docs)]));
    const byRow = (all: ReadonlyMap<string, number[]>) => [...all].sort(([one], [other]) => (one < other ? -1 : 1));
    return { is: byRow(is), due: byRow(due) };
  };

  it('holds in its index of words what the documents say, whatever comes, changes and goes', async () => {
    const names = ['Pump', 'Pump station', 'Filter', 'Sand filter', '二沉池', '污水泵', '污水处理设备', `O'Brien\\s`];
    // The same at each run: a linear congruential generator (Numerical Recipes).
    let seed = 7;
    const below = (most: number) => {
      seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
      // Its lower digits come again too soon.
      return Math.floor(seed / 2 ** 8) % most;
    };
    const some = (count: number) =>
      Array.from({ length: count }, () => ({
        ...CLARIFIER,
        id: `d${below(1_500)}`,
        title: { zh: names[below(names.length)] ?? '', en: names[below(names.length)] ?? '' },
        words: { zh: '', en: `unit w${below(40)}` },
      }));
    await made.index.put(some(3_000));
    expect((await postings()).is.some(([, places]) => places.length > MOST_LISTED)).toBe(true);
    // So that later ones lie in another stretch.
    await made.pool.query(`update search_counter set next = ${STRETCH - 100}`);
    for (let round = 0; round < 12; round += 1) {
      await made.index.put(some(60));
      await made.index.remove(
        'LISTING',
        Array.from({ length: 120 }, () => `d${below(1_500)}`),
      );
      const { is, due } = await postings();
      expect(is).toEqual(due);
    }
    // Many that are new begin a stretch of their own, whatever else comes with them, and fewer later share the last of theirs.
    const anew = (name: string) => Array.from({ length: STRETCH }, (_, at) => ({ ...CLARIFIER, id: `${name}${at}` }));
    await made.index.put([...anew('n'), ...some(300)]);
    await made.index.put([...anew('m').slice(0, STRETCH / 4), ...some(300)]);
    const { is, due } = await postings();
    expect(is).toEqual(due);
    const { rows: ordinals } = await made.pool.query<{ first: number }>(
      `select min(ordinal) as first from search_document group by left(id, 1) having left(id, 1) in ('n', 'm') order by 1`,
    );
    expect(ordinals.map(({ first }) => first % STRETCH === 0)).toEqual([true, false]);
    const { totalCount } = await made.index.search({ text: 'w7' }, { first: 1, after: null });
    const { rows } = await made.pool.query(
      `select from search_text join search_document using (ordinal) where 'w7' = any (string_to_array(lexemes, chr(10)))`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(totalCount).toBe(rows.length);
    await made.index.remove('LISTING', await made.index.idsHeld('LISTING', null, 10_000));
    const left = await postings();
    expect(left.is).toEqual(left.due);
    const places = new Set(left.is.flatMap(([row, some]) => some.map((at) => `${row.split(' in ')[1]} ${at}`)));
    const unswept = (await gone()).map((ordinal) => `${Math.floor(ordinal / STRETCH)} ${ordinal % STRETCH}`);
    expect([...places].sort()).toEqual(unswept.sort());
    expect((await made.index.search({ text: 'w7' }, { first: 1, after: null })).totalCount).toBe(0);
  });

  /** The ordinals of what has gone while its words are left in the index. */
  const gone = async () =>
    (await made.pool.query<{ ordinal: number }>('select ordinal from search_gone order by 1')).rows.map(
      ({ ordinal }) => ordinal,
    );

  it('finds nothing of what has gone, whose words it leaves in its index until many have', async () => {
    const named = (id: string, en: string, technologies: readonly string[] = []) => ({
      ...CLARIFIER,
      id,
      title: { zh: '', en },
      words: { zh: '', en: '' },
      technologies,
    });
    const suggested = async (text: string) =>
      (await made.index.suggest({ text, language: 'en', first: 10 })).map((one) => one.text);
    const asked = async (text: string) => {
      const { totalCount, correction } = await made.index.search({ text }, { first: 1, after: null });
      return [totalCount, correction];
    };
    await made.index.put([
      named('turbine', 'Old turbine', ['water.mun.mbr']),
      named('turbines', 'Old turbidimeter'),
      named('other', 'Filter'),
    ]);
    expect(await suggested('membrane bio')).toEqual(['Membrane bioreactor']);
    expect(await suggested('turbi')).toEqual(['Old turbine', 'Old turbidimeter']);
    await made.index.remove('LISTING', ['turbine']);
    expect(await gone()).toEqual([0]);
    expect(await suggested('membrane bio')).toEqual([]);
    expect(await suggested('turbi')).toEqual(['Old turbidimeter']);
    expect(await asked('turbine')).toEqual([0, null]);
    // Most of the words of a text count where nothing holds all: those of what has gone are not among them.
    expect(await asked('turbine filter')).toEqual([1, null]);
    // A word that only something gone holds is read as another one.
    await made.index.put([named('turbina', 'Turbina')]);
    expect(await asked('turbine')).toEqual([1, 'turbina']);

    // However many of its stretch have gone, some technology is held, and each that is.
    const many = Array.from({ length: MOST_GONE - 2 }, (_, at) => named(`m${at}`, `Pump ${at}`, ['water.mun.mbr']));
    await made.index.put(many);
    const ids = many.map(({ id }) => id);
    await made.index.remove('LISTING', ids.slice(1));
    expect((await gone()).length).toBe(MOST_GONE - 2);
    expect(await suggested('membrane bio')).toEqual(['Membrane bioreactor']);
    await made.index.remove('LISTING', ids.slice(0, 1));
    expect((await gone()).length).toBe(MOST_GONE - 1);
    expect([await suggested('membrane bio'), await asked('pump')]).toEqual([[], [0, null]]);
    await made.index.remove('LISTING', ['turbines']);
    expect(await gone()).toEqual([]);
    const { is, due } = await postings();
    expect(is).toEqual(due);
    expect((await made.pool.query('select from search_text')).rowCount).toBe(2);
  });

  it('finds all the same what little is left beside what has gone', async () => {
    const named = (id: string, en: string, technologies: readonly string[] = []) => ({
      ...CLARIFIER,
      id,
      title: { zh: '', en },
      technologies,
    });
    const suggested = async (text: string) =>
      (await made.index.suggest({ text, language: 'en', first: 10 })).map((one) => one.text);
    // Of the second stretch fewer have gone than hold the technology in the first.
    await made.index.put(['one', 'two'].map((id) => named(id, 'Mixer', ['water.mun.mbr'])));
    await made.pool.query(`update search_counter set next = ${STRETCH}`);
    await made.index.put([named('later', 'Mixer')]);
    await made.index.remove('LISTING', ['one', 'two', 'later']);
    expect(await suggested('membrane bio')).toEqual([]);
    // More than are looked at of those that hold a text, and the oldest.
    const old = Array.from({ length: MOST_GONE - 2 }, (_, at) => named(`o${at}`, `Old turbine ${at}`));
    await made.index.put([...old, named('new', 'New turbidimeter', ['water.mun.mbr'])]);
    await made.index.remove(
      'LISTING',
      old.map(({ id }) => id),
    );
    expect((await gone()).length).toBe(MOST_GONE + 1);
    expect(await suggested('turbi')).toEqual(['New turbidimeter']);
    expect(await suggested('membrane bio')).toEqual(['Membrane bioreactor']);
  });

  it('takes the words of what has gone out of every stretch of which many have, or tells that it could not', async () => {
    const some = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...CLARIFIER, id: `d${from + at}` }));
    const faults: unknown[] = [];
    const index = new PostgresSearchIndex(made.pool, { onSweepFault: (fault) => faults.push(fault) });
    await index.put(some(0, 600));
    await made.pool.query(`update search_counter set next = ${STRETCH}`);
    await index.put(some(600, MOST_GONE));
    await made.pool.query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger refuse before delete on search_text execute function refuse();
    `);
    await index.remove('LISTING', await index.idsHeld('LISTING', null, 1_000));
    expect([(await gone()).length, await find('二沉池'), faults.length]).toEqual([600 + MOST_GONE, [], 1]);
    await expect(made.index.remove('LISTING', ['d0'])).rejects.toThrow('no');
    await made.pool.query('drop trigger refuse on search_text');
    await index.remove('LISTING', ['d0']);
    expect([await gone(), await postings(), faults.length]).toEqual([[], { is: [], due: [] }, 1]);
  });

  it('reads no whole table for a few documents, also where they were first written while it was empty', async () => {
    const pool = new Pool({ connectionString: made.url, max: 1, pipeline: true });
    try {
      const index = new PostgresSearchIndex(pool);
      const some = (count: number, revision: number) =>
        Array.from({ length: count }, (_, at) => ({
          ...CLARIFIER,
          id: `d${at}`,
          revision,
          codes: [`GB ${at}`],
          title: { zh: '', en: `Pump ${at} ${revision}` },
          figures: [{ key: 'capacity', low: at, high: at }],
        }));
      const read = async () => {
        await pool.query('select pg_stat_force_next_flush()');
        const { rows } = await pool.query<{ read: number }>(
          `select coalesce(sum(seq_tup_read), 0)::int as read from pg_stat_user_tables
           where relname in ('search_document', 'search_text', 'search_posting', 'search_code', 'search_figure')`,
        );
        return rows[0]?.read ?? 0;
      };
      const few = async (revision: number) => {
        for (const one of some(3, revision)) await index.put([one]);
        await index.remove('LISTING', ['d0']);
        await index.put(some(1, revision));
      };
      await few(1);
      await index.put(some(3_000, 2));
      const before = await read();
      await few(3);
      expect((await read()) - before).toBeLessThan(3_000);
    } finally {
      await pool.end();
    }
  });

  it('takes what comes back for new, as it is now', async () => {
    const pump = (id: string, en: string) => ({
      ...CLARIFIER,
      id,
      revision: 5,
      title: { zh: '', en },
      codes: ['GB 1'],
    });
    await made.index.put([pump('one', 'Sand pump'), pump('two', 'Sand pump')]);
    await made.index.remove('LISTING', ['one']);
    // Of a lower revision too: nothing is there that it might overwrite.
    await made.index.put([{ ...pump('one', 'Slurry pump'), revision: 1 }]);
    expect([await find('sand'), await find('slurry'), await find('gb 1'), await find('')]).toEqual([
      ['two'],
      ['one'],
      ['one', 'two'],
      ['one', 'two'],
    ]);
    expect(await gone()).toEqual([0]);
    const { is, due } = await postings();
    expect(is).toEqual(due);
  });

  it('takes two things with a name that is cut within a character, and either again', async () => {
    const long = { zh: `${'a'.repeat(199)}𠀀`, en: '' };
    const two = ['one', 'two'].map((id) => ({
      ...CLARIFIER,
      id,
      title: long,
      technologies: [`${'t'.repeat(199)}𠀀\n`],
    }));
    await made.index.put(two);
    await made.index.put(two.map((one) => ({ ...one, words: { zh: '泵', en: '' } })));
    await made.index.put(two.slice(1));
    const { is, due } = await postings();
    expect(is).toEqual(due);
    expect(await find('a'.repeat(199))).toEqual(['two', 'one']);
  });

  it('says that a search took too long instead of answering less', async () => {
    await made.index.put([CLARIFIER]);
    const other = await made.pool.connect();
    try {
      await other.query('begin; lock table search_posting in access exclusive mode');
      const index = new PostgresSearchIndex(made.pool, { patienceMs: 50 });
      await expect(index.search({ text: '二沉池' }, { first: 1, after: null })).rejects.toThrow(SearchTooSlow);
      await other.query('rollback');
      expect((await index.search({ text: '二沉池' }, { first: 1, after: null })).totalCount).toBe(1);
    } finally {
      other.release(true);
    }
  });

  it('goes on writing after a write that failed', async () => {
    await made.pool.query('alter table search_figure add constraint no_price check (low < 1e9)');
    const dear = { ...CLARIFIER, id: 'dear', figures: [{ key: 'price', low: 2e9, high: 2e9 }] };
    const [failed, done] = await Promise.allSettled([made.index.put([dear]), made.index.put([CLARIFIER])]);
    expect([failed.status, done.status]).toEqual(['rejected', 'fulfilled']);
    expect(await find('')).toEqual(['clarifier']);
  });

  it('learns the words of a write that failed when it is done again', async () => {
    await made.pool.query('alter table search_figure add constraint no_price check (low < 1e9)');
    await made.index.put([CLARIFIER]);
    const other = { ...CLARIFIER, words: { zh: '', en: 'thickener' } };
    const dear = { ...other, figures: [{ key: 'price', low: 2e9, high: 2e9 }] };
    await expect(made.index.put([dear])).rejects.toThrow('no_price');
    await made.index.put([other]);
    expect(await find('thickner')).toEqual(['clarifier']);
  });

  it('leaves rows of codes and figures that a change leaves as they are, and writes the others', async () => {
    const held = async () => {
      const codes = await made.pool.query(`select code, xmin from search_code order by code`);
      const figures = await made.pool.query(
        `select known.value as key, low, high, held.xmin from search_figure held join search_value known on known.id = held.key order by 1`,
      );
      return [...codes.rows, ...figures.rows] as readonly Record<string, unknown>[];
    };
    const without = (rows: readonly Record<string, unknown>[]) => rows.map(({ xmin: _xmin, ...row }) => row);
    const first = {
      ...CLARIFIER,
      codes: ['GB 1', 'GB 2'],
      figures: [
        { key: 'a', low: 0.1, high: Infinity },
        { key: 'b', low: -1e300, high: 1 / 3 },
      ],
    };
    await made.index.put([first]);
    const before = await held();
    await made.index.put([{ ...first, words: { zh: '', en: 'other words' } }]);
    expect(await held()).toEqual(before);

    const [a] = first.figures as [(typeof first.figures)[0]];
    await made.index.put([{ ...first, codes: ['GB 1', 'GB 3'], figures: [a, { key: 'c', low: 1, high: 2 }] }]);
    expect(without(await held())).toEqual([{ code: 'GB 1' }, { code: 'GB 3' }, a, { key: 'c', low: 1, high: 2 }]);
    // As many as there were, but one of them twice.
    await made.index.put([{ ...first, codes: [], figures: [a, a] }]);
    expect(without(await held())).toEqual([a]);
    await made.index.put([{ ...first, codes: ['GB 3'], figures: [{ ...a, low: 0.2 }] }]);
    expect(without(await held())).toEqual([{ code: 'GB 3' }, { ...a, low: 0.2 }]);
  });

  it('writes what is urgent though connections that give way get no time at all, and what stands before it', async () => {
    // One connection that is never given back stands for a process of the database that others leave no time.
    const starved = new Pool({ connectionString: made.pool.options.connectionString, max: 1, pipeline: true });
    const held = await starved.connect();
    const index = new PostgresSearchIndex(made.pool, { writePool: starved });
    const begun = index.put([CLARIFIER], { urgent: true });
    const patient = index.put([{ ...CLARIFIER, id: 'patient' }]);
    const many = Array.from({ length: 70 }, (_, number) => ({ ...CLARIFIER, id: `many-${number}` }));
    await Promise.all([begun, patient, index.put(many, { urgent: true })]);
    await index.remove('LISTING', ['clarifier'], { urgent: true });
    expect(await index.idsHeld('LISTING', null, 100)).toHaveLength(71);
    let done = false;
    const waits = index.put([CLARIFIER]).then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(done).toBe(false);
    held.release();
    await waits;
    await starved.end();
  });

  it('is made anew, and empty, where an earlier release had an index', async () => {
    await made.pool.query('drop schema public cascade; create schema public');
    const [first, ...later] = searchMigrations;
    await made.pool.query(first!.sql);
    await made.pool.query(
      `insert into search_document (kind, id, revision, domain, words) values ('LISTING', 'old', 1, 'water', '')`,
    );
    const postings = later.findIndex(({ name }) => name === '0006-search-postings');
    for (const { sql } of later.slice(0, postings)) await made.pool.query(sql);
    expect(await made.index.idsHeld('LISTING', null, 9)).toEqual([]);
    await made.pool.query(
      `insert into search_document (kind, id, revision, ordinal, zh, en, zh_key, en_key, facet_values)
       values ('LISTING', 'old', 1, 0, '', 'Pump', '', 'pump', '{}')`,
    );
    await made.pool.query(`insert into search_text (ordinal, lexemes) values (0, 'pump')`);
    await made.pool.query(`insert into search_word (word, seen) values ('pump', 9000)`);
    await made.pool.query(
      `insert into search_owed (kind, id, document) values ('LISTING', 'old', '{}'), ('LISTING', 'gone', null)`,
    );
    for (const { sql } of later.slice(postings)) await made.pool.query(sql);
    expect(await find('')).toEqual([]);
    expect(await find('pump')).toEqual([]);
    expect((await made.index.search({ text: 'pmup' }, { first: 1, after: null })).correction).toBeNull();
    expect((await made.pool.query('select id from search_owed')).rows).toEqual([{ id: 'gone' }]);
    await made.index.put([CLARIFIER]);
    expect(await find('clarifer')).toEqual(['clarifier']);
  });
});
