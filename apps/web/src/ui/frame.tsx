import { Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useQuery } from 'urql';
import { AboutDocument } from '../generated/ui';
import { useLanguage } from '../language/choose';
import { useTexts } from '../language/texts';
import { useSession } from '../session/session';
import { useTheme, type Theme } from '../theme/theme';
import { Button, LinkButton } from './button';
import { texts } from './frame-texts';
import { Mark } from './mark';
import { Loading } from './states';
import { useName } from './use-name';
import './frame.css';

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { SYSTEM: 'DARK', DARK: 'LIGHT', LIGHT: 'SYSTEM' };

/** Where the page of a workspace begins, beside its navigation. */
export const WORK_PAGE = 'work-page';

const PLACES = [
  { to: '/', name: 'home' },
  { to: '/search', name: 'search' },
  { to: '/tenders', name: 'tenders' },
  { to: '/standards', name: 'standards' },
  { to: '/guide', name: 'guide' },
  { to: '/demands', name: 'demands' },
] as const;

/** Head, navigation and foot around every page. */
export function Frame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // In a workspace its places stand in the main part too, before the page itself.
  const content = /^\/work(\/|$)/u.test(pathname) ? WORK_PAGE : 'content';
  const [about] = useQuery({ query: AboutDocument });
  const facts = about.data?.about;
  return (
    <>
      <a className="skip" href={`#${content}`}>
        {t('skip')}
      </a>
      <Head demo={facts?.demo ?? false} />
      <main id="content" tabIndex={-1}>
        {/* A boundary, so that a drawn page is taken over in slices and a click need not wait for a long table. */}
        <Suspense fallback={<Loading rows={8} />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="frame-foot">
        <span>{t('tagline')}</span>
        <a href="/schema.graphql">{t('nav.api')}</a>
        {facts ? <span className="numbers">{t('edition', { edition: facts.referenceEdition })}</span> : null}
      </footer>
    </>
  );
}

/** Where there is no room for the places in one line, they are behind a button, which each new page closes. */
function Head({ demo }: { readonly demo: boolean }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const { key } = useLocation();
  const [openAt, setOpenAt] = useState<string>();
  const open = openAt === key;
  const toggle = useRef<HTMLButtonElement>(null);
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    setOpenAt(undefined);
    toggle.current?.focus();
  };
  return (
    <header className="frame-head" onKeyDown={close}>
      <Link className="brand" to="/">
        <img src="/favicon.svg" alt="" width={26} height={26} />
        {t('brand')}
      </Link>
      {demo ? <Mark kind="notice">{say('demo')}</Mark> : null}
      <div id="menu" className={open ? 'frame-menu open' : 'frame-menu'}>
        <nav aria-label={t('nav.main')}>
          {PLACES.map(({ to, name }) => (
            <NavLink key={to} to={to} end={to === '/'}>
              {say(`places.${name}`)}
            </NavLink>
          ))}
        </nav>
        <div className="frame-tools">
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
      </div>
      <div className="frame-tools frame-account">
        <Account />
      </div>
      <button
        ref={toggle}
        type="button"
        className="button small frame-toggle"
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpenAt(open ? undefined : key)}
      >
        {say('menu')}
      </button>
    </header>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, choose } = useLanguage();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <Button small lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => choose(other)}>
      {t('switchLanguage')}
    </Button>
  );
}

function ThemeSwitch() {
  const { t } = useTranslation();
  const { theme, choose } = useTheme();
  return (
    <Button small onClick={() => choose(NEXT_THEME[theme])} aria-label={t(`theme.says.${theme}`)}>
      {t(`theme.${theme}`)}
    </Button>
  );
}

/** Escape closes a menu and leads back to what opened it. */
function closeMenu(event: KeyboardEvent<HTMLDetailsElement>) {
  const menu = event.currentTarget;
  if (event.key !== 'Escape' || !menu.open) return;
  event.stopPropagation();
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

/** Sign in, or who is signed in with the way to the workspace. */
function Account() {
  const { t } = useTranslation();
  const name = useName();
  const { session, signOut } = useSession();
  const { pathname, search } = useLocation();
  if (session.is === 'UNKNOWN') return <span className="account-waits" />;
  if (session.is === 'VISITOR') {
    const next = pathname === '/sign-in' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return (
      <LinkButton small kind="primary" to={`/sign-in${next}`}>
        {t('account.signIn')}
      </LinkButton>
    );
  }
  const { member, organisation, unread } = session.viewer;
  return (
    <>
      <LinkButton small kind="primary" to="/work">
        {t('account.work')}
        {unread > 0 ? (
          <span className="count" aria-label={t('account.unread', { count: unread })}>
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </LinkButton>
      <details className="menu" onKeyDown={closeMenu}>
        <summary>{member.name}</summary>
        <div>
          <p>
            {name(organisation.name)}
            <br />
            <span className="stamp">{member.email}</span>
          </p>
          <Button onClick={() => void signOut()}>{t('account.signOut')}</Button>
        </div>
      </details>
    </>
  );
}
