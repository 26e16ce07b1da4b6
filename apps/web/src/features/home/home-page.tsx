import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { HomeMarketDocument, HomeScenariosDocument, type HomeMarketQuery } from '../../generated/home';
import type { Domain, SearchKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { scenarioPath } from '../../ui/paths';
import { Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { SearchBox } from '../search/search-box';
import { searchAddress } from '../search/search-state';
import { readTenders, tendersAddress } from '../tenders/tenders-state';
import { NewestTenders } from './newest-tenders';
import { scenariosOf } from './scenarios';
import { texts } from './texts';
import '../../ui/sheet.css';
import './home.css';

type Market = HomeMarketQuery['marketSummary'];

/** What a newcomer sees first: what this is, the one box, how much there is, and where to go. */
export function HomePage() {
  const say = useTexts(texts);
  const navigate = useNavigate();
  useTitle(say('title'), say('lede'));
  return (
    <>
      <section className="home-head">
        <h1>{say('headline')}</h1>
        <p>{say('lede')}</p>
        <SearchBox text="" search={(text) => void navigate(searchAddress({ text }))} />
        <Examples />
      </section>
      <Figures />
      <div className="home-columns">
        <NewestTenders />
        <Entrances />
      </div>
      <Domains />
    </>
  );
}

/** One of each kind that can be found, of the reference data, which every marketplace has; and a figure, which becomes a filter. */
const EXAMPLES = [
  { zh: 'MBR', en: 'MBR', search: { text: 'MBR' } },
  { zh: 'GB 18918-2002', en: 'GB 18918-2002', search: { text: 'GB 18918-2002' } },
  { zh: '氨氮 NH3-N', en: 'NH3-N', search: { text: 'NH3-N' } },
  { zh: 'VOCs', en: 'VOCs', search: { text: 'VOCs' } },
  { zh: '处理能力 5000 m³/d', en: 'capacity 5000 m³/d', search: { flow: { value: '5000', unit: 'm3/d' } } },
] as const;

function Examples() {
  const say = useTexts(texts);
  const name = useName();
  return (
    <p className="home-examples">
      {say('examples')}{' '}
      {EXAMPLES.map(({ search, ...example }) => (
        <Link key={example.en} to={searchAddress(search)}>
          {name(example)}
        </Link>
      ))}
    </p>
  );
}

const useMarket = () => useQuery({ query: HomeMarketDocument });

function Figures() {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const [result, again] = useMarket();
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading rows={2} />;
  const market = result.data.marketSummary;
  const figures: readonly (readonly [
    keyof Market & ('openTenders' | 'publishedLately' | 'listings' | 'suppliers' | 'archivedDemands'),
    string,
  ])[] = [
    ['openTenders', '/tenders'],
    ['publishedLately', '/tenders?sort=publication'],
    ['listings', searchAddress({ kind: 'LISTING' })],
    ['suppliers', searchAddress({ kind: 'SUPPLIER' })],
    ['archivedDemands', '/demands'],
  ];
  return (
    <section aria-label={say('figures')}>
      <ul className="home-figures">
        {figures.map(([key, to]) => (
          <li key={key}>
            <Link to={to}>
              <b>{market[key]}</b>
              <span>{say(`figure.${key}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="stamp home-as-of">{say('asOf', { instant: showInstant(market.asOf, i18n.language) })}</p>
    </section>
  );
}

const OPEN_TENDERS = readTenders(new URLSearchParams());
const inSearch = (domain: Domain, kind: SearchKind): string => searchAddress({ kind, facets: { DOMAIN: [domain] } });

/** Each medium with what is asked, what is offered and what is missing, as a way into search and guide. */
function Domains() {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const [result] = useMarket();
  const [found] = useQuery({ query: HomeScenariosDocument });
  const scenarios = found.data?.search.facets[0]?.values ?? [];
  // That it could not be read is said above.
  if (!result.data) return null;
  return (
    <section aria-labelledby="domains">
      <h2 id="domains">{say('domains')}</h2>
      <p className="lede">{say('domainsNote')}</p>
      <table className="sheet-table home-domains">
        <thead>
          <tr>
            <th scope="col">{say('domain')}</th>
            <th scope="col" className="figure-cell">
              {say('openTenders')}
            </th>
            <th scope="col" className="figure-cell">
              {say('listings')}
            </th>
            <th scope="col" className="figure-cell">
              {say('gaps')}
            </th>
            <th scope="col">{say('scenarios')}</th>
          </tr>
        </thead>
        <tbody>
          {result.data.marketSummary.domains.map(({ domain, openTenders, listings, gaps, checkedLots }) => (
            <tr key={domain}>
              <th scope="row">
                <Link to={searchAddress({ facets: { DOMAIN: [domain] } })}>{t(`domain.${domain}`)}</Link>
              </th>
              <td className="figure-cell numbers" data-label={say('openTenders')}>
                {openTenders > 0 ? <Link to={inSearch(domain, 'TENDER')}>{openTenders}</Link> : openTenders}
              </td>
              <td className="figure-cell numbers" data-label={say('listings')}>
                {listings > 0 ? <Link to={inSearch(domain, 'LISTING')}>{listings}</Link> : listings}
              </td>
              <td className={gaps > 0 ? 'figure-cell numbers gap' : 'figure-cell numbers'} data-label={say('gaps')}>
                {gaps > 0 ? <Link to={tendersAddress({ ...OPEN_TENDERS, domain })}>{gaps}</Link> : gaps}
                <span className="quiet"> / {checkedLots}</span>
              </td>
              <td className="home-scenarios">
                {scenariosOf(scenarios, domain).map((scenario) => (
                  // A blank between them, or the line could break nowhere.
                  <Fragment key={scenario.code}>
                    <Link to={scenarioPath(scenario.code)}>{name(scenario)}</Link>{' '}
                  </Fragment>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** For each of the three who come here, what they get and the first step. */
function Entrances() {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { session } = useSession();
  const member = session.is === 'MEMBER';
  return (
    <section className="home-entrances" aria-labelledby="entrances">
      <h2 id="entrances">{say('entrances')}</h2>
      {(['supplier', 'buyer'] as const).map((who) => (
        <div className="panel" key={who}>
          <h3>{say(`${who}.title`)}</h3>
          <p>{say(`${who}.says`)}</p>
          <div className="home-ways">
            <LinkButton small to={member ? '/work' : '/sign-in?next=%2Fwork'}>
              {say(member ? 'work' : `${who}.enter`)}
            </LinkButton>
            <Link to={who === 'supplier' ? '/tenders' : searchAddress({ kind: 'LISTING' })}>{say(`${who}.read`)}</Link>
          </div>
        </div>
      ))}
      <div className="panel">
        <h3>{say('citizen.title')}</h3>
        <p>{say('citizen.says')}</p>
        <div className="home-ways">
          <Link to="/standards">{say('citizen.standards')}</Link>
          <Link to="/guide">{say('citizen.guide')}</Link>
          <Link to="/demands">{t('nav.demands')}</Link>
        </div>
      </div>
    </section>
  );
}
