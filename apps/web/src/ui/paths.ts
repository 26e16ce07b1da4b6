/** Addresses of things that several features link to. Codes may hold spaces, slashes and brackets. */
export const standardPath = (code: string, level?: string): string =>
  `/standards/${encodeURIComponent(code)}${level === undefined ? '' : `?level=${encodeURIComponent(level)}`}`;

export const parameterPath = (code: string): string => `/parameters/${encodeURIComponent(code)}`;

export const scenarioPath = (code: string): string => `/guide/${encodeURIComponent(code)}`;

export const listingPath = (id: string): string => `/listings/${encodeURIComponent(id)}`;

export const tenderPath = (id: string): string => `/tenders/${encodeURIComponent(id)}`;

export const listingEditorPath = (id: string): string => `/work/listings/${encodeURIComponent(id)}/edit`;

export const tenderEditorPath = (id: string): string => `/work/tenders/${encodeURIComponent(id)}/edit`;

export const supplierPath = (id: string): string => `/suppliers/${encodeURIComponent(id)}`;

export const demandPath = (id: string): string => `/demands/${encodeURIComponent(id)}`;

export const importPath = (id: string): string => `/work/import/${encodeURIComponent(id)}`;

export const savedSearchPath = (id: string): string => `/work/searches/${encodeURIComponent(id)}`;

/** A firm, a listing to be reviewed, and what was decided of a thing, as operators see them. */
export const organisationPath = (id: string): string => `/work/organisations/${encodeURIComponent(id)}`;

export const reviewPath = (id: string): string => `/work/review/${encodeURIComponent(id)}`;

export const auditPath = (id: string): string => `/work/audit?id=${encodeURIComponent(id)}`;
