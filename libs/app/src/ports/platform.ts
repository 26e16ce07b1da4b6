import type { ConfirmationRule, QuietHours } from '@huanpei/domain';

/** Time, chance and hashing, so that use cases can be run with fixed ones. */
export abstract class Clock {
  abstract now(): Date;
}

export abstract class Chance {
  /** A time-ordered UUID (version 7). */
  abstract id(): string;
  /** 32 random bytes in base64url. */
  abstract secret(): string;
}

export abstract class Digest {
  /** Hex SHA-256 of a UTF-8 text. */
  abstract sha256(text: string): string;
}

/** What the operator of this marketplace has settled for it. */
export abstract class MarketRules {
  abstract readonly confirmation: ConfirmationRule;
  /** The most seconds a search for trains may take. */
  abstract readonly trainSeconds: number;
  /** Hours of working days in which operators mean to decide. */
  abstract readonly reviewHours: number;
}

/** How this marketplace writes to people outside of it. */
export abstract class DeliveryRules {
  /** Where the product is reached, for links; without a slash at its end. */
  abstract readonly publicUrl: string;
  /** Of members who have not said otherwise; null where there are none. */
  abstract readonly quietHours: QuietHours | null;
}
