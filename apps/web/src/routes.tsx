import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { Frame } from './ui/frame';
import { PageFailed } from './ui/page-failed';
import { NoSuchPage } from './ui/states';

/** What the server needs to know of a page before it draws it. */
export interface PageHandle {
  /** The module that holds it, for its style sheets and scripts. */
  readonly module: string;
  /** Only for members: never drawn on the server. */
  readonly members?: boolean;
}

function page<Name extends string>(
  path: string,
  module: string,
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): RouteObject {
  return {
    path,
    handle: { module } satisfies PageHandle,
    lazy: async () => ({ Component: (await load())[name] }),
  };
}

/** Every page that anybody may read. */
const PUBLIC: RouteObject[] = [
  page('/', 'features/tenders/home-page.tsx', () => import('./features/tenders/home-page'), 'HomePage'),
  page('/search', 'features/search/search-page.tsx', () => import('./features/search/search-page'), 'SearchPage'),
  page(
    '/tenders/:id',
    'features/tenders/tender-page.tsx',
    () => import('./features/tenders/tender-page'),
    'TenderPage',
  ),
  page('/demands', 'features/demands/demands-page.tsx', () => import('./features/demands/demands-page'), 'DemandsPage'),
  page(
    '/demands/:id',
    'features/demands/demand-page.tsx',
    () => import('./features/demands/demand-page'),
    'DemandPage',
  ),
  page('/compare', 'features/compare/compare-page.tsx', () => import('./features/compare/compare-page'), 'ComparePage'),
  page('/sign-in', 'features/sign-in/sign-in-page.tsx', () => import('./features/sign-in/sign-in-page'), 'SignInPage'),
];

/** The workspaces of suppliers, buyers and operators; their navigation is in features/work/navigation.ts. */
const WORK: RouteObject[] = [
  page('', 'features/work/start-page.tsx', () => import('./features/work/start-page'), 'StartPage'),
];

export const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <PageFailed />,
    children: [
      ...PUBLIC,
      {
        path: '/work',
        handle: { module: 'features/work/work-frame.tsx', members: true } satisfies PageHandle,
        lazy: async () => ({ Component: (await import('./features/work/work-frame')).WorkFrame }),
        children: WORK,
      },
      { path: '*', element: <NoSuchPage /> },
    ],
  },
];
