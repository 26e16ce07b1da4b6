import { Injectable } from '@nestjs/common';
import {
  ACCESS_TOKEN_MS,
  accepted,
  judgeRefresh,
  REFRESH_TOKEN_MS,
  refused,
  type Outcome,
  type Session,
} from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import { Chance, Clock, Digest } from '../ports/platform';
import { AccessTokens } from '../ports/security';
import { Work, type Tx } from '../ports/work';
import { CheckPassword } from './check-password';

/** A short-lived access token with the refresh token that follows it. */
export interface SignedIn {
  readonly memberId: string;
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** Makes and keeps the tokens of a session. */
@Injectable()
export class Sessions {
  constructor(
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly digest: Digest,
    private readonly tokens: AccessTokens,
  ) {}

  /** Adds a link to the family and signs the access token that goes with it. */
  async issue(tx: Tx, memberId: string, family: string): Promise<SignedIn> {
    const now = this.clock.now();
    const refreshToken = this.chance.secret();
    const session: Session = {
      id: this.chance.id(),
      family,
      memberId,
      tokenHash: this.hash(refreshToken),
      createdAt: now,
      expiresAt: new Date(now.getTime() + REFRESH_TOKEN_MS),
      replacedAt: null,
      revokedAt: null,
    };
    await tx.sessions.add(session);
    const accessExpiresAt = new Date(now.getTime() + ACCESS_TOKEN_MS);
    const accessToken = await this.tokens.sign({ memberId, family }, accessExpiresAt);
    return { memberId, accessToken, accessExpiresAt, refreshToken, refreshExpiresAt: session.expiresAt };
  }

  hash(refreshToken: string): string {
    return this.digest.sha256(refreshToken);
  }
}

@Injectable()
export class SignIn {
  constructor(
    private readonly work: Work,
    private readonly chance: Chance,
    private readonly check: CheckPassword,
    private readonly sessions: Sessions,
  ) {}

  async execute(email: string, password: string): Promise<Outcome<SignedIn>> {
    const checked = await this.check.execute(email, password);
    if (!checked.ok) return checked;
    const family = this.chance.id();
    return accepted(await this.work.run((tx) => this.sessions.issue(tx, checked.value.id, family)));
  }
}

/** Trades a refresh token for a new pair. One that was traded before was stolen: the whole family ends. */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {}

  execute(refreshToken: string): Promise<Outcome<SignedIn>> {
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const session = await tx.sessions.takeByTokenHash(this.sessions.hash(refreshToken));
      const member = session && (await tx.members.find(session.memberId));
      if (!session || !member?.active) return refused({ code: 'SESSION_EXPIRED' });
      switch (judgeRefresh(session, now)) {
        case 'EXPIRED':
          return refused({ code: 'SESSION_EXPIRED' });
        case 'STOLEN':
          await tx.sessions.revokeFamily(session.family, now);
          await tx.audit(
            decidedBySystem(
              'SESSION_FAMILY_REVOKED',
              { subjectKind: 'MEMBER', subjectId: member.id },
              { data: { family: session.family } },
            ),
          );
          return refused({ code: 'SESSION_EXPIRED' });
        case 'ROTATE':
          await tx.sessions.save({ ...session, replacedAt: now });
          return accepted(await this.sessions.issue(tx, member.id, session.family));
      }
    });
  }
}

/** Ends the session and everything that descends from the same sign-in. Signing out twice is no fault. */
@Injectable()
export class SignOut {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {}

  execute(refreshToken: string): Promise<void> {
    return this.work.run(async (tx) => {
      const session = await tx.sessions.takeByTokenHash(this.sessions.hash(refreshToken));
      if (session) await tx.sessions.revokeFamily(session.family, this.clock.now());
    });
  }
}
