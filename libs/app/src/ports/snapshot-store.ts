/** What a snapshot of the market must agree with to be of use. */
export interface SnapshotStamp {
  readonly engine: string;
  readonly referenceEdition: string;
  /** Identity of the database it was made from. */
  readonly database: string;
  /** Position of the change log up to which it holds the market, and the log's fingerprint there. */
  readonly position: number;
  readonly fingerprint: string;
  readonly offers: number;
}

export interface Snapshot {
  readonly stamp: SnapshotStamp;
  readonly body: Uint8Array;
}

/** Keeps the last snapshot of the market for a fast start. It is a convenience: without it the database is read. */
export abstract class SnapshotStore {
  /** The last one that was written whole; undefined when there is none, or when what is there is damaged. */
  abstract read(): Promise<Snapshot | undefined>;
  /** Replaces it: after a crash the old one or the new one is there, never a part. Returns the bytes written. */
  abstract write(stamp: SnapshotStamp, body: Iterable<Uint8Array>): Promise<number>;
}
