import type { RouteObject } from 'react-router';
import { page } from './page';

/** Every page that anybody may read. */
export const publicPages: RouteObject[] = [
  page('/', 'features/home/home-page.tsx', () => import('../features/home/home-page'), 'HomePage'),
  page('/search', 'features/search/search-page.tsx', () => import('../features/search/search-page'), 'SearchPage'),
  page(
    '/listings/:id',
    'features/listing/listing-page.tsx',
    () => import('../features/listing/listing-page'),
    'ListingPage',
  ),
  page(
    '/suppliers/:id',
    'features/supplier/supplier-page.tsx',
    () => import('../features/supplier/supplier-page'),
    'SupplierPage',
  ),
  page(
    '/tenders',
    'features/tenders/tenders-page.tsx',
    () => import('../features/tenders/tenders-page'),
    'TendersPage',
  ),
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
    '/standards',
    'features/standards/standards-page.tsx',
    () => import('../features/standards/standards-page'),
    'StandardsPage',
  ),
  page(
    '/standards/:code',
    'features/standards/standard-page.tsx',
    () => import('../features/standards/standard-page'),
    'StandardPage',
  ),
  page('/guide', 'features/guide/guide-page.tsx', () => import('../features/guide/guide-page'), 'GuidePage'),
  page(
    '/guide/:scenario',
    'features/guide/scenario-page.tsx',
    () => import('../features/guide/scenario-page'),
    'ScenarioPage',
  ),
  page(
    '/parameters/:code',
    'features/standards/parameter-page.tsx',
    () => import('../features/standards/parameter-page'),
    'ParameterPage',
  ),
  page(
    '/compare',
    'features/compare/compare-page.tsx',
    () => import('../features/compare/compare-page'),
    'ComparePage',
  ),
  page('/sign-in', 'features/sign-in/sign-in-page.tsx', () => import('../features/sign-in/sign-in-page'), 'SignInPage'),
  page(
    '/register',
    'features/register/register-page.tsx',
    () => import('../features/register/register-page'),
    'RegisterPage',
  ),
];
