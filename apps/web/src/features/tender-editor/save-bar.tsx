import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showTime } from '../../ui/format';
import { RefusalNotice } from '../work/refusal-notice';
import { unfinishedIn, type Draft } from './draft';
import type { DraftAction } from './draft-state';
import { texts } from './texts';
import type { Autosave } from './use-autosave';

/** Undo, redo, and whether what is written is safe. */
export function SaveBar({
  draft,
  autosave,
  amending,
  changed,
  back,
  forth,
  dispatch,
}: {
  readonly draft: Draft;
  readonly autosave: Autosave;
  readonly amending: boolean;
  readonly changed: boolean;
  readonly back: boolean;
  readonly forth: boolean;
  readonly dispatch: (action: DraftAction) => void;
}) {
  const say = useTexts(texts);
  const { saving } = autosave;
  const unfinished = unfinishedIn(draft);
  const status =
    saving.is === 'SAVED' && saving.at
      ? say('saving.SAVED_AT', { time: showTime(saving.at) })
      : say(`saving.${saving.is}`);
  return (
    <>
      <div className="editor-tools">
        <span className="stamp" role="status">
          {amending ? (changed ? say('saving.AMENDING') : '') : status}
          {unfinished > 0 && !amending ? ` · ${say('unfinished', { count: unfinished })}` : ''}
        </span>
        <Button small disabled={!back} title={say('undoHint')} onClick={() => dispatch({ type: 'UNDO' })}>
          ↶ {say('undo')}
        </Button>
        <Button small disabled={!forth} title={say('redoHint')} onClick={() => dispatch({ type: 'REDO' })}>
          ↷ {say('redo')}
        </Button>
      </div>
      {saving.is === 'FAILED' ? (
        <div>
          <RefusalNotice refused={saving.refused} title={say('saving.FAILED')} />
          <Button small onClick={() => void autosave.now()}>
            {say('saveAgain')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
