import type { Lot } from '@huanpei/domain';
import type { Offer } from '@huanpei/matching';
import type { SearchDocument } from './search-index';

/** What everybody sees of a thing of the market, as it was put to all saved searches at one moment. */
export interface WatchedState {
  /** The day on which certificates had to hold, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly day: string;
  /** What words and filters find it by. */
  readonly document: SearchDocument;
  /** Of a listing: as the engine reads it. */
  readonly offer: Offer | null;
  /** Of a tender that was open: what it asked, and where; null when it was not. */
  readonly open: { readonly region: string | null; readonly lots: readonly Lot[] } | null;
}
