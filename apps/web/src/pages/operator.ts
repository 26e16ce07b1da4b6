import type { RouteObject } from 'react-router';

/** The workspace of operators. Paths stand below /work. */
export const operatorPages: RouteObject[] = [];
