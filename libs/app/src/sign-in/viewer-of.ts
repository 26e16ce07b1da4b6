import { Injectable } from '@nestjs/common';
import type { Viewer } from '@huanpei/domain';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { AccessTokens } from '../ports/security';

/**
 * Who sent this access token, as of now: a session that was ended, a member who left or a firm that was suspended is
 * noticed at once.
 */
@Injectable()
export class ViewerOf {
  constructor(
    private readonly reads: Reads,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  async execute(accessToken: string): Promise<Viewer | null> {
    const claim = await this.tokens.read(accessToken);
    if (!claim || !(await this.reads.sessionLives(claim.family, this.clock.now()))) return null;
    const member = await this.reads.member(claim.memberId);
    if (!member?.active) return null;
    const organisation = await this.reads.organisation(member.organisationId);
    if (!organisation) return null;
    const { id: organisationId, kind, state: organisationState } = organisation;
    return { memberId: member.id, organisationId, kind, organisationState, role: member.role };
  }
}
