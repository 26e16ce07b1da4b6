import type { RouteObject } from 'react-router';

/** The workspace of suppliers. Paths stand below /work. */
export const supplierPages: RouteObject[] = [];
