import type { RouteObject } from 'react-router';
import { page } from './page';

/** The workspace of suppliers. Paths stand below /work. */
export const supplierPages: RouteObject[] = [
  page(
    'opportunities',
    'features/opportunities/opportunities-page.tsx',
    () => import('../features/opportunities/opportunities-page'),
    'OpportunitiesPage',
  ),
  page(
    'worklist',
    'features/worklist/worklist-page.tsx',
    () => import('../features/worklist/worklist-page'),
    'WorklistPage',
  ),
];
