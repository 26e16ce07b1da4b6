import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Failed } from './states';

/** Where a page could not be drawn or its code could not be loaded, for instance after an update of the server. */
export function PageFailed() {
  const { t } = useTranslation();
  const error = useRouteError();
  const message = error instanceof Error ? error.message : t('unexpected');
  return (
    <main>
      <Failed error={message} retry={() => window.location.reload()} />
    </main>
  );
}
