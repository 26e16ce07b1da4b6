import { JobSink, type JobToPut, type SqlRunner } from '@huanpei/app';

/** A job is a row of the transaction that makes it true; the relay hands it on after the commit. */
export class OutboxJobSink extends JobSink {
  async putAll(tx: SqlRunner, jobs: readonly JobToPut[]): Promise<void> {
    if (jobs.length === 0) return;
    await tx.query(
      `insert into outbox (job, payload, run_at)
       select job, payload, coalesce(run_at, statement_timestamp() + delay_ms * interval '1 millisecond')
       from unnest($1::text[], $2::jsonb[], $3::timestamptz[], $4::double precision[])
         with ordinality put (job, payload, run_at, delay_ms, place) order by place`,
      [
        jobs.map(({ job }) => job),
        jobs.map(({ payload }) => JSON.stringify(payload)),
        jobs.map(({ options }) => options?.runAt?.toISOString() ?? null),
        jobs.map(({ options }) => options?.delayMs ?? null),
      ],
    );
  }
}
