import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet } from 'react-router';
import { useQuery } from 'urql';
import { AboutDocument } from '../generated/documents';
import { setLanguage } from '../i18n';
import { Mark } from './mark';

/** Head, navigation and language switch around every page. */
export function Frame() {
  const { t, i18n } = useTranslation();
  const [about] = useQuery({ query: AboutDocument });
  return (
    <>
      <header className="frame-head">
        <Link className="brand" to="/">
          <img src="/favicon.svg" alt="" />
          {t('brand')}
        </Link>
        <nav aria-label={t('brand')}>
          <NavLink to="/">{t('nav.tenders')}</NavLink>
          <NavLink to="/search">{t('nav.search')}</NavLink>
          <NavLink to="/demands">{t('nav.demands')}</NavLink>
          <a href="/schema.graphql">{t('nav.api')}</a>
        </nav>
        {about.data?.about.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
        <Button size="small" onClick={() => void setLanguage(i18n.language === 'en' ? 'zh' : 'en')}>
          {t('switchLanguage')}
        </Button>
      </header>
      <main>
        <Outlet />
      </main>
    </>
  );
}
