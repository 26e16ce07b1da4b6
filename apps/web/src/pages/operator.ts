import type { RouteObject } from 'react-router';
import { page } from './page';

/** The workspace of operators. Paths stand below /work. */
export const operatorPages: RouteObject[] = [
  page('review', 'features/review/queue-page.tsx', () => import('../features/review/queue-page'), 'QueuePage'),
  page('review/:id', 'features/review/review-page.tsx', () => import('../features/review/review-page'), 'ReviewPage'),
];
