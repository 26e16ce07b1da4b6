import { Health } from '@huanpei/runtime';
import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process answers. */
  @Get('live')
  @Header('cache-control', 'no-store')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  /** Every part it needs answers, each named. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { ok, parts } = await this.health.ready();
    const body = {
      status: ok ? 'ok' : 'unavailable',
      parts: Object.fromEntries(parts.map(({ part, ...rest }) => [part, rest])),
    };
    await reply
      .status(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(body);
  }
}
