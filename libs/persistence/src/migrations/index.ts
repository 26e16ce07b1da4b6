import type { Migration } from '../migrate';
import { marketplace } from './0001-marketplace';
import { tailoring } from './0002-tailoring';
import { expiry } from './0003-expiry';
import { listingHistory } from './0004-listing-history';
import { savedSearches } from './0005-saved-searches';
import { delivery } from './0006-delivery';
import { apiKeys } from './0008-api-keys';
import { sheetImport } from './0007-sheet-import';
import { searchState } from './0009-search-state';
import { lookups } from './0010-lookups';
import { attempts } from './0011-attempts';
import { workingCopy } from './0012-working-copy';
import { roomForEdits } from './0013-room-for-edits';

/** In the order in which they run. A migration that has been released is never edited; the next one follows it. */
export const persistenceMigrations: readonly Migration[] = [
  marketplace,
  tailoring,
  expiry,
  listingHistory,
  savedSearches,
  delivery,
  sheetImport,
  apiKeys,
  searchState,
  lookups,
  attempts,
  workingCopy,
  roomForEdits,
];
