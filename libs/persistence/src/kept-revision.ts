import type { EntityManager } from 'typeorm';
import { rows } from './rows';
import { storable } from './storable';

/** Keeps a content under its revision. Keeping the same again is nothing; another content under it is a fault. */
export async function keepRevision(
  manager: EntityManager,
  kind: 'listing' | 'tender',
  id: string,
  revision: number,
  content: unknown,
  at: Date,
): Promise<void> {
  const [kept] = await rows<{ same: boolean }>(
    manager,
    `with given as (select $3::jsonb as content),
     kept as (
       insert into ${kind}_revision (${kind}_id, revision, content, at) select $1, $2, content, $4 from given
       on conflict do nothing returning content
     )
     select content = (select content from given) as same from kept
     union all
     select content = (select content from given) from ${kind}_revision where ${kind}_id = $1 and revision = $2`,
    [id, revision, JSON.stringify(storable(content)), at],
  );
  if (kept?.same !== true) throw new Error(`${kind} ${id} has another content under revision ${revision}`);
}
