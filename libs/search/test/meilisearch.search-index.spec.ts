import { randomUUID } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { RebuildOvertaken, type SearchDocument } from '@huanpei/app';
import { describeFindsContract, describeSearchContract, searchDocument, type SearchUnderTest } from '@huanpei/testing';
import { KEY_ACTIONS, restrictedKey } from '../src/meilisearch/server';
import { type MeilisearchOptions, MeilisearchSearchIndex } from '../src/meilisearch.search-index';
import { type MeilisearchDouble, startMeilisearchDouble } from './meilisearch-double';

/** Nothing listens on the discard port of this machine. */
const NOWHERE = 'http://127.0.0.1:9';

const onDouble = async () => {
  const double = await startMeilisearchDouble();
  return underTest(double.url, double.key, () => double.close());
};
describeSearchContract('Meilisearch, an HTTP double of its API', onDouble);
describeFindsContract('Meilisearch, an HTTP double of its API', onDouble, false);

const { MEILI_URL: url, MEILI_KEY: key } = process.env;
if (url) {
  const onServer = async () => underTest(url, key, async () => undefined);
  describeSearchContract('Meilisearch, the server at MEILI_URL', onServer);
  describeFindsContract('Meilisearch, the server at MEILI_URL', onServer, false);
} else {
  describe.skip('search index: Meilisearch, the server at MEILI_URL', () => {
    it('is not tried, because MEILI_URL is not set', () => undefined);
  });
}

/** In indexes of its own, which are deleted afterwards, with the key that was made for them. */
function underTest(url: string, key: string | undefined, stop: () => Promise<void>): SearchUnderTest {
  const index = `contract-${randomUUID()}`;
  return {
    index: new MeilisearchSearchIndex({ url, ...(key === undefined ? {} : { key }), index }),
    unreachable: new MeilisearchSearchIndex({ url: NOWHERE, ...(key === undefined ? {} : { key }), index }),
    close: async () => {
      const client = new Meilisearch({ host: url, ...(key === undefined ? {} : { apiKey: key }) });
      const { results } = await client.getRawIndexes({ limit: 1_000 });
      for (const { uid } of results.filter((one) => one.uid.startsWith(index)))
        await client.deleteIndex(uid).waitTask();
      if (key !== undefined) {
        const { results: keys } = await client.getKeys({ limit: 1_000 });
        for (const { uid } of keys.filter(({ indexes }) => indexes.includes(index))) await client.deleteKey(uid);
      }
      await stop();
    },
  };
}

