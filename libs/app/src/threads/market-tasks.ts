import type { Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { HeldMarket } from '../market/held-market';
import type { WrittenOffer } from '../ports/change-feed';
import { Transferred } from '../ports/threads';

/** Which building is meant: one that was begun later takes the place of one that is not finished. */
interface Building {
  readonly build: number;
}

/** A market that is built beside the one that answers. */
export const marketTasks = () => {
  let building: { readonly build: number; readonly market: HeldMarket } | undefined;
  const marketOf = (build: number): HeldMarket => {
    if (building?.build !== build) throw new Error(`the thread no longer holds the market of build ${build}`);
    return building.market;
  };
  return {
    begin: ({ build }: Building): void => {
      building = { build, market: new HeldMarket(matchingReference()) };
    },
    add: ({ build, offers }: Building & { readonly offers: readonly WrittenOffer[] }): void => {
      const market = marketOf(build);
      for (const { offer, revision } of offers) market.put({ offer: JSON.parse(offer) as Offer, revision });
    },
    /** The bytes that `HeldMarket.restore` takes; the thread keeps nothing. */
    finish: ({ build }: Building): Transferred<Uint8Array> => {
      const bytes = joined(marketOf(build).snapshot());
      building = undefined;
      return new Transferred(bytes, [bytes.buffer]);
    },
  };
};

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}
