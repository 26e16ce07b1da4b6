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
  let index = new NeedIndex(matchingReference());
  let version: number | undefined;
  return {
    /** Gives the ids of needs that the index cannot hold. */
    step: ({ from, to, put, remove }: NeedStep): readonly string[] | typeof LOST => {
      if (from === 0) index = new NeedIndex(matchingReference());
      else if (from !== version) return LOST;
      // Whatever goes wrong on the way, nobody builds on half a step.
      version = undefined;
      for (const id of remove) index.remove(id);
      const refused = put.filter((need) => !holds(index, need)).map(({ id }) => id);
      version = to;
      return refused;
    },
    /** By offer: the ids of the needs that it fits, or that one missing figure or one failure keeps it from. */
    reach: ({ at, offers, today }: NeedQuestion): readonly (readonly string[])[] | typeof LOST => {
      if (at !== version) return LOST;
      return offers.map((offer) => {
        const { fitting, nearly, nearMisses } = index.match(offer, { today, nearMisses: true });
        return [...new Set([...fitting, ...nearly.map(({ needId }) => needId), ...nearMisses])];
      });
    },
  };
};

/** Whether the index holds the need now: it takes only so many demands. */
function holds(index: NeedIndex, need: Need): boolean {
  try {
    index.put(need);
    return true;
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    index.remove(need.id);
    return false;
  }
}
