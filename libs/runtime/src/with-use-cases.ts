import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Config } from './config';
import { openCore, reachDatabase, type Core } from './core';
import { CoreModule } from './core.module';
import { createLogger } from './logging';

/** For commands: the use cases on the database of the settings, beside the running product or without it. */
export async function withUseCases<T>(
  config: Config,
  body: (app: INestApplicationContext, core: Core) => Promise<T>,
): Promise<T> {
  const database = await reachDatabase(config, (line) => process.stderr.write(`${line}\n`));
  try {
    const core = await openCore(
      { ...config, databaseUrl: database.url },
      createLogger(config),
      config.databaseUrl === null,
      { builtIn: config.databaseUrl === null },
    );
    try {
      const app = await NestFactory.createApplicationContext(CoreModule.for(core), { logger: ['error', 'warn'] });
      const result = await body(app, core);
      await app.close();
      return result;
    } finally {
      await core.close();
    }
  } finally {
    await database.stop();
  }
}
