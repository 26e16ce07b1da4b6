import { AUDIT_ACTIONS } from '@huanpei/domain';
import { useId, useMemo, useState, type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useClient, useQuery } from 'urql';
import { AuditDocument, VerifyAuditDocument, type AuditQuery, type VerifyAuditQuery } from '../../generated/audit';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button, LinkButton } from '../../ui/button';
import { saveCsv } from '../../ui/csv';
import { showInstant } from '../../ui/format';
import { Notice } from '../../ui/notice';
import { organisationPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { serverWords } from '../../ui/server-words';
import { withFilters } from '../operator/address';
import { FilterSelect } from '../operator/filter-select';
import { ListTable, type Column } from '../operator/list-table';
import { CursorPager } from '../operator/pager';
import { texts as shared } from '../operator/texts';
import { today } from '../operator/today';
import { pathOf, shortId, SUBJECTS, variablesOf } from './audit-filter';
import { CopyHash } from './copy-hash';
import { EntryData } from './entry-data';
import { texts } from './texts';
import './audit.css';
import '../operator/operator.css';

type Entry = AuditQuery['auditTrail']['edges'][number]['node'];

/** The audit chain, looked through by what is in the address. */
export function AuditPage() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const [params] = useSearchParams();
  const address = params.toString();
  const variables = useMemo(() => variablesOf(new URLSearchParams(address)), [address]);
  const [result, ask] = useQuery({ query: AuditDocument, variables, requestPolicy: 'cache-and-network' });
  const columns = useColumns();
  useTitle(say('title'));
  const trail = result.data?.auditTrail;
  const entries = trail?.edges.map(({ node }) => node) ?? [];
  const again = () => ask({ requestPolicy: 'network-only' });
  const filtered = [...params.keys()].some((key) => key !== 'after');
  return (
    <>
      <div className="page-head">
        <h1>{say('title')}</h1>
        <Tools entries={entries} />
      </div>
      <p className="lede">{say('lede')}</p>
      <Filters key={address} />
      {result.error ? (
        <Failed error={result.error} retry={again} />
      ) : !trail ? (
        <Loading rows={10} />
      ) : entries.length === 0 ? (
        <Empty text={say('empty')}>
          {filtered ? <LinkButton to={{ search: '' }}>{common('clear')}</LinkButton> : null}
        </Empty>
      ) : (
        <>
          <ListTable
            caption={say('title')}
            columns={columns}
            rows={entries}
            keyOf={({ position }) => String(position)}
          />
          <CursorPager
            shown={entries.length}
            total={trail.totalCount}
            next={trail.pageInfo.hasNextPage ? (trail.pageInfo.endCursor ?? null) : null}
          />
        </>
      )}
    </>
  );
}

function Filters() {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const id = useId();
  const [params, setParams] = useSearchParams();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    setParams(withFilters(params, { id: text('id'), actor: text('actor'), from: text('from'), until: text('until') }));
  };
  const field = (name: 'id' | 'actor' | 'from' | 'until', type: 'search' | 'date') => (
    <span className="filter">
      <label htmlFor={`${id}${name}`}>{say(name)}</label>
      <input id={`${id}${name}`} name={name} type={type} defaultValue={params.get(name) ?? ''} />
    </span>
  );
  return (
    <form className="filters" role="search" aria-label={say('filters')} onSubmit={submit}>
      <FilterSelect
        name="kind"
        label={say('kind')}
        all={common('all')}
        choices={SUBJECTS.map((subject) => [subject, say(`subject.${subject}`)])}
      />
      <FilterSelect
        name="action"
        label={say('action')}
        all={common('all')}
        choices={AUDIT_ACTIONS.map((action) => [action, say(`does.${action}`)])}
      />
      <FilterSelect name="order" label={say('order')} all={say('newest')} choices={[['OLDEST_FIRST', say('oldest')]]} />
      {field('id', 'search')}
      {field('actor', 'search')}
      {field('from', 'date')}
      {field('until', 'date')}
      <Button small type="submit">
        {say('apply')}
      </Button>
      {params.size > 0 ? (
        <LinkButton small kind="link" to={{ search: '' }}>
          {common('clear')}
        </LinkButton>
      ) : null}
    </form>
  );
}

