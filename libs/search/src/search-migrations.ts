import { owedMigration } from './owed-writes';
import { MOST_LISTED, STRETCH } from './postings';

/**
 * The search tables, run forward by whoever migrates the database. SQL of Postgres 15.
 * `search_word_trigrams` exists only where pg_trgm does; without it search works, but does not forgive typing errors.
 * pg_trgm is a trusted extension, so the right to create in the database is enough to install it.
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
  {
    // Begins with nothing: what documents are made of has changed too, so everything is indexed anew (README).
    name: '0002-search-facets',
    sql: `
      drop table search_document;
      drop table if exists search_word;

      -- One row, locked by whoever writes: the ordinal of the next document.
      create table search_counter (only_one boolean primary key default true check (only_one), next integer not null);
      insert into search_counter (next) values (0);

      create table search_document (
        kind text not null,
        id text not null,
        revision bigint not null,
        ordinal integer not null unique,
        zh text not null,
        en text not null,
        zh_key text collate "C" not null,
        en_key text collate "C" not null,
        facet_values integer[] not null,
        primary key (kind, id)
      );
      create index search_document_zh on search_document (kind, zh_key, ordinal) where zh_key <> '';
      create index search_document_en on search_document (kind, en_key, ordinal) where en_key <> '';

      -- Apart from the document, and with the lexemes moved out of the row, so that a scan of hits reads little.
      create table search_text (ordinal integer primary key, lexemes tsvector not null) with (toast_tuple_target = 128);
      alter table search_text alter column lexemes set storage external;
      create index search_text_lexemes on search_text using gin (lexemes);

      create table search_code (
        kind text not null,
        code_key text collate "C" not null,
        ordinal integer not null,
        code text not null,
        primary key (kind, code_key, ordinal)
      );
      create index search_code_ordinal on search_code (ordinal);

      create table search_value (
        id integer generated always as identity primary key,
        facet smallint not null,
        value text not null,
        unique (facet, value)
      );

      -- Which documents of a chunk of 16384 ordinals have the value, and how many do.
      create table search_bits (
        facet smallint not null,
        chunk integer not null,
        value integer not null,
        held integer not null,
        bits bit(16384) not null,
        primary key (facet, chunk, value)
      ) with (fillfactor = 60);
      alter table search_bits alter column bits set storage plain;

      create table search_figure (
        ordinal integer not null,
        key integer not null,
        low float8 not null,
        high float8 not null,
        primary key (ordinal, key) include (low, high)
      );
      create index search_figure_high on search_figure (key, high) include (low, ordinal);
      create index search_figure_low on search_figure (key, low) include (high, ordinal);

      -- Words as they were written, with about how many documents have had them; Chinese ones with their sound.
      create table search_word (
        word text collate "C" primary key,
        seen integer not null,
        pinyin text collate "C",
        initials text collate "C"
      ) with (fillfactor = 70);
      create index search_word_pinyin on search_word (pinyin) where pinyin is not null;
      create index search_word_initials on search_word (initials) where initials is not null;

      do $$
      begin
        if exists (select from pg_extension where extname = 'pg_trgm') then
          create index search_word_trigrams on search_word using gin (word gin_trgm_ops) where pinyin is null;
        end if;
      end
      $$;
    `,
  },
  owedMigration,
  {
    name: '0004-search-changes',
    sql: `
      create table search_change (
        id bigint generated always as identity primary key,
        -- Of the documents whose words were written or removed; null for too many to be named.
        ordinals integer[]
      );
      -- There is always one: sets that are as old as the oldest can be brought up to date, older ones cannot.
      insert into search_change (ordinals) values (null);

      create function search_changed() returns trigger language plpgsql as $$
      declare
        made bigint;
      begin
        if tg_op = 'TRUNCATE' then
          insert into search_change (ordinals) values (null);
          return null;
        end if;
        insert into search_change (ordinals)
        select case when count(*) <= 2000 then array_agg(ordinal) end from changed having count(*) > 0
        returning id into made;
        delete from search_change where id < made - 1000;
        return null;
      end
      $$;
      create trigger search_text_inserted after insert on search_text
        referencing new table as changed for each statement execute function search_changed();
      create trigger search_text_updated after update on search_text
        referencing new table as changed for each statement execute function search_changed();
      create trigger search_text_deleted after delete on search_text
        referencing old table as changed for each statement execute function search_changed();
      create trigger search_text_truncated after truncate on search_text
        for each statement execute function search_changed();
    `,
  },
  {
    // A supplier's titles and values hardly ever change, its revision with each of its listings: with room in its page for
    // the new row, no index is written.
    name: '0005-search-room',
    sql: 'alter table search_document set (fillfactor = 80);',
  },
  {
    // The index of the words by ordinals, in place of GIN: a row that is written again is another row to that, and every
    // word of it is sorted in anew. Here a change writes the rows of the words that have come and gone.
    name: '0006-search-postings',
    sql: `
      create table search_posting (
        lexeme text collate "C" not null,
        stretch integer not null,
        -- Which documents of a stretch of ${STRETCH} ordinals hold it: of up to ${MOST_LISTED} the places in the stretch, two bytes each,
        -- ascending; of more a bit for each place.
        docs bytea not null,
        primary key (lexeme, stretch)
      ) with (fillfactor = 75);
      alter table search_posting alter column docs set storage plain;

      drop index search_text_lexemes;
      drop trigger search_text_inserted on search_text;
      drop trigger search_text_updated on search_text;
      drop trigger search_text_deleted on search_text;
      drop trigger search_text_truncated on search_text;
      drop function search_changed();
      drop table search_change;

      -- Begins with nothing, as 0002 does: everything is indexed anew.
      truncate search_document, search_text, search_code, search_bits, search_figure, search_word;
      update search_counter set next = 0;
      -- What Postgres does not hold is removed from the search server; the rebuild puts these on both.
      delete from search_owed where document is not null;

      -- Nothing looks into it any more but to see what a change has brought: the lexemes by lines.
      alter table search_text drop column lexemes;
      alter table search_text add column lexemes text collate "C" not null;
      alter table search_text alter column lexemes set storage external;
    `,
  },
  {
    // What has gone is found no more, while its words are left in the index for a time: hundreds of rows hold them.
    // Whoever empties search_text and begins the ordinals anew empties this too.
    name: '0007-search-gone',
    sql: 'create table search_gone (ordinal integer primary key);',
  },
];
