import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, type Client } from 'urql';
import { DraftFeedbackDocument, type DraftFeedbackQuery } from '../../generated/tender-editor';
import type { Track } from '../../generated/schema';
import { serverWords } from '../../ui/server-words';
import { lotInputOf, type DraftLot } from './draft';
import { relaxed } from './draft-state';

export type Feedback = Extract<DraftFeedbackQuery['draftFeedback'], { readonly __typename: 'DraftFeedback' }>;
export type Relaxation = Feedback['relaxations'][number];

export type FeedbackState =
  | { readonly is: 'NOTHING_DEMANDED' }
  /** `before` is the last answer, while another is on its way. */
  | { readonly is: 'ASKING'; readonly before: Feedback | undefined }
  | { readonly is: 'THERE'; readonly feedback: Feedback }
  /** The market is being read into memory; it is asked again by itself. */
  | { readonly is: 'MARKET_LOADING' }
  | { readonly is: 'FAILED'; readonly messages: readonly string[] };

/** How long one waits for the next change before the market is asked. */
const PAUSE_MS = 450;
const RETRY_MS = 4_000;

const needOf = (lot: DraftLot) => lotInputOf(lot).need;

/** @returns what the market answers, or why it could not be asked */
async function ask(
  client: Client,
  lot: DraftLot,
  track: Track,
  unreachable: string,
): Promise<DraftFeedbackQuery['draftFeedback'] | string> {
  const { data, error } = await client
    .query(DraftFeedbackDocument, { need: needOf(lot), track }, { requestPolicy: 'network-only' })
    .toPromise();
  return data?.draftFeedback ?? serverWords(error, unreachable);
}

/** How the market answers a lot as it stands. The last question wins, however the answers arrive. */
export function useFeedback(lot: DraftLot | undefined, track: Track): FeedbackState {
  const client = useClient();
  const { t } = useTranslation();
  const [state, setState] = useState<FeedbackState>({ is: 'NOTHING_DEMANDED' });
  const [again, setAgain] = useState(0);
  const asked = useRef(0);
  const need = useMemo(() => (lot ? needOf(lot) : undefined), [lot]);
  const demanded = (need?.requirements?.length ?? 0) + (need?.standards?.length ?? 0) > 0;
  // The same need is not asked about twice: another title changes nothing.
  const key = demanded ? JSON.stringify([need, track]) : '';
  const current = useRef(lot);
  current.current = lot;
  useEffect(() => {
    const mine = ++asked.current;
    const { current: here } = current;
    if (key === '' || !here) {
      setState({ is: 'NOTHING_DEMANDED' });
      return undefined;
    }
    setState((before) => ({
      is: 'ASKING',
      before: before.is === 'THERE' ? before.feedback : before.is === 'ASKING' ? before.before : undefined,
    }));
    let retry: ReturnType<typeof setTimeout> | undefined;
    const later = setTimeout(() => {
      void ask(client, here, track, t('unreachable')).then((answer) => {
        if (asked.current !== mine) return;
        if (typeof answer === 'string') return setState({ is: 'FAILED', messages: [answer] });
        if (answer.__typename === 'DraftFeedback') return setState({ is: 'THERE', feedback: answer });
        if (answer.reasons.some(({ code }) => code === 'MARKET_LOADING')) {
          setState({ is: 'MARKET_LOADING' });
          retry = setTimeout(() => setAgain((count) => count + 1), RETRY_MS);
          return undefined;
        }
        return setState({ is: 'FAILED', messages: answer.reasons.map(({ message }) => message) });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(later);
      if (retry) clearTimeout(retry);
    };
  }, [client, key, track, again, t]);
  return state;
}

/** A value a requirement could have, and how many listings would fit then. */
export interface Stop {
  readonly value: number;
  readonly fits: number;
}
/** How many settings are shown beside the present one. */
const MOST_STOPS = 5;

/** The settings of a requirement that let more in, each found by asking the market about the one before. */
export function useStops(
  lot: DraftLot,
  relaxation: Relaxation,
  track: Track,
  open: boolean,
): { readonly stops: readonly Stop[]; readonly asking: boolean } {
  const client = useClient();
  const first = useMemo<readonly Stop[]>(
    () => [
      { value: relaxation.from, fits: relaxation.fitsNow },
      { value: relaxation.to, fits: relaxation.fits },
    ],
    [relaxation],
  );
  const [found, setFound] = useState<{
    readonly of: Relaxation;
    readonly stops: readonly Stop[];
    readonly whole: boolean;
  }>();
  useEffect(() => {
    // Closed before it was whole, it begins anew.
    if (!open || (found?.of === relaxation && found.whole)) return undefined;
    let left = false;
    void (async () => {
      let stops = first;
      setFound({ of: relaxation, stops, whole: false });
      while (stops.length <= MOST_STOPS) {
        const value = stops.at(-1)?.value ?? relaxation.to;
        const there = {
          ...lot,
          requirements: lot.requirements.map((one) =>
            one.id === relaxation.requirement ? relaxed(one, relaxation.from, value) : one,
          ),
        };
        const answer = await ask(client, there, track, '');
        if (left) return;
        const next =
          typeof answer === 'string' || answer.__typename !== 'DraftFeedback'
            ? undefined
            : answer.relaxations.find(({ requirement }) => requirement === relaxation.requirement);
        // A setting that wins nothing over the one before is none.
        if (!next || next.fits <= (stops.at(-1)?.fits ?? 0)) break;
        stops = [...stops, { value: next.to, fits: next.fits }];
        setFound({ of: relaxation, stops, whole: false });
      }
      setFound({ of: relaxation, stops, whole: true });
    })();
    return () => {
      left = true;
    };
    // What was found for a relaxation holds as long as it does.
  }, [open, relaxation]);
  const of = found?.of === relaxation ? found : undefined;
  return { stops: of?.stops ?? first, asking: open && !of?.whole };
}
