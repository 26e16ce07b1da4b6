import { restrictedKey } from '@huanpei/search';
import type { Config } from './config';
import { StartFault } from './embedded-postgres';

/**
 * The key of Meilisearch that is restricted to the indexes and actions of this product, made from `MEILI_KEY` or found
 * again. Throws a `StartFault` that says what is missing.
 */
export async function searchKey(config: Pick<Config, 'meiliUrl' | 'meiliKey' | 'meiliIndex'>): Promise<string> {
  const { meiliUrl, meiliKey, meiliIndex } = config;
  if (meiliUrl === null || meiliKey === null) {
    throw new StartFault(
      '请设置 MEILI_URL，并在 MEILI_KEY 中给出主密钥或可管理密钥的密钥。',
      'Set MEILI_URL, and in MEILI_KEY the master key or one that may manage keys.',
    );
  }
  const key = await restrictedKey({ url: meiliUrl, key: meiliKey, index: meiliIndex });
  if (key === null) {
    throw new StartFault(
      'MEILI_KEY 不是主密钥，也无权管理密钥（keys.create、keys.get）。',
      'MEILI_KEY is not the master key, and may not manage keys (keys.create, keys.get).',
    );
  }
  return key;
}
