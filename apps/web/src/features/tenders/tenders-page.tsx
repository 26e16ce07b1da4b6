import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import type { TenderState } from '../../generated/schema';
import { ProvincesDocument, TenderCountsDocument, TendersDocument, type TendersQuery } from '../../generated/tenders';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Ignored } from '../../ui/ignored';
import { ignoredParts, isLostPlace } from '../../ui/ignored-parts';
import { LostPlace, NumberedPager } from '../../ui/pager';
import { tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useDaysLeft } from '../../ui/use-days-left';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import { useTitle } from '../../ui/use-title';
import {
  changed,
  DOMAINS,
  KNOWN_PARTS,
  readTenders,
  TAB_NAMES,
  TABS,
  tendersAddress,
  type TendersState,
} from './tenders-state';
import { texts } from './texts';
import '../../ui/list.css';

const PAGE = 20;
type Row = TendersQuery['tenders']['edges'][number]['node'];

/** Every public tender; open ones unless another tab is chosen. The address holds what is shown. */
export function TendersPage() {
  const say = useTexts(texts);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const key = search.toString();
  const state = useMemo(() => readTenders(new URLSearchParams(key)), [key]);
  useTitle(say('title'), say('lede'));
  const go = (next: TendersState) => void navigate(tendersAddress(next));
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <Ignored parts={ignoredParts(search, KNOWN_PARTS)} />
      <Tabs state={state} />
      <Filter state={state} go={go} />
      <Rows state={state} />
    </>
  );
}

function Tabs({ state }: { readonly state: TendersState }) {
  const say = useTexts(texts);
  const { domain, region } = state;
  const [{ data }] = useQuery({ query: TenderCountsDocument, variables: { domain, region } });
  // The numbers beside the names come later and make them wider.
  const row = useTabInView<HTMLElement>(`${state.tab} ${data !== undefined}`);
  return (
    <nav ref={row} className="tabs" aria-label={say('states')}>
      {TAB_NAMES.map((tab) => (
        <Link
          key={tab}
          to={tendersAddress(changed(state, { tab }))}
          aria-current={tab === state.tab ? 'page' : undefined}
        >
          {say(`tab.${tab}`)} {data ? <span className="numbers">{data[tab].totalCount}</span> : null}
        </Link>
      ))}
    </nav>
  );
}

