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

/**
 * Names the refresh token that follows another one: always the same, and known to nobody who has not the key. So a token
 * that was just traded can be answered again, and still only hashes are kept.
 */
export abstract class RefreshChain {
  abstract after(refreshToken: string): string;
}

/** Seals secrets that have to be read again, so that a copy of the database is not enough to use them. */
export abstract class SecretBox {
  abstract seal(secret: string): string;
  /** The secret, or undefined when it was sealed with another key or is damaged. */
  abstract open(sealed: string): string | undefined;
}

/** Signs what a link carries, so that only links that were sent do what they say. */
export abstract class LinkSigner {
  /** The content with its signature, safe in a URL. */
  abstract sign(content: string): string;
  /** The content, or undefined when it was not signed here. */
  abstract read(signed: string): string | undefined;
}
