/** The package states its types under `exports` only, which the module resolution used here does not read. */
declare module 'meilisearch' {
  export * from 'meilisearch/dist/index';
}
