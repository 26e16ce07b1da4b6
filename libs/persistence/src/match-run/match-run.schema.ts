import type { MatchRun } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { instant, json, key, position, text, whole, type Columns } from '../columns';

export const MatchRunSchema = new EntitySchema<MatchRun>({
  name: 'match_run',
  columns: {
    id: key('id'),
    tenderId: text('tender_id'),
    lotId: text('lot_id'),
    tenderRevision: whole('tender_revision'),
    engine: text('engine'),
    referenceEdition: text('reference_edition'),
    asOf: text('as_of'),
    marketPosition: position('market_position'),
    compared: whole('compared'),
    fits: whole('fits'),
    needsData: whole('needs_data'),
    ruledOut: whole('ruled_out'),
    matches: json('matches'),
    nearMisses: json('near_misses'),
    relaxations: json('relaxations'),
    listingRevisions: json('listing_revisions'),
    notified: json('notified'),
    digest: text('digest'),
    computedAt: instant('computed_at'),
  } satisfies Columns<MatchRun>,
});
