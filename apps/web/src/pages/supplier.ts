import type { RouteObject } from 'react-router';
import { page } from './page';

/** The workspace of suppliers. Paths stand below /work. */
export const supplierPages: RouteObject[] = [
  page(
    'listings',
    'features/my-listings/my-listings-page.tsx',
    () => import('../features/my-listings/my-listings-page'),
    'MyListingsPage',
  ),
  page(
    'listings/new',
    'features/listing-editor/listing-editor-page.tsx',
    () => import('../features/listing-editor/listing-editor-page'),
    'ListingEditorPage',
  ),
  page(
    'listings/:id/edit',
    'features/listing-editor/listing-editor-page.tsx',
    () => import('../features/listing-editor/listing-editor-page'),
    'ListingEditorPage',
  ),
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
