import type { RouteObject } from 'react-router';
import { page } from './page';

/** The workspace of buyers. Paths stand below /work. */
export const buyerPages: RouteObject[] = [
  page(
    'tenders',
    'features/my-tenders/my-tenders-page.tsx',
    () => import('../features/my-tenders/my-tenders-page'),
    'MyTendersPage',
  ),
  page(
    'tenders/new',
    'features/tender-editor/new-page.tsx',
    () => import('../features/tender-editor/new-page'),
    'NewTenderPage',
  ),
  page(
    'tenders/:id/edit',
    'features/tender-editor/editor-page.tsx',
    () => import('../features/tender-editor/editor-page'),
    'EditTenderPage',
  ),
  page(
    'tenders/:id/trains',
    'features/trains/trains-page.tsx',
    () => import('../features/trains/trains-page'),
    'TrainsPage',
  ),
];
