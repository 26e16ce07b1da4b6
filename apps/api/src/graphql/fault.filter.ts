import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/** What a resolver throws goes to the answer as it is: faults of ours are logged there, refusals of callers are not. */
@Catch()
export class FaultFilter extends BaseExceptionFilter {
  override catch(fault: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return fault;
    return super.catch(fault, host);
  }
}
