import type { RouteObject } from 'react-router';

/** The workspace of buyers. Paths stand below /work. */
export const buyerPages: RouteObject[] = [];