describe('MeilisearchSearchIndex', () => {
  const PUMP = pump('pump');
  let double: MeilisearchDouble;

  beforeEach(async () => {
    double = await startMeilisearchDouble();
  });
  afterEach(() => double.close());

  const open = (given: Partial<MeilisearchOptions> = {}) =>
    new MeilisearchSearchIndex({ url: double.url, key: double.key, ...given });
  const master = () => new Meilisearch({ host: double.url, apiKey: double.key });
  const idsOf = async (index: MeilisearchSearchIndex, text = '') =>
    (await index.search({ text }, { first: 50, after: null })).items.map(({ node }) => node.id);
  const uids = async () => (await master().getRawIndexes({ limit: 100 })).results.map(({ uid }) => uid).sort();

  describe('revisions', () => {
    it('keeps only the highest when several processes write at once', async () => {
      const revisions = [4, 6, 1, 5, 3, 2];
      await Promise.all(
        revisions.map((revision) =>
          open().put([{ ...PUMP, revision, title: { zh: '', en: `Release r${revision}r` } }]),
        ),
      );
      const { results } = await master()
        .index('huanpei')
        .getDocuments({ filter: 'kind = "LISTING"', fields: ['revision'] });
      expect(results).toEqual([{ revision: 6 }]);
    });

    it('waits for all tasks of a put together', async () => {
      const index = open();
      await index.put([PUMP]);
      const before = double.requests.length;
      await index.put(Array.from({ length: 1_200 }, (_, at) => pump(`p${at}`)));
      const sent = double.requests.slice(before);
      expect(sent.filter((request) => request === 'POST /indexes/huanpei/documents')).toHaveLength(3);
      expect(sent.filter((request) => request === 'GET /tasks').length).toBeLessThan(100);
      expect(sent.filter((request) => /^GET \/tasks\/\d/.test(request))).toEqual([]);
      expect((await index.search({ text: 'pump' }, { first: 0, after: null })).totalCount).toBe(1_201);
    });

    it('throws when Meilisearch accepted a task and then failed it', async () => {
      const index = open();
      await index.ping();
      double.failNext('documentAdditionOrUpdate');
      await expect(index.put([PUMP])).rejects.toThrow('failed');
      await index.put([PUMP]);
      expect(await idsOf(index, 'pump')).toEqual(['pump']);
      double.failNext('documentDeletion');
      await expect(index.remove('LISTING', ['pump'])).rejects.toThrow('failed');
      await index.remove('LISTING', ['pump']);
      expect(await idsOf(index)).toEqual([]);
    });

    it('does not return from a removal before it is done', async () => {
      const index = open();
      await index.put([PUMP]);
      double.pause();
      let done = false;
      const removal = index.remove('LISTING', ['pump']).then(() => (done = true));
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(done).toBe(false);
      double.resume();
      await removal;
      expect(await idsOf(index)).toEqual([]);
    });
  });

  describe('keys', () => {
    it('makes itself a key for its own indexes and for nothing but what it does, once', async () => {
      await open().put([PUMP]);
      await open().put([PUMP]);
      const { results } = await master().getKeys();
      expect(results).toHaveLength(1);
      expect(results[0]).toMatchObject({ actions: KEY_ACTIONS, indexes: ['huanpei', 'huanpei-v*'], expiresAt: null });
      const own = new Meilisearch({ host: double.url, apiKey: results[0]!.key });
      await master().createIndex('of-others', { primaryKey: 'id' }).waitTask();
      await expect(own.index('of-others').search('')).rejects.toThrow('invalid');
      await expect(own.getKeys()).rejects.toThrow('invalid');
      expect((await own.getRawIndexes()).results.map(({ uid }) => uid)).toEqual(['huanpei']);
    });

    it('works with the narrow key alone, through a rebuild too', async () => {
      const narrow = await restrictedKey({ url: double.url, key: double.key });
      const index = open({ key: narrow! });
      await index.put([PUMP]);
      const rebuild = await index.beginRebuild();
      await index.put([PUMP]);
      await index.finishRebuild(rebuild);
      expect(await idsOf(index, 'pump')).toEqual(['pump']);
      expect(await index.state()).toMatchObject({ unfit: null, rebuilds: 0 });
      expect(await restrictedKey({ url: double.url, key: narrow! })).toBeNull();
    });

    it('throws when the key is refused', async () => {
      const index = open({ key: 'another' });
      await expect(index.put([PUMP])).rejects.toThrow('invalid');
      await expect(index.search({ text: 'pump' }, { first: 1, after: null })).rejects.toThrow('invalid');
    });
  });

  describe('versions', () => {
    it('tries again to make its index after it could not', async () => {
      const index = open();
      double.failNext('settingsUpdate');
      await expect(index.put([PUMP])).rejects.toThrow('failed');
      await expect(index.put([PUMP])).resolves.toBeUndefined();
    });

    it('is told to be never filled until a rebuild is finished', async () => {
      const index = open();
      expect((await index.state()).unfit).toBe('NO_INDEX');
      await index.put([PUMP]);
      expect((await index.status()).because).toBe('NEVER_FILLED');
      await index.finishRebuild(await index.beginRebuild());
      expect((await index.status()).because).toBeNull();
    });

    it('builds beside what answers, shows nothing of it, and swaps in one step', async () => {
      const [index, other] = [open(), open()];
      for (const id of ['first', 'second', 'gone', 'unpublished']) await index.put([pump(id)]);
      const rebuild = await index.beginRebuild();
      await index.put([pump('second'), pump('first', { revision: 2 })]);
      // Another process, which was told nothing.
      await other.put([pump('third')]);
      await other.remove('LISTING', ['unpublished']);
      expect(await idsOf(index)).toEqual(['third', 'gone', 'second', 'first']);
      expect((await index.state()).rebuilds).toBe(1);
      const searching = Array.from({ length: 20 }, () => idsOf(other, 'pump'));
      await index.finishRebuild(rebuild);
      for (const found of await Promise.all(searching)) expect([3, 4]).toContain(found.length);
      // What was not put again is gone, and what was there keeps its place.
      expect(await idsOf(other)).toEqual(['third', 'second', 'first']);
      expect(await uids()).toEqual(['huanpei']);
      await index.finishRebuild(rebuild);
      expect(await idsOf(other)).toEqual(['third', 'second', 'first']);
    });

    it('refuses the end of a rebuild that was abandoned or overtaken, and keeps what answers', async () => {
      const index = open();
      const early = await index.beginRebuild();
      const abandoned = await index.beginRebuild();
      await new Promise((resolve) => setTimeout(resolve, 5));
      const late = await index.beginRebuild();
      await index.put([PUMP]);
      await index.abandonRebuild(abandoned);
      await index.finishRebuild(late);
      await expect(index.finishRebuild(early)).rejects.toThrow(RebuildOvertaken);
      await expect(index.finishRebuild(abandoned)).rejects.toThrow(RebuildOvertaken);
      await index.abandonRebuild('huanpei');
      await index.abandonRebuild('of-others');
      expect(await idsOf(index)).toEqual(['pump']);
      expect(await uids()).toEqual(['huanpei']);
    });

    it('asks nothing of an index with other settings, writes to it all the same, and is well after a rebuild', async () => {
      const index = open();
      await index.put([PUMP]);
      await master()
        .index('huanpei')
        .updateSettings({ displayedAttributes: ['key', 'version_of-another-release'] })
        .waitTask();
      const next = open();
      expect((await next.state()).unfit).toBe('OTHER_SETTINGS');
      await expect(next.search({ text: 'pump' }, { first: 1, after: null })).rejects.toThrow('other settings');
      const rebuild = await next.beginRebuild();
      await next.put([PUMP, pump('new')]);
      await next.finishRebuild(rebuild);
      expect((await next.state()).unfit).toBeNull();
      expect(await idsOf(next, 'pump')).toEqual(['new', 'pump']);
    });

    it('leaves the documents of an index that says nothing of itself until it is rebuilt', async () => {
      await master().createIndex('huanpei', { primaryKey: 'key' }).waitTask();
      await master()
        .index('huanpei')
        .addDocuments([{ key: 'old' }])
        .waitTask();
      const index = open();
      expect((await index.state()).unfit).toBe('OTHER_SETTINGS');
      await index.finishRebuild(await index.beginRebuild());
      expect((await index.state()).unfit).toBeNull();
      expect(await idsOf(index)).toEqual([]);
    });
  });

  describe('several words', () => {
    const sludge = (id: string, en: string, domain: string) =>
      pump(id, { title: { zh: '', en }, facets: { domain: [domain] } });

    it('must all be there where something holds them all, also where a filter keeps that out', async () => {
      const index = open();
      await index.put([sludge('dryer', 'Sludge dryer', 'water'), sludge('pump', 'Sludge pump', 'air')]);
      expect(await idsOf(index, 'sludge dryer')).toEqual(['dryer']);
      const request = { text: 'sludge dryer', facets: [{ facet: 'domain' as const, anyOf: ['air'] }] };
      expect((await index.search(request, { first: 5, after: null })).totalCount).toBe(0);
    });

    it('are left out from the end where nothing holds them all', async () => {
      const index = open();
      await index.put([sludge('dryer', 'Belt mixer', 'water'), sludge('pump', 'Sludge pump', 'air')]);
      expect(await idsOf(index, 'mixer sludge')).toEqual(['dryer']);
      expect(await idsOf(index, 'sludge mixer')).toEqual(['pump']);
      const request = { text: 'sludge mixer', facets: [{ facet: 'domain' as const, anyOf: ['air'] }] };
      expect((await index.search(request, { first: 5, after: null })).totalCount).toBe(1);
    });
  });

  it('says how many tasks of its own wait, and since when', async () => {
    const index = open();
    await index.put([PUMP]);
    expect(await index.state()).toMatchObject({ backlog: 0, lagMs: 0 });
    double.pause();
    const late = index.put([pump('late')]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await master().createIndex('of-others', { primaryKey: 'id' });
    double.backdate(90_000);
    const { backlog, lagMs } = await index.state();
    expect(backlog).toBe(1);
    expect(lagMs).toBeGreaterThan(89_000);
    double.resume();
    await late;
  });
});

function pump(id: string, given: Partial<SearchDocument> = {}): SearchDocument {
  return searchDocument(id, { title: { zh: '水泵', en: 'Pump' }, ...given });
}