function Filter({ state, go }: { readonly state: TendersState; readonly go: (next: TendersState) => void }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const [{ data }] = useQuery({ query: ProvincesDocument });
  const provinces = data?.regions ?? [];
  const { domain, region, order } = state;
  return (
    <form className="list-filter" aria-label={say('filter')} onSubmit={(event) => event.preventDefault()}>
      <label>
        {say('domain')}
        <select
          value={domain ?? ''}
          onChange={({ target }) => go(changed(state, { domain: DOMAINS.find((one) => one === target.value) ?? null }))}
        >
          <option value="">{say('anyDomain')}</option>
          {DOMAINS.map((one) => (
            <option key={one} value={one}>
              {t(`domain.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('region')}
        <select
          value={region ?? ''}
          onChange={({ target }) => go(changed(state, { region: target.value === '' ? null : target.value }))}
        >
          <option value="">{say('anyRegion')}</option>
          {provinces.map((one) => (
            <option key={one.code} value={one.code}>
              {name(one)}
            </option>
          ))}
          {region !== null && !provinces.some(({ code }) => code === region) ? (
            <option value={region}>{region}</option>
          ) : null}
        </select>
      </label>
      <label>
        {say('sort')}
        <select
          value={order}
          onChange={({ target }) =>
            go(changed(state, { order: target.value === 'PUBLICATION' ? 'PUBLICATION' : 'DEADLINE' }))
          }
        >
          <option value="DEADLINE">{say('order.DEADLINE')}</option>
          <option value="PUBLICATION">{say('order.PUBLICATION')}</option>
        </select>
      </label>
    </form>
  );
}

function Rows({ state }: { readonly state: TendersState }) {
  const say = useTexts(texts);
  const { tab, domain, region, order, after } = state;
  const variables = useMemo(
    () => ({
      states: [...TABS[tab]] as TenderState[],
      domain,
      region,
      order,
      first: PAGE,
      after: after.at(-1) ?? null,
    }),
    [tab, domain, region, order, after],
  );
  const [result, again] = useQuery({ query: TendersDocument, variables });
  if (isLostPlace(result.error)) return <LostPlace to={tendersAddress({ ...state, after: [] })} />;
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const { edges, totalCount, pageInfo } = result.data.tenders;
  if (totalCount === 0) return <Nothing state={state} />;
  return (
    <section aria-busy={result.stale}>
      <p className="stamp" role="status">
        {say('total', { count: totalCount })}
      </p>
      <ul className="rows">
        {edges.map(({ node }) => (
          <RowView key={node.id} tender={node} />
        ))}
      </ul>
      <NumberedPager
        after={after}
        next={pageInfo.hasNextPage ? pageInfo.endCursor : null}
        addressOf={(cursors) => tendersAddress({ ...state, after: cursors })}
      />
    </section>
  );
}

function Nothing({ state }: { readonly state: TendersState }) {
  const say = useTexts(texts);
  const filtered = state.domain !== null || state.region !== null;
  return (
    <Empty text={say(filtered || state.tab !== 'open' ? 'none' : 'noneOpen')}>
      {filtered ? (
        <LinkButton to={tendersAddress(changed(state, { domain: null, region: null }))}>{say('clear')}</LinkButton>
      ) : (
        <LinkButton to="/demands">{say('seeDemands')}</LinkButton>
      )}
    </Empty>
  );
}

function RowView({ tender }: { readonly tender: Row }) {
  const { t, i18n } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const domains = [...new Set(tender.lots.map(({ domain }) => domain))];
  return (
    <li className="row-columns">
      <div>
        <h2>
          <Link to={tenderPath(tender.id)}>{name(tender.title)}</Link>
        </h2>
        {tender.state === 'PUBLISHED' ? null : <Mark>{t(`state.${tender.state}`)}</Mark>}
        {domains.map((domain) => (
          <Mark key={domain}>{t(`domain.${domain}`)}</Mark>
        ))}
        {tender.origin === 'ILLUSTRATION' ? <Mark kind="notice">{t('tender.illustration')}</Mark> : null}
        <span className="stamp">
          {[name(tender.buyer.name), tender.region?.label].filter(Boolean).join(' · ')}
          {tender.lots.length > 1 ? ` · ${say('lotCount', { count: tender.lots.length })}` : ''}
        </span>
      </div>
      <div className="numbers">
        <Deadline tender={tender} />
        <p className="stamp">
          {tender.deadline ? say('deadlineAt', { at: showInstant(tender.deadline, i18n.language) }) : say('noDeadline')}
        </p>
        {tender.publishedAt ? (
          <p className="stamp">{say('publishedAt', { at: showInstant(tender.publishedAt, i18n.language) })}</p>
        ) : null}
      </div>
      <div className="numbers">
        {tender.budget ? <strong>{tender.budget.display}</strong> : <span className="stamp">{say('noBudget')}</span>}
        {/* Lot by lot: one listing may answer several, so a sum would count it more than once. */}
        {tender.lots.map((lot) => (
          <p className="stamp" key={lot.id}>
            {tender.lots.length > 1 ? `${say('lot', { id: lot.id })}${t('colon')}` : null}
            {lot.matches ? (
              <>
                <span className="outcome FITS">{say('fits', { count: lot.matches.fits })}</span>
                {' · '}
                <span className="outcome NEEDS_DATA">{say('needsData', { count: lot.matches.needsData })}</span>
              </>
            ) : (
              say('notChecked')
            )}
          </p>
        ))}
      </div>
    </li>
  );
}

function Deadline({ tender }: { readonly tender: Pick<Row, 'state' | 'deadline'> }) {
  const left = useDaysLeft(tender.state === 'PUBLISHED' ? tender.deadline : null);
  return left ? <strong>{left.says}</strong> : null;
}
