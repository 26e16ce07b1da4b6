import type { RouteObject } from 'react-router';
import { page } from './page';

/** Pages of every workspace. Paths stand below /work. */
export const commonPages: RouteObject[] = [
  page('', 'features/work/start-page.tsx', () => import('../features/work/start-page'), 'StartPage'),
  page(
    'notifications',
    'features/notifications/notifications-page.tsx',
    () => import('../features/notifications/notifications-page'),
    'NotificationsPage',
  ),
  page('import', 'features/imports/import-page.tsx', () => import('../features/imports/import-page'), 'ImportPage'),
  page(
    'import/:id',
    'features/imports/report-page.tsx',
    () => import('../features/imports/report-page'),
    'ImportReportPage',
  ),
  page(
    'searches',
    'features/saved-searches/searches-page.tsx',
    () => import('../features/saved-searches/searches-page'),
    'SavedSearchesPage',
  ),
  page(
    'searches/:id',
    'features/saved-searches/search-page.tsx',
    () => import('../features/saved-searches/search-page'),
    'SavedSearchPage',
  ),
  page(
    'integrations',
    'features/integrations/integrations-page.tsx',
    () => import('../features/integrations/integrations-page'),
    'IntegrationsPage',
  ),
  page('team', 'features/team/team-page.tsx', () => import('../features/team/team-page'), 'TeamPage'),
  page('account', 'features/account/account-page.tsx', () => import('../features/account/account-page'), 'AccountPage'),
];
