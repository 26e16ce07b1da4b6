import type { Change } from '@huanpei/app';
import type { EntityManager } from 'typeorm';
import { lockToCommit } from '../locks';
import { rows } from '../rows';
import { storable } from '../storable';

/** The channel on which the last position of a committed transaction's changes is told. */
export const MARKET_CHANGE_CHANNEL = 'market_change';

/**
 * Appends the changes of a transaction to the log. The lock is held to the commit, so positions are in commit order: a
 * reader who has seen a position has seen all before it.
 */
export async function appendToLog(manager: EntityManager, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await lockToCommit(manager, 'CHANGE');
  const [head] = await rows<{ position: string }>(manager, 'select coalesce(max(position), 0) as position from change');
  const start = Number(head?.position ?? 0);

  const placed = changes.map((change, index) => ({ change, position: start + 1 + index }));
  // Seen from the end: the next change of the same listing, if this transaction has one, replaces this one.
  const next = new Map<string, number>();
  const records = placed.reverse().map(({ change, position }) => {
    const listing = change.kind === 'LISTING';
    const replacedBy = listing ? next.get(change.id) : undefined;
    if (listing) next.set(change.id, position);
    return {
      position,
      kind: change.kind,
      subject_id: change.id,
      revision: change.revision,
      domain: listing ? (change.offer?.domain ?? null) : null,
      offer: listing ? change.offer : null,
      replaced_by: replacedBy ?? null,
    };
  });
  await rows(
    manager,
    `update change set replaced_by = first.position
     from unnest($1::text[], $2::bigint[]) as first(subject_id, position)
     where change.kind = 'LISTING' and change.subject_id = first.subject_id and change.replaced_by is null`,
    [[...next.keys()], [...next.values()]],
  );
  await rows(
    manager,
    `insert into change (position, kind, subject_id, revision, domain, offer, replaced_by)
     select position, kind, subject_id, revision, domain, offer, replaced_by from jsonb_to_recordset($1::jsonb)
       as given(position bigint, kind text, subject_id text, revision int, domain text, offer jsonb, replaced_by bigint)
     order by position`,
    [JSON.stringify(storable(records))],
  );
  await rows(manager, 'select pg_notify($1, $2)', [MARKET_CHANGE_CHANNEL, String(start + changes.length)]);
}
