import { NeedIndex, type Need, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';

/** A step from one version of what is held to the next; from 0 it begins with nothing. */
export interface NeedStep {
  readonly from: number;
  readonly to: number;
  readonly put: readonly Need[];
  readonly remove: readonly string[];
}

export interface NeedQuestion {
  /** The version that is asked. */
  readonly at: number;
  readonly offers: readonly Offer[];
  /** The day on which certificates must hold, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly today: string;
}

/** The thread holds another version than the one that was built on: it is a new one, and has to be given everything. */
export const LOST = 'LOST';

/** Needs that stay, held for offers that come. */
export const needTasks = () => {
  const reference = matchingReference();
  let index = new NeedIndex(reference);
  let version: number | undefined;

  function reachOf(offer: Offer, today: string): readonly string[] {
    const { fitting, nearly, ruledOutByOne = [] } = index.match(offer, { today, ruledOutByOne: true });
    return [...new Set([...fitting, ...nearly.map(({ needId }) => needId), ...ruledOutByOne])];
  }

  return {
    /** Gives the ids of needs that the index cannot hold. */
    step: ({ from, to, put, remove }: NeedStep): readonly string[] | typeof LOST => {
      if (from === 0) {
        index = new NeedIndex(reference);
      } else if (from !== version) return LOST;
      // Whatever goes wrong on the way, nobody builds on half a step.
      version = undefined;
      for (const id of remove) index.remove(id);
      const refused: string[] = [];
      for (const need of put) {
        // What was held under its id is not what it asks now, whether or not the index takes it.
        index.remove(need.id);
        if (!takes(index, need)) refused.push(need.id);
      }
      // Here rather than in the first questions after it.
      index.settle();
      version = to;
      return refused;
    },
    /** By offer: the ids of the needs that it fits, or that one missing figure or one failure keeps it from. */
    reach: ({ at, offers, today }: NeedQuestion): readonly (readonly string[])[] | typeof LOST => {
      if (at !== version) return LOST;
      return offers.map((offer) => reachOf(offer, today));
    },
  };
};

/** Puts a need in the index, which takes only so many demands of one; whether it did. */
function takes(index: NeedIndex, need: Need): boolean {
  try {
    index.put(need);
    return true;
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    return false;
  }
}
