import { type JobName, type Jobs, JobSink, type PutOptions, type SqlRunner } from '@huanpei/app';

/** A job is a row of the transaction that makes it true; the relay hands it on after the commit. */
export class OutboxJobSink extends JobSink {
  async put<N extends JobName>(tx: SqlRunner, job: N, payload: Jobs[N], options: PutOptions = {}): Promise<void> {
    await tx.query(
      `insert into outbox (job, payload, run_at)
       values ($1, $2::jsonb, coalesce($3::timestamptz, statement_timestamp() + $4::double precision * interval '1 millisecond'))`,
      [job, JSON.stringify(payload), options.runAt?.toISOString() ?? null, options.delayMs ?? null],
    );
  }
}
