import { dataFile, once } from './data-file';
import type { Bilingual, DataSource } from './source';

/** A certificate or an honour: who gives it, what it proves, and how long. */
export interface HeldThing extends Bilingual {
  readonly code: string;
  readonly kind: 'CERTIFICATE' | 'HONOUR';
  readonly issuer: Bilingual;
  readonly proves: Bilingual;
  readonly validity: Bilingual;
  /** What is held by the firm must not be shown as proof for a product. */
  readonly belongsTo: 'FIRM' | 'PRODUCT' | 'LABORATORY';
  readonly confidence: 'V' | 'S' | 'K';
  /** Key of the file's `sources`. */
  readonly source: string;
}

export interface HeldThingsFile {
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly things: readonly HeldThing[];
  /** Taxonomy codes that name a service. */
  readonly services: readonly string[];
}

export interface HeldThings {
  readonly certificates: readonly HeldThing[];
  readonly honours: readonly HeldThing[];
  readonly services: readonly string[];
  byCode(code: string): HeldThing | undefined;
}

export const heldThingsFile = dataFile<HeldThingsFile>('held-things.json');

/** The schemes that requirements and offers name. */
export const heldThings: () => HeldThings = once(() => {
  const { things, services } = heldThingsFile();
  const byCode = new Map(things.map((thing) => [thing.code, thing]));
  return {
    certificates: things.filter((thing) => thing.kind === 'CERTIFICATE'),
    honours: things.filter((thing) => thing.kind === 'HONOUR'),
    services,
    byCode: (code) => byCode.get(code),
  };
});
