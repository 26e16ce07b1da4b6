/**
 * The tables of the queue, to be run together with those of the database. BullMQ's own tables lie in a schema of their
 * own and are brought up by `prepareQueueDatabase`.
 */
export const queueMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'queue-0001-outbox',
    sql: `
      create table outbox (
        id bigint generated always as identity primary key,
        -- Chosen anew for each row: an id used again after a truncation or a restored backup is another job.
        generation uuid not null default gen_random_uuid(),
        job text not null,
        payload jsonb not null,
        run_at timestamptz,
        created_at timestamptz not null default clock_timestamp()
      );

      create function outbox_notify() returns trigger language plpgsql as $$
      begin
        -- Delivered when the transaction commits, and not at all when it does not.
        perform pg_notify('huanpei_outbox', '');
        return null;
      end $$;

      create trigger outbox_notify after insert on outbox for each statement execute function outbox_notify();

      create table dead_job (
        id bigint generated always as identity primary key,
        -- The job's id in the queue: however often its death is reported, it is kept once.
        queue_job_id text not null unique,
        job text not null,
        payload jsonb not null,
        error text not null,
        attempts integer not null,
        failed_at timestamptz not null,
        -- A retried row stays for a while, so that a late second report of the same death finds it.
        retried_at timestamptz
      );

      create index dead_job_waiting on dead_job (failed_at desc, id desc) where retried_at is null;
      create index dead_job_retried on dead_job (retried_at) where retried_at is not null;
    `,
  },
  {
    // What was put is said, so that a relay which is to let some jobs collect need not look each time.
    name: 'queue-0002-outbox-names',
    sql: `
      drop trigger outbox_notify on outbox;

      create or replace function outbox_notify() returns trigger language plpgsql as $$
      begin
        -- Delivered when the transaction commits, and not at all when it does not.
        perform pg_notify('huanpei_outbox', (select string_agg(distinct job, ' ') from added));
        return null;
      end $$;

      create trigger outbox_notify after insert on outbox
        referencing new table as added for each statement execute function outbox_notify();
    `,
  },
];
