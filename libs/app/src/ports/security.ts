/** Passwords are hashed with argon2id; verifying takes the same time whether or not the account exists. */
export abstract class PasswordHasher {
  abstract hash(password: string): Promise<string>;
  abstract verify(hash: string, password: string): Promise<boolean>;
  /** A hash of nothing in particular, to spend the time of a check on when there is no account. */
  abstract decoy(): Promise<string>;
}

/** What an access token says: who asks, and by which sign-in. */
export interface AccessClaim {
  readonly memberId: string;
  /** The family of sessions it belongs to; when that ends, the token does. */
  readonly family: string;
}

/** Signs and reads access tokens, which say who asks and nothing more. */
export abstract class AccessTokens {
  abstract sign(claim: AccessClaim, expiresAt: Date): Promise<string>;
  /** What it says, or undefined when the token is forged, malformed or has expired. */
  abstract read(token: string): Promise<AccessClaim | undefined>;
}
