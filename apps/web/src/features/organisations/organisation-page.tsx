import { App as Antd } from 'antd';
import { checkCreditCode, creditCodeCheckCharacter } from '@huanpei/domain';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import {
  OrganisationDetailDocument,
  OrganisationListDocument,
  type OrganisationDetailQuery,
} from '../../generated/organisations';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { auditPath, organisationPath, reviewPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { readSort } from '../operator/address';
import { LeaveGuard } from '../work/leave-guard';
import { texts as shared } from '../operator/texts';
import { useWholeList } from '../operator/use-whole-list';
import { DecidePanel } from './decide-panel';
import { changed, draftsOf, type HonourDraft } from './honours';
import { HonoursPanel } from './honours-panel';
import { CheckMark, StateMark } from './marks';
import { rowsOf, SORT_KEYS, usualSort } from './organisation-rows';
import { texts } from './texts';
import './organisations.css';
import '../operator/operator.css';

type Detail = OrganisationDetailQuery;
type Organisation = NonNullable<Detail['organisation']>;

export function OrganisationPage() {
  const { id = '' } = useParams();
  return <One key={id} id={id} />;
}

function One({ id }: { readonly id: string }) {
  const say = useTexts(texts);
  const name = useName();
  const [result, ask] = useQuery({
    query: OrganisationDetailDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const found = result.data?.organisation;
  useTitle(result.data && (found ? name(found.name) : say('notFound')));
  if (result.error) return <Failed error={result.error} retry={again} />;
  if (!result.data) return <Loading rows={10} />;
  if (!found)
    return (
      <Empty text={say('notFound')} isPage>
        <LinkButton to="/work/organisations">{say('back')}</LinkButton>
      </Empty>
    );
  return <Shown organisation={found} listings={result.data.listings} again={again} />;
}

function Shown({
  organisation,
  listings,
  again,
}: {
  readonly organisation: Organisation;
  readonly listings: Detail['listings'];
  readonly again: () => void;
}) {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { t } = useTranslation();
  const name = useName();
  const { message } = Antd.useApp();
  const [params] = useSearchParams();
  const search = params.toString();
  const [reason, setReason] = useState('');
  const [edited, setEdited] = useState<readonly HonourDraft[]>();
  const { id, kind, state, version, demo, honours, creditCodeCheck } = organisation;
  const drafts = edited ?? draftsOf(honours);
  const unsaved = edited !== undefined && changed(edited, honours);
  const says = name(organisation.name);
  return (
    <>
      <LeaveGuard unsaved={reason.trim() !== '' || unsaved} />
      <div className="page-head">
        <h1>{says}</h1>
        <span className="organisation-ways">
          <NextWaiting id={id} />
          <LinkButton small to={{ pathname: '/work/organisations', search }}>
            {say('back')}
          </LinkButton>
        </span>
      </div>
      <ul className="facts organisation-marks">
        <li>
          <StateMark state={state} />
          <Mark>{say(`kind.${kind}`)}</Mark>
          {demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
        </li>
        <li>
          <Link to={auditPath(id)}>{common('trail')}</Link>
        </li>
      </ul>
      <CodeWarning organisation={organisation} />
      <div className="organisation">
        <div>
          <Facts organisation={organisation} />
          {kind === 'SUPPLIER' ? (
            <HonoursPanel
              id={id}
              version={version}
              drafts={drafts}
              unsaved={unsaved}
              change={setEdited}
              discard={() => setEdited(undefined)}
              saved={() => {
                void message.success(say('honours.saved'));
                setEdited(undefined);
                again();
              }}
              reload={again}
            />
          ) : null}
          {kind === 'SUPPLIER' ? <Listings listings={listings} /> : null}
        </div>
        <div>
          {kind === 'OPERATOR' ? (
            <p className="panel">{say('decide.operator')}</p>
          ) : (
            <DecidePanel
              id={id}
              state={state}
              check={creditCodeCheck}
              name={says}
              reason={reason}
              write={setReason}
              decided={(decision) => {
                void message.success(say(`decide.done.${decision}`, { name: says }));
                setReason('');
                again();
              }}
              reload={again}
            />
          )}
        </div>
      </div>
    </>
  );
}

/** Goes on to who has waited longest among the others. */
function NextWaiting({ id }: { readonly id: string }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const { rows } = useWholeList(
    OrganisationListDocument,
    { kind: null, states: ['PENDING'] },
    (data) => data.organisations,
  );
  const next = useMemo(() => {
    const sort = readSort(params, SORT_KEYS, usualSort('PENDING'));
    return rowsOf(rows ?? [], params, sort, language, Date.now()).find((row) => row.id !== id);
  }, [rows, params, language, id]);
  return next ? (
    <LinkButton small to={{ pathname: organisationPath(next.id), search: params.toString() }}>
      {say('decide.next')}
    </LinkButton>
  ) : null;
}

/** A failing check digit is a warning: some legal codes fail it, and an operator may accept them. */
function CodeWarning({ organisation }: { readonly organisation: Organisation }) {
  const say = useTexts(texts);
  const { creditCode, creditCodeCheck, kind } = organisation;
  if (creditCodeCheck === 'CHECK_FAILED' && creditCode && checkCreditCode(creditCode) === 'CHECK_FAILED')
    return (
      <Notice kind="warning" title={say('codeWarning.title')}>
        {say('codeWarning.text', {
          expected: creditCodeCheckCharacter(creditCode.slice(0, 17)) ?? '',
          given: creditCode.slice(17),
        })}
      </Notice>
    );
  if (creditCodeCheck === 'ABSENT' && kind !== 'OPERATOR')
    return (
      <Notice kind="info" title={say('codeAbsent.title')}>
        {say('codeAbsent.text')}
      </Notice>
    );
  return null;
}

function Facts({ organisation }: { readonly organisation: Organisation }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const { name, creditCode, creditCodeCheck, region, createdAt, reason } = organisation;
  return (
    <section className="panel">
      <h2>{say('facts')}</h2>
      <dl className="pairs">
        <dt>{say('nameZh')}</dt>
        <dd>{name.zh ?? say('notStated')}</dd>
        <dt>{say('nameEn')}</dt>
        <dd>{name.en ?? say('notStated')}</dd>
        <dt>{say('head.creditCode')}</dt>
        <dd>
          {creditCode ? <span className="mono">{creditCode} </span> : null}
          {creditCodeCheck ? <CheckMark check={creditCodeCheck} /> : null}
        </dd>
        <dt>{say('head.region')}</dt>
        <dd>{region?.label ?? say('notStated')}</dd>
        <dt>{say('registered')}</dt>
        <dd className="numbers">{showInstant(createdAt, language)}</dd>
        {reason ? (
          <>
            <dt>{say('lastReason')}</dt>
            <dd>{reason}</dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

function Listings({ listings: { edges, totalCount } }: { readonly listings: Detail['listings'] }) {
  const say = useTexts(texts);
  const name = useName();
  return (
    <section className="panel">
      <h2>{say('listings', { count: totalCount })}</h2>
      {edges.length === 0 ? (
        <p>{say('noListings')}</p>
      ) : (
        <ul>
          {edges.map(({ node }) => (
            <li key={node.id}>
              <Link to={reviewPath(node.id)}>{name(node.name)}</Link>{' '}
              {node.stale ? <Mark kind="notice">{say('stale')}</Mark> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
