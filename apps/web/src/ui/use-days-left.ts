import { useTexts } from '../language/texts';
import { daysUntil, isNear } from './days-until';
import { texts } from './texts';
import { useNow } from './use-now';

/** How long a tender is still open, in the words of every page that says so; undefined where no deadline is stated. */
export function useDaysLeft(
  deadline: string | null | undefined,
): { readonly says: string; readonly near: boolean; readonly over: boolean } | undefined {
  const say = useTexts(texts);
  const now = useNow();
  if (!deadline) return undefined;
  const days = daysUntil(deadline, now);
  if (days === undefined) return { says: say('closed'), near: false, over: true };
  return { says: days === 0 ? say('closesToday') : say('daysLeft', { count: days }), near: isNear(days), over: false };
}
