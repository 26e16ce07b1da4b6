import { Link } from 'react-router';
import { useTexts } from '../language/texts';
import { texts } from './frame-texts';

/**
 * Turns the pages of a list whose address holds the cursors of the pages before (`after`). `addressOf` gives the address
 * for such a row of cursors.
 */
export function Pager({
  after,
  next,
  addressOf,
}: {
  readonly after: readonly string[];
  readonly next: string | null | undefined;
  readonly addressOf: (after: readonly string[]) => string;
}) {
  const say = useTexts(texts);
  if (after.length === 0 && !next) return null;
  return (
    <nav className="pager" aria-label={say('pages')}>
      {after.length > 0 ? (
        <Link className="button" rel="prev" to={addressOf(after.slice(0, -1))}>
          {say('previous')}
        </Link>
      ) : null}
      <span className="numbers">{say('page', { page: after.length + 1 })}</span>
      {next ? (
        <Link className="button" rel="next" to={addressOf([...after, next])}>
          {say('next')}
        </Link>
      ) : null}
    </nav>
  );
}
