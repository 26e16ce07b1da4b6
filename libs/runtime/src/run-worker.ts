import 'reflect-metadata';
import { JOB_ROLES, type JobHandler, type JobName, type WorkerRole } from '@huanpei/app';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from './config';
import { openCore } from './core';
import { CoreModule } from './core.module';
import { StartFault } from './embedded-postgres';
import { AS_INDEXER_APART, endsWithParent, sayReady } from './indexer-process';
import { createLogger } from './logging';
import { stopOnSignal } from './stop-on-signal';
import { JOB_HANDLERS } from './use-cases';
import { NO_MAIL, startWorkers } from './workers';

/**
 * A process that does the jobs of one role and nothing else. The database must have been migrated.
 *
 * @param onOpen is given everything before the first job is done
 */
export async function runWorker(role: WorkerRole, onOpen?: (app: INestApplicationContext) => void): Promise<void> {
  const stopped = stopOnSignal();
  const apart = endsWithParent();
  try {
    const config = readConfig(process.env, process.cwd());
    if (config.databaseUrl === null) {
      throw new StartFault(
        '单独运行的工作进程需要 DATABASE_URL；内置数据库只供一个进程使用。',
        'A worker of its own needs DATABASE_URL; the built-in database serves one process only.',
      );
    }
    const log = createLogger(config);
    const core = await openCore(config, log, false, apart ? AS_INDEXER_APART : { worksOnly: true });
    try {
      if (role === 'matcher') await core.followMarket();
      if (role === JOB_ROLES['send-mails'] && core.mail === 'NONE') log.warn(NO_MAIL);
      const app = await NestFactory.createApplicationContext(CoreModule.for(core), { logger: ['error', 'warn'] });
      const handlers = JOB_HANDLERS.map((handler) => app.get<JobHandler<JobName>>(handler as never));
      onOpen?.(app);
      core.carry(await startWorkers([role], core.source, handlers, log));
      log.info({ role }, 'worker ready');
      if (apart) sayReady(core.givingWay);
      await stopped;
      await app.close();
    } finally {
      await core.close();
    }
  } catch (fault) {
    process.stderr.write(
      `${fault instanceof StartFault ? fault.message : fault instanceof Error ? fault.stack : String(fault)}\n`,
    );
    process.exitCode = 1;
  }
}
