import type { ReactNode } from 'react';
import type { To } from 'react-router';
import { useTexts } from '../language/texts';
import { Button, LinkButton } from './button';
import { texts } from './frame-texts';
import { Empty } from './states';
import './pager.css';

/** Another page: its address, or what shows it where the address does not hold it; undefined where there is none. */
export type Way = To | (() => void) | undefined;

/** The way back and on through a list, and where in it one is. */
export function Pager({ says, previous, next }: { readonly says: string; readonly previous: Way; readonly next: Way }) {
  const say = useTexts(texts);
  return (
    <nav className="pager" aria-label={say('pages')}>
      <Turn rel="prev" way={previous}>
        {say('previous')}
      </Turn>
      <span className="numbers" role="status">
        {says}
      </span>
      <Turn rel="next" way={next}>
        {say('next')}
      </Turn>
    </nav>
  );
}

function Turn({ rel, way, children }: { readonly rel: string; readonly way: Way; readonly children: ReactNode }) {
  if (way === undefined) return null;
  if (typeof way === 'function')
    return (
      <Button small onClick={way}>
        {children}
      </Button>
    );
  return (
    <LinkButton small rel={rel} to={way}>
      {children}
    </LinkButton>
  );
}

/**
 * Turns the pages of a list whose address holds the cursors of the pages before (`after`); nothing where one page is
 * all. `addressOf` gives the address for such a row of cursors.
 */
export function NumberedPager({
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
    <Pager
      says={say('page', { page: after.length + 1 })}
      previous={after.length > 0 ? addressOf(after.slice(0, -1)) : undefined}
      next={next ? addressOf([...after, next]) : undefined}
    />
  );
}

/** In place of a list whose address names a place that is not there: the way to its beginning. */
export function LostPlace({ to }: { readonly to: To }) {
  const say = useTexts(texts);
  return (
    <Empty text={say('lostPlace')}>
      <LinkButton to={to}>{say('firstPage')}</LinkButton>
    </Empty>
  );
}
