import type { RouteObject } from 'react-router';
import { buyerPages } from './pages/buyer';
import { commonPages } from './pages/common';
import { operatorPages } from './pages/operator';
import type { PageHandle } from './pages/page';
import { publicPages } from './pages/public';
import { supplierPages } from './pages/supplier';
import { Frame } from './ui/frame';
import { PageFailed } from './ui/page-failed';
import { NoSuchPage } from './ui/states';

/** Every page, as the browser and the server know it; any other address is answered with 404. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <PageFailed />,
    children: [
      ...publicPages,
      {
        path: '/work',
        handle: { module: 'features/work/work-frame.tsx', members: true } satisfies PageHandle,
        lazy: async () => ({ Component: (await import('./features/work/work-frame')).WorkFrame }),
        children: [...commonPages, ...supplierPages, ...buyerPages, ...operatorPages],
      },
      { path: '*', element: <NoSuchPage /> },
    ],
  },
];
