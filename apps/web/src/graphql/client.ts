import { cacheExchange, Client, fetchExchange, ssrExchange, type SSRData } from 'urql';
import type { Language } from '../language/first-language';
import { tagOf } from '../language/i18n';

export interface ClientSetup {
  readonly language: Language;
  readonly fetch: typeof fetch;
  /** On the server, a page waits for its answers while it is drawn. */
  readonly onServer: boolean;
  /** What the server has already asked for this page. */
  readonly answered?: SSRData | undefined;
}

/** One client per language: the server answers in the language asked for, and the cache must not mix the two. */
export function createClient({ language, fetch, onServer, answered }: ClientSetup) {
  const ssr = ssrExchange(answered ? { isClient: !onServer, initialState: answered } : { isClient: !onServer });
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    suspense: onServer,
    fetch,
    exchanges: [cacheExchange, ssr, fetchExchange],
    fetchOptions: { headers: { 'accept-language': tagOf(language) } },
  });
  return { client, answers: () => ssr.extractData() };
}
