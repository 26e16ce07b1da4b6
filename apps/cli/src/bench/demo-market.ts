import { needsOf, offerOf, shanghaiDay, type Organisation } from '@huanpei/domain';
import type { Need } from '@huanpei/matching';
import { demo, demoListingContent, demoTenderContent, matchingReference, type DemoListing } from '@huanpei/reference';
import { bm25 } from './bm25';
import type { Market } from './recall';
import { textOfListing } from './texts';
import { wordsOf } from './words';

/** Certificates and deadlines of the demo data are counted from a first start; a fixed one makes runs repeatable. */
const FIRST_START = new Date('2026-11-24T03:00:00Z');

/** Every listing of the demo data, as the engine and as a keyword search read it. */
export function marketOfDemo(): Market {
  const today = shanghaiDay(FIRST_START);
  const { listings } = demo();
  return {
    listings,
    offers: listings.map((listing) =>
      offerOf(listing.id, demoListingContent(listing, FIRST_START), firmOf(listing), today),
    ),
    search: bm25(listings.map((listing) => ({ id: listing.id, words: wordsOf(textOfListing(listing)) }))),
    reference: matchingReference(),
    today,
  };
}

/** The demo firm behind a listing: admitted, and without honours. */
function firmOf({ supplier }: DemoListing): Organisation {
  const firm = demo().organisations.find(({ key }) => key === supplier);
  if (!firm) throw new Error(`no demo firm ${supplier}`);
  return {
    id: firm.key,
    kind: firm.kind,
    state: 'VERIFIED',
    name: firm.name,
    creditCode: null,
    creditCodeCheck: 'ABSENT',
    region: firm.region,
    honours: [],
    demo: true,
    reason: null,
    createdAt: FIRST_START,
    decidedAt: FIRST_START,
    version: 1,
  };
}

/** The lots of the open demo tenders: not judged, but what they show as fitting is rechecked like the rest. */
export function tenderNeeds(): readonly Need[] {
  const today = shanghaiDay(FIRST_START);
  return demo().tenders.flatMap((tender) =>
    needsOf({ id: tender.id, content: demoTenderContent(tender, FIRST_START) }, today),
  );
}
