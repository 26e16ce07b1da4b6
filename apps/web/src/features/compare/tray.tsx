import { useTranslation } from 'react-i18next';
import { addressOf, LEAST, MOST, type Chosen } from './chosen';
import { Button, LinkButton } from '../../ui/button';

/** What was picked for a comparison, at the foot of a list; nothing while nothing is picked. */
export function Tray({
  picked,
  lot,
  clear,
}: {
  readonly picked: readonly string[];
  readonly lot: Chosen['lot'];
  readonly clear: () => void;
}) {
  const { t } = useTranslation();
  if (picked.length === 0) return null;
  return (
    <div className="tray tools">
      <span role="status">
        {t('compare.picked', { count: picked.length })}
        {picked.length >= MOST ? <span className="stamp"> {t('compare.full', { most: MOST })}</span> : null}
      </span>
      {picked.length >= LEAST ? (
        <LinkButton small kind="primary" to={addressOf({ ids: picked, lot })}>
          {t('compare.show')}
        </LinkButton>
      ) : null}
      <Button small onClick={clear}>
        {t('compare.clear')}
      </Button>
    </div>
  );
}
