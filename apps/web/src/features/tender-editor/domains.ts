import type { Domain } from '../../generated/schema';

export const DOMAINS: readonly Domain[] = ['water', 'air', 'soil', 'waste', 'monitoring', 'x'];
/** The catalogue calls monitoring `mon`, needs call it `monitoring`. */
export const nodeOf = (domain: Domain): string => (domain === 'monitoring' ? 'mon' : domain);
