/** Passwords are hashed with argon2id; verifying takes the same time whether or not the account exists. */
export abstract class PasswordHasher {
  abstract hash(password: string): Promise<string>;
  abstract verify(hash: string, password: string): Promise<boolean>;
  /** A hash of nothing in particular, to spend the time of a check on when there is no account. */
  abstract decoy(): Promise<string>;
}

/** Signs and reads access tokens, which say who asks and nothing more. */
export abstract class AccessTokens {
  abstract sign(memberId: string, expiresAt: Date): Promise<string>;
  /** The member id, or undefined when the token is forged, malformed or has expired. */
  abstract read(token: string): Promise<string | undefined>;
}
