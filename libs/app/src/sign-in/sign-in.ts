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
import { AccessTokens, RefreshChain } from '../ports/security';
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
  async issue(tx: Tx, memberId: string, family: string, refreshToken = this.chance.secret()): Promise<SignedIn> {
    const now = this.clock.now();
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
    return this.signed(session, refreshToken);
  }

  /** Another access token for a link that stands. */
  async signed({ memberId, family, expiresAt }: Session, refreshToken: string): Promise<SignedIn> {
    const accessExpiresAt = new Date(this.clock.now().getTime() + ACCESS_TOKEN_MS);
    const accessToken = await this.tokens.sign({ memberId, family }, accessExpiresAt);
    return { memberId, accessToken, accessExpiresAt, refreshToken, refreshExpiresAt: expiresAt };
  }

  hash(refreshToken: string): string {
    return this.digest.sha256(refreshToken);
  }
}

@Injectable()
export class SignIn {
  constructor(
    private readonly chance: Chance,
    private readonly check: CheckPassword,
    private readonly sessions: Sessions,
  ) {}

  /** @param network from which it is asked */
  execute(email: string, password: string, network: string): Promise<Outcome<SignedIn>> {
    return this.check.execute(email, password, network, (tx, { id }) => this.sessions.issue(tx, id, this.chance.id()));
  }
}

/**
 * Trades a refresh token for a new pair. One that was traded before was stolen: the whole family ends. Within a grace it
 * is answered with the same successor instead; whoever copied it then holds no other token than its owner, and is found
 * out when the two trade that one at different times, or it has been traded already.
 */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly chain: RefreshChain,
  ) {}

  /** @param graceMs for which a traded token may come back: for browsers, whose tabs share it; none unless said */
  execute(refreshToken: string, graceMs = 0): Promise<Outcome<SignedIn>> {
    const successor = this.chain.after(refreshToken);
    return this.work.run(async (tx) => {
      const session = await tx.sessions.takeByTokenHash(this.sessions.hash(refreshToken));
      // After the lock was granted: what happened meanwhile lies in the past.
      const now = this.clock.now();
      const member = session && (await tx.members.find(session.memberId));
      if (!session || !member?.active) return refused({ code: 'SESSION_EXPIRED' });
      switch (judgeRefresh(session, now, graceMs)) {
        case 'EXPIRED':
          return refused({ code: 'SESSION_EXPIRED' });
        case 'STOLEN':
          return this.end(tx, session, now);
        case 'REPEAT': {
          const next = await tx.sessions.takeByTokenHash(this.sessions.hash(successor));
          if (!next || judgeRefresh(next, now) !== 'ROTATE') return this.end(tx, session, now);
          return accepted(await this.sessions.signed(next, successor));
        }
        case 'ROTATE':
          await tx.sessions.save({ ...session, replacedAt: now });
          return accepted(await this.sessions.issue(tx, member.id, session.family, successor));
      }
    });
  }

  private async end(tx: Tx, { family, memberId }: Session, now: Date): Promise<Outcome<SignedIn>> {
    await tx.sessions.revokeFamily(family, now);
    await tx.audit(
      decidedBySystem('SESSION_FAMILY_REVOKED', { subjectKind: 'MEMBER', subjectId: memberId }, { data: { family } }),
    );
    return refused({ code: 'SESSION_EXPIRED' });
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
