/**
 * Draws pages on the server. Built by itself (vite.config.mjs) into dist/server and loaded by the API, which hands over
 * the request and a way to ask its own GraphQL; see apps/api/src/http/web-pages.ts for the other side.
 */
import { prerenderToNodeStream } from 'react-dom/static';
import { I18nextProvider } from 'react-i18next';
import { createStaticHandler, createStaticRouter, matchRoutes, StaticRouterProvider } from 'react-router';
import { Provider } from 'urql';
import { createClient } from './graphql/client';
import { LANGUAGE_COOKIE, LanguageProvider } from './language/choose';
import { firstLanguage, type Language } from './language/first-language';
import { createTexts, tagOf } from './language/i18n';
import type { PageHandle } from './pages/page';
import { publicPages as PUBLIC } from './pages/public';
import { routes } from './routes';
import { accessEnds } from './session/session-cookie';
import { SessionProvider } from './session/session';
import { readTheme, THEME_COOKIE, ThemeProvider } from './theme/theme';
import { HeadProvider, type Head } from './ui/head';

export interface PageRequest {
  /** Path and query; begins with a slash. */
  readonly url: string;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** The Cookie header as it came. */
  readonly cookieHeader: string;
  readonly acceptLanguage: string;
  /** For the Content-Security-Policy; fresh for every page. */
  readonly nonce: string;
  /** Asks the API in the name of the visitor. */
  readonly fetch: typeof fetch;
}

/** The pages that anybody may read, for what counts their sizes (test/sizes.mjs). */
export const publicPages = PUBLIC.map(({ path, handle }) => ({ path, module: (handle as PageHandle).module }));

/** What Vite writes about the built files, by source module. */
export type Manifest = Readonly<
  Record<
    string,
    { readonly file: string; readonly css?: readonly string[]; readonly imports?: readonly string[] } | undefined
  >
>;

export interface Page {
  readonly status: number;
  readonly html: string;
}

/** A path may begin with two slashes, which alone would name another host. */
const addressOf = (path: string): URL => new URL(`http://page${path}`);

const NOTHING_TO_CHOOSE = () => undefined;

const languageOf = ({ url, cookies, acceptLanguage }: PageRequest): Language =>
  firstLanguage({
    address: addressOf(url).searchParams.get('lang'),
    kept: cookies[LANGUAGE_COOKIE] ?? null,
    browser: acceptLanguage
      .split(',')
      .map((tag) => tag.split(';')[0]?.trim() ?? '')
      .filter(Boolean),
  });

/** The whole document for an address. Members are sent a page that draws itself, since what they see is theirs alone. */
export async function drawPage(template: string, manifest: Manifest, request: PageRequest): Promise<Page> {
  const language = languageOf(request);
  const theme = readTheme(request.cookies[THEME_COOKIE]);
  const path = addressOf(request.url).pathname;
  const matched = matchRoutes(routes, path) ?? [];
  const handles = matched.map(({ route }) => route.handle as PageHandle | undefined);
  const known = matched.at(-1)?.route.path !== '*';
  const withSession = accessEnds(request.cookieHeader) !== undefined;
  const drawn =
    withSession || handles.some((handle) => handle?.members) ? undefined : await draw(request, language, theme);
  const head: Head = drawn?.head ?? { title: '', status: known ? 200 : 404, description: undefined };
  const attributes = `lang="${tagOf(language)}" data-theme="${theme}"`;
  const description =
    head.description === undefined ? '' : `<meta name="description" content="${escape(head.description)}" />`;
  return {
    status: head.status,
    html: template
      .replace(/<html[^>]*>/, `<html ${attributes}>`)
      .replaceAll('{{nonce}}', request.nonce)
      .replace(/<title>[^<]*<\/title>/, (title) => (head.title === '' ? title : `<title>${escape(head.title)}</title>`))
      .replace('<!--head-->', () => description + assetsOf(manifest, handles))
      .replace('<!--answers-->', () =>
        drawn ? `<script type="application/json" id="answers">${jsonInHtml(drawn.answers)}</script>` : '',
      )
      .replace('<div id="root"></div>', () =>
        drawn ? `<div id="root" data-drawn="yes">${drawn.html}</div>` : '<div id="root"></div>',
      ),
  };
}

async function draw(request: PageRequest, language: Language, theme: ReturnType<typeof readTheme>) {
  const handler = createStaticHandler(routes);
  const context = await handler.query(new Request(addressOf(request.url)));
  if (context instanceof Response) throw new Error(`a page answered ${context.status} by itself`);
  const router = createStaticRouter(handler.dataRoutes, context);
  const { client, answers } = createClient({ language, fetch: request.fetch, onServer: true });
  const head: Head = { title: '', status: context.statusCode, description: undefined };
  const { prelude } = await prerenderToNodeStream(
    <HeadProvider value={head}>
      <I18nextProvider i18n={createTexts(language)}>
        <LanguageProvider value={{ language, choose: NOTHING_TO_CHOOSE }}>
          <ThemeProvider first={theme}>
            <Provider value={client}>
              <SessionProvider language={language} start={NOTHING_TO_CHOOSE}>
                <StaticRouterProvider router={router} context={context} hydrate={false} />
              </SessionProvider>
            </Provider>
          </ThemeProvider>
        </LanguageProvider>
      </I18nextProvider>
    </HeadProvider>,
    // Whole, in reading order: what is large is otherwise sent after its place and moved there by a script.
    { progressiveChunkSize: Number.POSITIVE_INFINITY },
  );
  let html = '';
  for await (const chunk of prelude) html += String(chunk);
  return { head, html, answers: answers() };
}

/** The style sheets and scripts of the page, so that they come at once and not one after the other. */
function assetsOf(manifest: Manifest, handles: readonly (PageHandle | undefined)[]): string {
  const styles = new Set<string>();
  const scripts = new Set<string>();
  const include = (key: string): void => {
    const entry = manifest[key];
    if (entry === undefined || scripts.has(entry.file)) return;
    scripts.add(entry.file);
    for (const style of entry.css ?? []) styles.add(style);
    for (const other of entry.imports ?? []) include(other);
  };
  // What the entry needs is in the template already.
  const entry = new Set(manifest['index.html']?.css ?? []);
  for (const handle of handles) if (handle) include(`src/${handle.module}`);
  return [
    ...[...styles]
      .filter((style) => !entry.has(style))
      .map((style) => `<link rel="stylesheet" crossorigin href="/${style}" />`),
    ...[...scripts].map((script) => `<link rel="modulepreload" crossorigin href="/${script}" />`),
  ].join('');
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** No text in the data can end the element that holds it. */
const jsonInHtml = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');
