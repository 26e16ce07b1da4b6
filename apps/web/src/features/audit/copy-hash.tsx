import { useState } from 'react';
import { useTexts } from '../../language/texts';
import { shortHash } from './audit-filter';
import { texts } from './texts';

/** The beginning of a hash; a press copies all of it. Where the browser does not allow that, all of it is shown. */
export function CopyHash({ hash }: { readonly hash: string }) {
  const say = useTexts(texts);
  const [told, setTold] = useState<'copied' | 'notCopied'>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(hash);
      setTold('copied');
    } catch {
      // Not allowed, or no clipboard on a page without https.
      setTold('notCopied');
    }
  };
  return (
    <span className="copy-hash">
      <button
        type="button"
        title={say('copy')}
        aria-label={`${say('copy')} ${shortHash(hash)}`}
        onClick={() => void copy()}
      >
        <span className="mono">{shortHash(hash)}…</span> <span aria-hidden="true">{say('copyShort')}</span>
      </button>
      <span role="status" className="stamp">
        {told ? say(told) : ''}
        {told === 'notCopied' ? <span className="mono"> {hash}</span> : null}
      </span>
    </span>
  );
}
