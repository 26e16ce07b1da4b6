import { Alert, Button, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

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

export function NotFound({ text }: { readonly text?: string }) {
  const { t } = useTranslation();
  return (
    <Empty description={text ?? t('notFoundPage')}>
      <Link to="/">{t('back')}</Link>
    </Empty>
  );
}
