/** Addresses of things that several features link to. Codes may hold spaces, slashes and brackets. */
export const standardPath = (code: string, level?: string): string =>
  `/standards/${encodeURIComponent(code)}${level === undefined ? '' : `?level=${encodeURIComponent(level)}`}`;

export const parameterPath = (code: string): string => `/parameters/${encodeURIComponent(code)}`;

export const scenarioPath = (code: string): string => `/guide/${encodeURIComponent(code)}`;

export const listingPath = (id: string): string => `/listings/${encodeURIComponent(id)}`;

export const tenderPath = (id: string): string => `/tenders/${encodeURIComponent(id)}`;

export const listingEditorPath = (id: string): string => `/work/listings/${encodeURIComponent(id)}/edit`;

export const tenderEditorPath = (id: string): string => `/work/tenders/${encodeURIComponent(id)}/edit`;
