import { useTexts } from '../language/texts';
import { texts } from './frame-texts';
import { Notice } from './notice';

/** What of an address was not understood and is therefore not looked for; nothing where all was. */
export function Ignored({ parts }: { readonly parts: readonly string[] }) {
  const say = useTexts(texts);
  if (parts.length === 0) return null;
  return <Notice kind="info" title={say('ignored', { parts: parts.join(say('between')) })} />;
}
