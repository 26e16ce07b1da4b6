import type { RouteObject } from 'react-router';
import { page } from './page';

/** Pages of every workspace. Paths stand below /work. */
export const commonPages: RouteObject[] = [
  page('', 'features/work/start-page.tsx', () => import('../features/work/start-page'), 'StartPage'),
];
