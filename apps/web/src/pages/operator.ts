import type { RouteObject } from 'react-router';
import { page } from './page';

/** The workspace of operators. Paths stand below /work. */
export const operatorPages: RouteObject[] = [
  page('inbox', 'features/inbox/inbox-page.tsx', () => import('../features/inbox/inbox-page'), 'InboxPage'),
  page('review', 'features/review/queue-page.tsx', () => import('../features/review/queue-page'), 'QueuePage'),
  page('review/:id', 'features/review/review-page.tsx', () => import('../features/review/review-page'), 'ReviewPage'),
  page(
    'organisations',
    'features/organisations/organisations-page.tsx',
    () => import('../features/organisations/organisations-page'),
    'OrganisationsPage',
  ),
  page(
    'organisations/:id',
    'features/organisations/organisation-page.tsx',
    () => import('../features/organisations/organisation-page'),
    'OrganisationPage',
  ),
  page('audit', 'features/audit/audit-page.tsx', () => import('../features/audit/audit-page'), 'AuditPage'),
  page('gaps', 'features/gaps/gaps-page.tsx', () => import('../features/gaps/gaps-page'), 'GapsPage'),
  page(
    'attention',
    'features/attention/attention-page.tsx',
    () => import('../features/attention/attention-page'),
    'AttentionPage',
  ),
  page(
    'operations',
    'features/operations/operations-page.tsx',
    () => import('../features/operations/operations-page'),
    'OperationsPage',
  ),
];
