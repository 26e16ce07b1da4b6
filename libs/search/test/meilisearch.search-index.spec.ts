import { randomUUID } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import type { SearchDocument } from '@huanpei/app';
import { describeFindsContract, describeSearchContract, type SearchUnderTest } from '@huanpei/testing';
import { MeilisearchSearchIndex } from '../src/meilisearch.search-index';
import { type MeilisearchDouble, startMeilisearchDouble } from './meilisearch-double';

/** Nothing listens on the discard port of this machine. */
const NOWHERE = 'http://127.0.0.1:9';

async function onDouble(): Promise<SearchUnderTest> {
  const double = await startMeilisearchDouble();
  return underTest(double.url, double.key, () => double.close());
}

describeSearchContract('Meilisearch, an HTTP double of its API', onDouble);
describeFindsContract('Meilisearch, an HTTP double of its API', onDouble);

const { MEILI_URL: url, MEILI_KEY: key } = process.env;
if (url) {
  const onServer = async () => underTest(url, key, async () => undefined);
  describeSearchContract('Meilisearch, the server at MEILI_URL', onServer);
  describeFindsContract('Meilisearch, the server at MEILI_URL', onServer);
} else {
  describe.skip('search index: Meilisearch, the server at MEILI_URL', () => {
    it('is not tried, because MEILI_URL is not set', () => undefined);
  });
}

describe('MeilisearchSearchIndex', () => {
  const PUMP: SearchDocument = {
    kind: 'LISTING',
    id: 'pump',
    revision: 1,
    codes: [],
    facets: { domain: ['water'] },
    figures: [],
    title: { zh: '水泵', en: 'Pump' },
    words: { zh: '', en: '' },
    technologies: [],
  };
  let double: MeilisearchDouble;

  beforeEach(async () => {
    double = await startMeilisearchDouble();
  });
  afterEach(() => double.close());

  it('keeps only the highest revision when several processes write at once', async () => {
    const processes = Array.from({ length: 6 }, () => new MeilisearchSearchIndex({ url: double.url, key: double.key }));
    const revisions = [4, 6, 1, 5, 3, 2];
    await Promise.all(
      processes.map((index, at) =>
        index.put([{ ...PUMP, revision: revisions[at]!, title: { zh: '', en: `Release r${revisions[at]}r` } }]),
      ),
    );
    const { results } = await new Meilisearch({ host: double.url, apiKey: double.key })
      .index('huanpei')
      .getDocuments({ filter: 'kind = "LISTING"', fields: ['revision'] });
    expect(results).toEqual([{ revision: 6 }]);
  });

  it('throws when Meilisearch accepted a task and then failed it', async () => {
    const index = new MeilisearchSearchIndex({ url: double.url, key: double.key });
    await index.ping();
    double.failNext('documentAdditionOrUpdate');
    await expect(index.put([PUMP])).rejects.toThrow('failed');
    await index.put([PUMP]);
    expect((await index.search({ text: 'pump' }, { first: 1, after: null })).totalCount).toBe(1);
  });

  it('tries again to make its index after it could not', async () => {
    const index = new MeilisearchSearchIndex({ url: double.url, key: double.key });
    double.failNext('settingsUpdate');
    await expect(index.put([PUMP])).rejects.toThrow('failed');
    await expect(index.put([PUMP])).resolves.toBeUndefined();
  });

  it('throws when the key is refused', async () => {
    const index = new MeilisearchSearchIndex({ url: double.url, key: 'another' });
    await expect(index.put([PUMP])).rejects.toThrow('invalid_api_key');
    await expect(index.search({ text: 'pump' }, { first: 1, after: null })).rejects.toThrow('invalid_api_key');
  });
});

function underTest(url: string, key: string | undefined, stop: () => Promise<void>): SearchUnderTest {
  const index = `contract-${randomUUID()}`;
  return {
    index: new MeilisearchSearchIndex({ url, key, index }),
    unreachable: new MeilisearchSearchIndex({ url: NOWHERE, key, index }),
    close: async () => {
      const client = new Meilisearch({ host: url, apiKey: key });
      for (const uid of [index, `${index}-aside`]) await client.index(uid).delete().waitTask();
      await stop();
    },
  };
}
