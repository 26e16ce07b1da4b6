import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/** What a resolver throws goes to the answer as it is: faults of ours are logged there, refusals of callers are not. */
@Catch()
export class FaultFilter extends BaseExceptionFilter {
  override catch(fault: unknown, host: ArgumentsHost): unknown {
    // Thrown, not returned: what a subscription returns is taken for its source, and the caller would hear nothing.
    if (host.getType<string>() === 'graphql') throw fault;
    return super.catch(fault, host);
  }
}
