import { useTranslation } from 'react-i18next';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { Preview } from './preview-panel';
import { texts } from './texts';

/** How many figures are named. */
const MOST = 5;

/** Before a listing that says little is handed in: what tenders ask most and it does not say. */
export function LittleDialog({
  preview: { completeness, unstated },
  complete,
  anyway,
  close,
}: {
  readonly preview: Preview;
  readonly complete: () => void;
  readonly anyway: () => void;
  readonly close: () => void;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { stated, expected, missing } = completeness;
  return (
    <Dialog
      title={say('little.title', { stated, expected })}
      close={close}
      foot={
        <>
          <Button onClick={anyway}>{say('little.anyway')}</Button>
          <Button kind="primary" onClick={complete}>
            {say('little.complete')}
          </Button>
        </>
      }
    >
      <p>{say('little.says')}</p>
      {unstated.length > 0 ? (
        <>
          <p>{say('little.asked')}</p>
          <ul className="little-list">
            {unstated.slice(0, MOST).map(({ subject, lots }) => (
              <li key={subject}>
                <span>{subject}</span>
                <span className="stamp numbers">{say('askedBy', { count: lots })}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>{say('little.usual')}</p>
          <p>
            {missing
              .slice(0, MOST)
              .map(({ metric, parameter }) => (parameter ? `${parameter.label} ${metric.label}` : metric.label))
              .join(t('listSeparator'))}
          </p>
        </>
      )}
    </Dialog>
  );
}
