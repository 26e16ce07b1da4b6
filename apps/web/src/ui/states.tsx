import { Alert, Button, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from './use-title';

export function Loading() {
  return <Skeleton active paragraph={{ rows: 6 }} />;
}

export function Failed({ message, retry }: { readonly message: string; readonly retry: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="error"
      showIcon
      title={t('failed', { message })}
      action={<Button onClick={retry}>{t('retry')}</Button>}
    />
  );
}

export function NotFound({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <Empty description={text}>
      <Link to="/">{t('back')}</Link>
    </Empty>
  );
}

/** For an address that leads nowhere; the server answers it with 404. */
export function NoSuchPage() {
  const { t } = useTranslation();
  useTitle(t('notFoundPage'));
  return <NotFound text={t('notFoundPage')} />;
}
