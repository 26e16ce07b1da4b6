import { App as Antd, ConfigProvider, theme as look } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useMemo } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { useTheme } from '../../theme/theme';
import { LinkButton } from '../../ui/button';
import { WORK_PAGE } from '../../ui/frame';
import { Notice } from '../../ui/notice';
import { Empty, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import { texts as notificationTexts } from '../notifications/texts';
import { ASK_EVERY_S, useTold } from '../notifications/use-told';
import { closedTo, placesOf } from './navigation';
import { texts } from './texts';
import './work.css';

/** The nonce under which antd may write its styles (Content-Security-Policy). */
const nonce = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? undefined;

/** In the dark antd draws buttons a little darker than this, with white words on them. */
const PRIMARY = { light: '#0b6e4f', dark: '#2a9470' };
/** The line of fields in look.css; that of antd is too pale to be seen beside them. */
const LINE = { light: '#7d8a85', dark: '#778a82' };
/** The quiet ink of look.css; what antd writes placeholders in is too faint to read. */
const QUIET = { light: '#5a6863', dark: '#9fb0a9' };

/** The workspaces: their navigation beside the page, and the components that forms and tables are made of. */
export function WorkFrame() {
  const { language } = useLanguage();
  const { dark } = useTheme();
  const { session } = useSession();
  const { pathname, search } = useLocation();
  const say = useTexts(texts);
  const csp = useMemo(() => ({ nonce: nonce() ?? '' }), []);
  if (session.is === 'UNKNOWN') return <Loading />;
  if (session.is === 'VISITOR')
    return <Navigate replace to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} />;
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      csp={csp}
      // Otherwise two Chinese signs are drawn apart, 搜 索, and read as two words.
      button={{ autoInsertSpace: false }}
      form={{ validateMessages: { types: { email: say('notEmail') } } }}
      theme={{
        algorithm: dark ? look.darkAlgorithm : look.defaultAlgorithm,
        token: {
          colorPrimary: dark ? PRIMARY.dark : PRIMARY.light,
          colorTextPlaceholder: dark ? QUIET.dark : QUIET.light,
          colorBorder: dark ? LINE.dark : LINE.light,
          borderRadius: 4,
          fontFamily: 'inherit',
        },
      }}
    >
      <Antd notification={{ maxCount: 2 }}>
        <div className="work">
          <Navigation />
          <div className="work-page" id={WORK_PAGE} tabIndex={-1}>
            <LiveNotifications />
            <Standing />
            <Page />
          </div>
        </div>
      </Antd>
    </ConfigProvider>
  );
}

/** Shows what comes while one works, and counts it in the head of the page. */
function LiveNotifications() {
  const say = useTexts(notificationTexts);
  const { notification } = Antd.useApp();
  const hearing = useTold(({ id, says }) => {
    notification.info({
      key: id,
      title: <Link to="/work/notifications">{say('came')}</Link>,
      description: says,
      // Below the places, where nothing is worked with: steps are at the top, and what the market answers at the right.
      placement: 'bottomLeft',
    });
  });
  return (
    <p className="work-live stamp" role="status">
      {hearing === 'LIVE' ? null : say(hearing === 'ASKING' ? 'asking' : 'lost', { seconds: ASK_EVERY_S })}
    </p>
  );
}

function Navigation() {
  const say = useTexts(texts);
  const name = useName();
  const { session } = useSession();
  const { pathname } = useLocation();
  const row = useTabInView<HTMLElement>(pathname);
  if (session.is !== 'MEMBER') return null;
  const { organisation, member } = session.viewer;
  return (
    <nav ref={row} className="work-nav" aria-label={say('navigation')}>
      <p className="stamp">{name(organisation.name)}</p>
      {placesOf(organisation.kind, member.role).map((place) => (
        <NavLink key={place.path} to={place.path} end={place.path === '/work'}>
          {name(place)}
        </NavLink>
      ))}
    </nav>
  );
}

/** The page, or whose it is where it is not for this member. */
function Page() {
  const say = useTexts(texts);
  const { session } = useSession();
  const { pathname } = useLocation();
  if (session.is !== 'MEMBER') return null;
  const { organisation, member } = session.viewer;
  const closed = closedTo(pathname, organisation.kind, member.role);
  if (closed === undefined) return <Outlet />;
  return (
    <Empty text={say(`closed.${closed}`)} isPage>
      <LinkButton to="/work">{say('toWork')}</LinkButton>
    </Empty>
  );
}

/** What keeps the organisation from acting, on every page of the workspace. */
function Standing() {
  const say = useTexts(texts);
  const { session } = useSession();
  if (session.is !== 'MEMBER') return null;
  const { state } = session.viewer.organisation;
  if (state === 'VERIFIED') return null;
  return <Notice kind="warning" title={say(state === 'SUSPENDED' ? 'suspended' : 'notVerified')} />;
}
