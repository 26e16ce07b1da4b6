/** All that `src/offer-index/kernel.ts` calls. */
export * from './bitmaps';
export * from './placed-rows';
