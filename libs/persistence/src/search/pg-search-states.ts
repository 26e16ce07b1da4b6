import { SearchStates, type SearchState } from '@huanpei/app';
import type { Database } from '../database';
import { tryLock } from '../locks';
import { affected, rows, type Sql } from '../rows';

const NOTHING: SearchState = { form: null, rebuild: null, lag: null };

/** The states of search indexes as rows. */
export class PgSearchStates extends SearchStates {
  private readonly sql: Sql;

  constructor(private readonly database: Database) {
    super();
    this.sql = database.source;
  }

  async read(index: string): Promise<SearchState> {
    const [row] = await rows<SearchState>(
      this.sql,
      'select form, rebuild, lag from search_state where index_name = $1',
      [index],
    );
    return row ?? NOTHING;
  }

  async save(index: string, change: Partial<SearchState>): Promise<void> {
    await affected(
      this.sql,
      `insert into search_state as kept (index_name, form, rebuild, lag)
       select $1, given.* from jsonb_to_record($2::jsonb) as given(form text, rebuild jsonb, lag jsonb)
       on conflict (index_name) do update set
         form = case when $2::jsonb ? 'form' then excluded.form else kept.form end,
         rebuild = case when $2::jsonb ? 'rebuild' then excluded.rebuild else kept.rebuild end,
         lag = case when $2::jsonb ? 'lag' then excluded.lag else kept.lag end`,
      [index, JSON.stringify(change)],
    );
  }

  /** The lock belongs to a connection, so it is let go of also when the process is killed. */
  async alone(index: string, body: () => Promise<void>): Promise<boolean> {
    const held = await tryLock(this.database.source, 'REBUILD_SEARCH', index);
    if (!held) return false;
    try {
      await body();
      return true;
    } finally {
      await held.release();
    }
  }
}
