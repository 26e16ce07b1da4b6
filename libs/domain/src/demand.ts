import type { Domain, Name, Need } from '@huanpei/matching';
import type { MinorMoney } from './money';

/** A real public demand of the past, kept with its source as a closed record. Anyone can open it as a draft need. */
export interface ArchivedDemand {
  readonly id: string;
  readonly title: Name;
  readonly buyer: string;
  readonly country: string;
  readonly regionText: string | null;
  readonly region: string | null;
  readonly domain: Domain;
  readonly technologies: readonly string[];
  readonly stage: string;
  readonly publishedOn: string | null;
  readonly deadline: string | null;
  readonly budget: MinorMoney | null;
  /** What the record states, as an exchange-format need; nothing is added to it. */
  readonly need: Need;
  /** What a match would still have to be told. */
  readonly lacks: readonly string[];
  readonly sources: readonly { readonly title: string; readonly url?: string }[];
}
