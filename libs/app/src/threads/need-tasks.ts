import { comparable, evaluatePrepared, failures, NeedIndex, prepareNeed } from '@huanpei/matching';
import type { Need, Offer, PreparedNeed } from '@huanpei/matching';
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

/** So many needs are remembered as they were taken apart for a day. */
const MOST_PREPARED = 20_000;

/** Needs that stay, held for offers that come. */
export const needTasks = () => {
  const reference = matchingReference();
  let index = new NeedIndex(reference);
  const needs = new Map<string, Need>();
  const prepared = new Map<string, PreparedNeed>();
  let [version, day]: [number | undefined, string] = [undefined, ''];

  function forget(id: string): void {
    index.remove(id);
    needs.delete(id);
    prepared.delete(id);
  }
  function preparedOf(need: Need): PreparedNeed {
    const known = prepared.get(need.id);
    if (known) return known;
    const made = prepareNeed(need, reference, day, true);
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    prepared.set(need.id, made);
    return made;
  }
  /** The index says which needs an offer fits, or all but; which only one failure rules out, the engine says of the rest. */
  function reachOf(offer: Offer): readonly string[] {
    const { fitting, nearly } = index.match(offer, { today: day });
    const reached = new Set([...fitting, ...nearly.map(({ needId }) => needId)]);
    for (const need of needs.values()) {
      if (reached.has(need.id) || !comparable(need, offer, reference)) continue;
      if (failures(evaluatePrepared(preparedOf(need), offer)) === 1) reached.add(need.id);
    }
    return [...reached];
  }

  return {
    /** Gives the ids of needs that the index cannot hold. */
    step: ({ from, to, put, remove }: NeedStep): readonly string[] | typeof LOST => {
      if (from === 0) {
        index = new NeedIndex(reference);
        needs.clear();
        prepared.clear();
      } else if (from !== version) return LOST;
      // Whatever goes wrong on the way, nobody builds on half a step.
      version = undefined;
      for (const id of remove) forget(id);
      const refused: string[] = [];
      for (const need of put) {
        // What was held under its id is not what it asks now, whether or not the index takes it.
        forget(need.id);
        if (!takes(index, need)) refused.push(need.id);
        else needs.set(need.id, need);
      }
      version = to;
      return refused;
    },
    /** By offer: the ids of the needs that it fits, or that one missing figure or one failure keeps it from. */
    reach: ({ at, offers, today }: NeedQuestion): readonly (readonly string[])[] | typeof LOST => {
      if (at !== version) return LOST;
      if (day !== today) prepared.clear();
      day = today;
      return offers.map(reachOf);
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
