import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Core } from './core';
import { Health } from './health';
import { JOB_HANDLERS, USE_CASES } from './use-cases';

/** Ports, use cases and job handlers for every module of a process. */
@Global()
@Module({})
export class CoreModule {
  static for(core: Core): DynamicModule {
    const providers = [...core.providers, { provide: Health, useValue: core.health }, ...USE_CASES, ...JOB_HANDLERS];
    return { module: CoreModule, providers, exports: providers };
  }
}
