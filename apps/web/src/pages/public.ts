import type { RouteObject } from 'react-router';
import { page } from './page';

/** Every page that anybody may read. */
export const publicPages: RouteObject[] = [
  page('/', 'features/tenders/home-page.tsx', () => import('../features/tenders/home-page'), 'HomePage'),
  page('/search', 'features/search/search-page.tsx', () => import('../features/search/search-page'), 'SearchPage'),
  page(
    '/tenders/:id',
    'features/tenders/tender-page.tsx',
    () => import('../features/tenders/tender-page'),
    'TenderPage',
  ),
  page(
    '/tenders/:id/matches',
    'features/match-table/match-table-page.tsx',
    () => import('../features/match-table/match-table-page'),
    'MatchTablePage',
  ),
  page(
    '/demands',
    'features/demands/demands-page.tsx',
    () => import('../features/demands/demands-page'),
    'DemandsPage',
  ),
  page(
    '/demands/:id',
    'features/demands/demand-page.tsx',
    () => import('../features/demands/demand-page'),
    'DemandPage',
  ),
  page(
    '/compare',
    'features/compare/compare-page.tsx',
    () => import('../features/compare/compare-page'),
    'ComparePage',
  ),
  page('/sign-in', 'features/sign-in/sign-in-page.tsx', () => import('../features/sign-in/sign-in-page'), 'SignInPage'),
];
