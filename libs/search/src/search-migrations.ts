import { owedMigration } from './owed-writes';

/**
 * The search tables, run forward by whoever migrates the database.
 * `search_word` exists only where pg_trgm does; without it search works, but does not forgive typing errors. pg_trgm is a
 * trusted extension, so the right to create in the database is enough to install it.
 */
export const searchMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '0001-search',
    sql: `
      create table search_document (
        kind text not null check (kind in ('LISTING', 'TENDER')),
        id text not null,
        revision bigint not null,
        domain text not null,
        words tsvector not null,
        ordinal bigint generated always as identity unique,
        primary key (kind, id)
      );
      create index search_document_words on search_document using gin (words);
      create index search_document_domain on search_document (domain, ordinal desc);

      do $$
      begin
        if not exists (select from pg_extension where extname = 'pg_trgm')
          and exists (select from pg_available_extensions where name = 'pg_trgm')
          and has_database_privilege(current_database(), 'CREATE')
        then
          create extension if not exists pg_trgm;
        end if;
        if exists (select from pg_extension where extname = 'pg_trgm') then
          create table search_word (word text collate "C" primary key);
          create index search_word_trigrams on search_word using gin (word gin_trgm_ops);
        end if;
      end
      $$;
    `,
  },
  owedMigration,
];
