import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { createBrowserRouter, matchRoutes, type RouteObject } from 'react-router';
// This one can render at once (flushSync), which the other cannot.
import { RouterProvider } from 'react-router/dom';
import type { SSRData } from 'urql';
import { App } from './app';
import type { Language } from './language/first-language';
import { routes } from './routes';
import { readTheme } from './theme/theme';
import './ui/look.css';

/** Loads the code of the page that is shown, so that it can be taken over as the server has drawn it. */
async function loadPage(): Promise<void> {
  const matched = matchRoutes(routes, window.location) ?? [];
  await Promise.all(
    matched.map(async ({ route }: { route: RouteObject }) => {
      if (typeof route.lazy !== 'function') return;
      Object.assign(route, await route.lazy(), { lazy: undefined });
    }),
  );
}

function answersOfServer(): SSRData | undefined {
  const text = document.getElementById('answers')?.textContent;
  return text ? (JSON.parse(text) as SSRData) : undefined;
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  const { lang, dataset } = document.documentElement;
  const language: Language = lang === 'en' ? 'en' : 'zh';
  const drawn = root.dataset['drawn'] === 'yes';
  await loadPage();
  const router = createBrowserRouter(routes);
  const app = (
    <StrictMode>
      <App language={language} theme={readTheme(dataset['theme'])} answered={answersOfServer()}>
        <RouterProvider router={router} />
      </App>
    </StrictMode>
  );
  if (drawn) hydrateRoot(root, app);
  else createRoot(root).render(app);
}

void start();
