import { useId, useState } from 'react';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import type { Clash, Merge, Side } from './three-way';
import { texts } from './merge-texts';
import './merge-notice.css';

/** How a thing that was changed is called, and what is said of it; undefined where it is not there. */
export interface Said {
  readonly label: string;
  readonly says: string | undefined;
}

/**
 * Somebody has saved the same meanwhile: what they changed, and what both have. One press loads the new version with all
 * that was typed here; nothing is saved by it.
 */
export function MergeNotice({
  merge,
  say: sayOf,
  saved,
  load,
}: {
  readonly merge: Merge;
  /** How what comes out is saved. */
  readonly saved: 'BY_HAND' | 'BY_ITSELF';
  readonly say: (path: string, value: unknown) => Said;
  readonly load: (chosen: ReadonlyMap<string, Side>) => void;
}) {
  const say = useTexts(texts);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const { clashes, taken } = merge;
  return (
    <Notice kind="warning" title={say('title')}>
      <p>{say(clashes.length > 0 ? 'both' : 'apart')}</p>
      {taken.length > 0 ? (
        <details className="merge-taken">
          <summary>{say('taken', { count: taken.length })}</summary>
          <ul>
            {taken.map(({ path, before, after }) => (
              <li key={path}>
                {sayOf(path, after ?? before).label} <del>{sayOf(path, before).says}</del>{' '}
                <ins>{sayOf(path, after).says ?? say('none')}</ins>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {clashes.map((clash) => (
        <Choice
          key={clash.path}
          clash={clash}
          say={sayOf}
          side={chosen.get(clash.path) ?? 'MINE'}
          choose={(side) => setChosen(new Map([...chosen, [clash.path, side]]))}
        />
      ))}
      <p className="merge-load">
        <Button kind="primary" onClick={() => load(chosen)}>
          {say('load')}
        </Button>{' '}
        <span className="stamp">{say(`note.${saved}`)}</span>
      </p>
    </Notice>
  );
}

function Choice({
  clash: { path, mine, theirs },
  say: sayOf,
  side,
  choose,
}: {
  readonly clash: Clash;
  readonly say: (path: string, value: unknown) => Said;
  readonly side: Side;
  readonly choose: (side: Side) => void;
}) {
  const say = useTexts(texts);
  const name = useId();
  return (
    <fieldset className="merge-choice">
      <legend>{sayOf(path, mine ?? theirs).label}</legend>
      {(
        [
          ['MINE', mine],
          ['THEIRS', theirs],
        ] as const
      ).map(([one, value]) => (
        <label key={one} className="check">
          <input type="radio" name={name} checked={side === one} onChange={() => choose(one)} />
          <span>
            <span className="merge-whose">{say(one)}</span> {sayOf(path, value).says ?? say('none')}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