function Tools({ entries }: { readonly entries: readonly Entry[] }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const client = useClient();
  const { session } = useSession();
  const administrator = session.is === 'MEMBER' && session.viewer.member.role === 'ADMINISTRATOR';
  const [proof, setProof] = useState<VerifyAuditQuery['verifyAudit']>();
  const [proving, setProving] = useState(false);
  const [failed, setFailed] = useState<string>();
  const prove = async (): Promise<void> => {
    setProving(true);
    const { data, error } = await client.query(VerifyAuditDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    setProving(false);
    setProof(data?.verifyAudit);
    setFailed(data ? undefined : serverWords(error, t('unreachable')));
  };
  const save = (): void =>
    saveCsv(`audit-${today()}.csv`, [
      [
        'position',
        'at',
        'action',
        'subjectKind',
        'subjectId',
        'revision',
        'actor',
        'actorName',
        'organisation',
        'reason',
        'data',
        'previousHash',
        'hash',
      ],
      ...entries.map((entry) => [
        String(entry.position),
        entry.at,
        entry.action,
        entry.subjectKind,
        entry.subjectId,
        String(entry.revision ?? ''),
        entry.actor,
        entry.actorName ?? '',
        name(entry.organisation?.name),
        entry.reason ?? '',
        entry.data,
        entry.previousHash,
        entry.hash,
      ]),
    ]);
  return (
    <div className="audit-tools">
      <Button small disabled={entries.length === 0} onClick={save}>
        {say('export')}
      </Button>
      {administrator ? (
        <Button small disabled={proving} onClick={() => void prove()}>
          {say(proving ? 'verifying' : 'verify')}
        </Button>
      ) : null}
      <div role="status" className="audit-proof">
        {failed === undefined ? null : <Notice kind="error" title={failed} />}
        {proof === undefined ? null : proof.holds ? (
          <Notice
            kind="good"
            title={say('holds', { from: proof.from, to: proof.to, hash: proof.lastHash?.slice(0, 16) ?? '' })}
          />
        ) : (
          <Notice
            kind="error"
            title={say('broken', { at: proof.brokenAt ?? '', fault: proof.fault ? say(`fault.${proof.fault}`) : '' })}
          />
        )}
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Entry>[] {
  const say = useTexts(texts);
  const name = useName();
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const only = (changes: Readonly<Record<string, string>>) => ({ search: withFilters(params, changes).toString() });
  return [
    {
      key: 'at',
      head: say('head.at'),
      cell: ({ at, position }) => (
        <span className="numbers">
          <time dateTime={at}>{showInstant(at, language)}</time>
          <div className="stamp">{say('position', { position })}</div>
        </span>
      ),
    },
    {
      key: 'what',
      head: say('head.what'),
      cell: ({ action, revision }) => (
        <>
          <strong className="audit-does">{say(`does.${action}`)}</strong>
          {revision === null || revision === undefined ? null : (
            <div className="stamp numbers">{say('revision', { revision })}</div>
          )}
        </>
      ),
    },
    {
      key: 'subject',
      head: say('head.subject'),
      brief: true,
      cell: ({ subjectKind, subjectId }) => {
        const path = pathOf(subjectKind, subjectId);
        return (
          <>
            {say(`subject.${subjectKind}`)}
            <div title={subjectId} className="mono">
              {path ? <Link to={path}>{shortId(subjectId)}</Link> : shortId(subjectId)}
            </div>
            <Link className="stamp" to={only({ id: subjectId })}>
              {say('onlyThis')}
            </Link>
          </>
        );
      },
    },
    {
      key: 'who',
      head: say('head.who'),
      cell: ({ actor, actorName, organisation }) => (
        <div className="audit-who">
          {actor === 'SYSTEM' ? (
            say('system')
          ) : (
            <>
              {actor.startsWith('API_KEY:') ? `${say('apiKey')} ` : ''}
              {actorName ?? <span className="mono">{shortId(actor)}</span>}
            </>
          )}
          {organisation ? (
            <div>
              <Link to={organisationPath(organisation.id)}>{name(organisation.name)}</Link>
            </div>
          ) : null}
          <div>
            <Link className="stamp" to={only({ actor })}>
              {say('onlyActor')}
            </Link>
          </div>
        </div>
      ),
    },
    {
      key: 'why',
      head: say('head.why'),
      cell: ({ reason, data }) => (
        <>
          {reason ? <p className="audit-reason">{reason}</p> : null}
          <EntryData data={data} />
        </>
      ),
    },
    {
      key: 'hash',
      head: say('head.hash'),
      cell: ({ hash, previousHash }) => (
        <>
          <CopyHash hash={hash} />
          <div className="stamp">
            {say('previousHash')} <span className="mono">{previousHash.slice(0, 10)}…</span>
          </div>
        </>
      ),
    },
  ];
}
