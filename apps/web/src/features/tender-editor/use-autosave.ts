import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { UpdateTenderDocument, type EditedTenderFragment } from '../../generated/tender-editor';
import { serverWords } from '../../ui/server-words';
import type { Refused } from '../work/use-act';
import { contentOf, draftOf, type Draft } from './draft';
import { draftLeft, workingCopyOf } from './working-copy';

export type Saving =
  | { readonly is: 'SAVED'; readonly at: Date | undefined }
  | { readonly is: 'WAITING' | 'SAVING' }
  /** `unreachable`: the server gave no answer, and is asked again by itself. */
  | { readonly is: 'FAILED'; readonly refused: Refused; readonly unreachable: boolean }
  /** Somebody else changed it meanwhile; nothing of theirs was overwritten. */
  | { readonly is: 'CONFLICT' };

/** How long one waits for the next change before saving. */
const PAUSE_MS = 1_200;
/** How long one waits for a server that was not reached. */
const AGAIN_MS = 5_000;

export interface Autosave {
  readonly saving: Saving;
  /** Saves at once; answers the version that the server holds then, or undefined where not everything is on it. */
  readonly now: () => Promise<number | undefined>;
  /** What the server held when it was last read or written here. */
  readonly base: Draft;
  /** After a conflict: goes on from what somebody else saved. */
  readonly goOn: (theirs: EditedTenderFragment) => void;
  readonly version: number;
}

/** All that is kept of a draft: its content, and beside it what is no content yet. */
const sentOf = (draft: Draft) => ({ content: contentOf(draft), workingCopy: workingCopyOf(draft) });

/** The same as the server holds it; of a copy that says otherwise than its content, what is shown is saved again. */
const heldBy = (tender: EditedTenderFragment): string =>
  JSON.stringify({ content: contentOf(draftOf(tender)), workingCopy: tender.workingCopy ?? null });

/**
 * Keeps a draft on the server while it is written. One save at a time; what changes meanwhile follows.
 *
 * @param there what the server holds
 */
export function useAutosave(there: EditedTenderFragment, draft: Draft, on: boolean): Autosave {
  const { id, version: read } = there;
  const client = useClient();
  const { t } = useTranslation();
  const [saving, setSaving] = useState<Saving>({ is: 'SAVED', at: undefined });
  const [version, setVersion] = useState(read);
  const [base, setBase] = useState(() => draftLeft(there));
  const kept = useRef(heldBy(there));
  const latest = useRef(draft);
  latest.current = draft;
  const expected = useRef(read);
  const savedAt = useRef<Date>(undefined);
  const running = useRef<Promise<number | undefined> | undefined>(undefined);

  const save = useCallback(async (): Promise<number | undefined> => {
    const written = latest.current;
    const sent = sentOf(written);
    const text = JSON.stringify(sent);
    if (text === kept.current) {
      setSaving((before) => (before.is === 'SAVED' ? before : { is: 'SAVED', at: new Date() }));
      return expected.current;
    }
    setSaving({ is: 'SAVING' });
    const { data, error } = await client
      .mutation(UpdateTenderDocument, { id, ...sent, expectedVersion: expected.current })
      .toPromise();
    const answer = data?.updateTender;
    if (!answer) {
      setSaving({
        is: 'FAILED',
        refused: { reasons: [{ message: serverWords(error, t('unreachable')) }] },
        unreachable: error?.networkError !== undefined,
      });
      return undefined;
    }
    if (answer.__typename === 'Refusal') {
      const stale = answer.reasons.some(({ code }) => code === 'STALE_VERSION');
      setSaving(stale ? { is: 'CONFLICT' } : { is: 'FAILED', refused: answer, unreachable: false });
      return undefined;
    }
    expected.current = answer.version;
    setVersion(answer.version);
    setBase(written);
    kept.current = text;
    savedAt.current = new Date();
    setSaving({ is: 'SAVED', at: savedAt.current });
    return answer.version;
  }, [client, id, t]);

  const now = useCallback(async (): Promise<number | undefined> => {
    while (running.current) await running.current;
    running.current = save().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [save]);

  const conflict = saving.is === 'CONFLICT';
  useEffect(() => {
    if (!on || conflict) return undefined;
    if (JSON.stringify(sentOf(draft)) === kept.current) {
      // What was to be saved, or was refused, has been undone: nothing waits any more.
      setSaving((before) =>
        before.is === 'WAITING' || (before.is === 'FAILED' && !before.unreachable)
          ? { is: 'SAVED', at: savedAt.current }
          : before,
      );
      return undefined;
    }
    setSaving((before) => (before.is === 'SAVING' ? before : { is: 'WAITING' }));
    const later = setTimeout(() => void now(), PAUSE_MS);
    return () => clearTimeout(later);
  }, [draft, on, conflict, now]);

  const unreachable = saving.is === 'FAILED' && saving.unreachable;
  useEffect(() => {
    if (!on || !unreachable) return undefined;
    const again = setTimeout(() => void now(), AGAIN_MS);
    return () => clearTimeout(again);
    // `saving` is another object after every try that failed.
  }, [on, unreachable, saving, now]);

  const goOn = useCallback((theirs: EditedTenderFragment): void => {
    expected.current = theirs.version;
    kept.current = heldBy(theirs);
    setVersion(theirs.version);
    setBase(draftLeft(theirs));
    setSaving({ is: 'SAVED', at: undefined });
  }, []);
  return { saving, now, base, goOn, version };
}
