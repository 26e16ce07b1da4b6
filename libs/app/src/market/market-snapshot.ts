import type { MarketOffer } from '../ports/reads';

/** So many offers are written out at a time, so that requests are answered in between. */
const CHUNK = 200;
const NEWLINE = 10;

/** The offers written out, one line of JSON each, in pieces. */
export function* snapshotOf(offers: Iterable<MarketOffer>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines: string[] = [];
  for (const offer of offers) {
    lines.push(`${JSON.stringify(offer)}\n`);
    if (lines.length < CHUNK) continue;
    yield encoder.encode(lines.join(''));
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(lines.join(''));
}

/** Reads them again, in pieces. Throws on what was not written by `snapshotOf`. */
export function* restoreFrom(body: Uint8Array): Generator<readonly MarketOffer[]> {
  const decoder = new TextDecoder();
  let offers: MarketOffer[] = [];
  for (let from = 0; from < body.length;) {
    const end = body.indexOf(NEWLINE, from);
    if (end < 0) throw new Error('the last line of the snapshot has no end');
    offers.push(JSON.parse(decoder.decode(body.subarray(from, end))) as MarketOffer);
    from = end + 1;
    if (offers.length < CHUNK) continue;
    yield offers;
    offers = [];
  }
  yield offers;
}
