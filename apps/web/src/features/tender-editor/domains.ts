import type { Domain } from '../../generated/schema';

export const DOMAINS: readonly Domain[] = ['water', 'air', 'soil', 'waste', 'monitoring', 'x'];
