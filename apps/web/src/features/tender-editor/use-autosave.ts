import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { UpdateTenderDocument } from '../../generated/tender-editor';
import { serverWords } from '../../ui/server-words';
import type { Refused } from '../work/use-act';
import { contentOf, type Draft } from './draft';

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
  /** Saves at once; answers whether everything is on the server. */
  readonly now: () => Promise<boolean>;
  /** What the server held when it was last read or written here. */
  readonly base: Draft;
  /** After a conflict: goes on from what somebody else saved. */
  readonly goOn: (version: number, theirs: Draft) => void;
  readonly version: number;
}

/**
 * Keeps a draft on the server while it is written. One save at a time; what changes meanwhile follows.
 *
 * @param there what the server holds, in the version `read`
 */
export function useAutosave(id: string, read: number, there: Draft, draft: Draft, on: boolean): Autosave {
  const client = useClient();
  const { t } = useTranslation();
  const [saving, setSaving] = useState<Saving>({ is: 'SAVED', at: undefined });
  const [version, setVersion] = useState(read);
  const [base, setBase] = useState(there);
  const kept = useRef(JSON.stringify(contentOf(there)));
  const latest = useRef(draft);
  latest.current = draft;
  const expected = useRef(read);
  const running = useRef<Promise<boolean> | undefined>(undefined);

  const save = useCallback(async (): Promise<boolean> => {
    const sent = latest.current;
    const content = contentOf(sent);
    const text = JSON.stringify(content);
    if (text === kept.current) {
      setSaving((before) => (before.is === 'SAVED' ? before : { is: 'SAVED', at: new Date() }));
      return true;
    }
    setSaving({ is: 'SAVING' });
    const { data, error } = await client
      .mutation(UpdateTenderDocument, { id, content, expectedVersion: expected.current })
      .toPromise();
    const answer = data?.updateTender;
    if (!answer) {
      setSaving({
        is: 'FAILED',
        refused: { reasons: [{ message: serverWords(error, t('unreachable')) }] },
        unreachable: error?.networkError !== undefined,
      });
      return false;
    }
    if (answer.__typename === 'Refusal') {
      const stale = answer.reasons.some(({ code }) => code === 'STALE_VERSION');
      setSaving(stale ? { is: 'CONFLICT' } : { is: 'FAILED', refused: answer, unreachable: false });
      return false;
    }
    expected.current = answer.version;
    setVersion(answer.version);
    setBase(sent);
    kept.current = text;
    setSaving({ is: 'SAVED', at: new Date() });
    return true;
  }, [client, id, t]);

  const now = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    running.current = save().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [save]);

  const conflict = saving.is === 'CONFLICT';
  useEffect(() => {
    if (!on || conflict || JSON.stringify(contentOf(draft)) === kept.current) return undefined;
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

  const goOn = useCallback((newer: number, theirs: Draft): void => {
    expected.current = newer;
    kept.current = JSON.stringify(contentOf(theirs));
    setVersion(newer);
    setBase(theirs);
    setSaving({ is: 'SAVED', at: undefined });
  }, []);
  return { saving, now, base, goOn, version };
}
