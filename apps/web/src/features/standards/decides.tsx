import { useTexts } from '../../language/texts';
import { Mark } from '../../ui/mark';
import { texts } from './texts';

/** Whether a limit may decide a match, and how sure it is in words. */
export function Decides({ decides, confidence }: { readonly decides: boolean; readonly confidence: string }) {
  const say = useTexts(texts);
  return (
    <>
      <Mark kind={decides ? 'plain' : 'notice'}>{say(decides ? 'decides' : 'decidesNot')}</Mark>
      <span className="stamp">{confidence}</span>
    </>
  );
}
