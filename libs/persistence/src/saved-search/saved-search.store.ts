import type { SavedSearchStore, WaitingHit, WatchedState, WatchedThingStore } from '@huanpei/app';
import type { FoundThing, SavedSearch } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { RowStore } from '../row-store';
import { affected, fieldsOf, rows, toDomain } from '../rows';
import { storable } from '../storable';
import { SavedSearchSchema } from './saved-search.schema';

export class SqlSavedSearchStore extends RowStore<SavedSearch> implements SavedSearchStore {
  constructor(manager: EntityManager) {
    super(manager, SavedSearchSchema);
  }

  async remove(id: string): Promise<void> {
    await affected(this.manager, 'delete from saved_search where id = $1', [id]);
  }

  async count({ memberId, organisationId }: Pick<SavedSearch, 'memberId' | 'organisationId'>): Promise<{
    readonly member: number;
    readonly organisation: number;
  }> {
    const [found] = await rows<{ member: number; organisation: number }>(
      this.manager,
      `select count(*) filter (where member_id = $1)::int as member, count(*)::int as organisation
       from saved_search where organisation_id = $2`,
      [memberId, organisationId],
    );
    return found ?? { member: 0, organisation: 0 };
  }

  async toTell(ids: readonly string[]): Promise<readonly SavedSearch[]> {
    if (ids.length === 0) return [];
    const found = await rows<Record<string, unknown>>(
      this.manager,
      `select ${fieldsOf(SavedSearchSchema, 's')} from saved_search s
       join member m on m.id = s.member_id join organisation o on o.id = s.organisation_id
       where s.id = any($1::text[]) and not s.paused and s.delivery ->> 'every' <> 'NONE'
         and m.active and o.state = 'VERIFIED'
       order by s.id`,
      [ids],
    );
    return found.map((row) => toDomain(SavedSearchSchema, row));
  }

  async wait(hits: readonly WaitingHit[]): Promise<void> {
    if (hits.length === 0) return;
    // In the order of their keys, so that two transactions with the same keys wait for each other and never in a ring.
    const keyed = [...hits].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const records = keyed.map(({ searchId, foundAt, found }) => ({
      search_id: searchId,
      kind: found.kind,
      thing_id: found.id,
      found_at: foundAt,
      found,
    }));
    await affected(
      this.manager,
      `insert into saved_search_hit (search_id, kind, thing_id, found_at, found)
       select search_id, kind, thing_id, found_at, found from jsonb_to_recordset($1::jsonb)
         as given(search_id text, kind text, thing_id text, found_at timestamptz, found jsonb)
       on conflict (search_id, kind, thing_id) do update set found = excluded.found`,
      [JSON.stringify(storable(records))],
    );
  }

  takeWaiting(searchId: string): Promise<readonly WaitingHit[]> {
    return rows<WaitingHit>(
      this.manager,
      `with taken as (delete from saved_search_hit where search_id = $1 returning *)
       select search_id as "searchId", found_at as "foundAt", found from taken order by found_at, kind, thing_id`,
      [searchId],
    );
  }

  async dropWaiting({ kind, id }: Pick<FoundThing, 'kind' | 'id'>, except: readonly string[]): Promise<void> {
    await affected(
      this.manager,
      'delete from saved_search_hit where kind = $1 and thing_id = $2 and search_id <> all($3::text[])',
      [kind, id, except],
    );
  }

  async dropTendersOf(
    listingId: string,
    searchIds: readonly string[],
    exceptTenders: readonly string[],
  ): Promise<void> {
    await affected(
      this.manager,
      `delete from saved_search_hit where search_id = any($1::text[]) and kind = 'TENDER'
         and found -> 'match' ->> 'listingId' = $2 and thing_id <> all($3::text[])`,
      [searchIds, listingId, exceptTenders],
    );
  }
}

const keyOf = ({ searchId, found }: WaitingHit): string => `${searchId} ${found.kind} ${found.id}`;

export class SqlWatchedThingStore implements WatchedThingStore {
  constructor(private readonly manager: EntityManager) {}

  async addUnseen({ kind, id }: Pick<FoundThing, 'kind' | 'id'>): Promise<void> {
    await rows(
      this.manager,
      'insert into watched_thing (kind, thing_id, turn) values ($1, $2, 0) on conflict do nothing',
      [kind, id],
    );
  }

  async advance(
    { kind, id }: Pick<FoundThing, 'kind' | 'id'>,
    turn: number | null,
    state: WatchedState | null,
  ): Promise<boolean> {
    const written = state === null ? null : JSON.stringify(storable(state));
    if (turn !== null) {
      const changed = await affected(
        this.manager,
        'update watched_thing set turn = turn + 1, state = $3::jsonb where kind = $1 and thing_id = $2 and turn = $4',
        [kind, id, written, turn],
      );
      return changed === 1;
    }
    const added = await rows(
      this.manager,
      `insert into watched_thing (kind, thing_id, turn, state) values ($1, $2, 1, $3::jsonb)
       on conflict do nothing returning turn`,
      [kind, id, written],
    );
    return added.length === 1;
  }
}
