import { randomUUID } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { describeSearchContract, type SearchUnderTest } from '@huanpei/testing';
import { MeilisearchSearchIndex } from '../src/meilisearch.search-index';
import { startMeilisearchDouble } from './meilisearch-double';

/** Nothing listens on the discard port of this machine. */
const NOWHERE = 'http://127.0.0.1:9';

describeSearchContract('Meilisearch, an HTTP double of its API', async () => {
  const double = await startMeilisearchDouble();
  return underTest(double.url, double.key, () => double.close());
});

const { MEILI_URL: url, MEILI_KEY: key } = process.env;
if (url) {
  describeSearchContract('Meilisearch, the server at MEILI_URL', async () =>
    underTest(url, key, async () => undefined),
  );
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
      for (const { uid } of results.filter((one) => one.uid.startsWith(index))) await client.deleteIndex(uid).waitTask();
      if (key !== undefined) {
        const { results: keys } = await client.getKeys({ limit: 1_000 });
        for (const { uid } of keys.filter(({ indexes }) => indexes.includes(index))) await client.deleteKey(uid);
      }
      await stop();
    },
  };
}
