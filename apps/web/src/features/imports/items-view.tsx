import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { ImportItemsDocument, type ImportRowFragment } from '../../generated/imports';
import type { ImportOutcome, ImportPlan } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Mark, type MarkKind } from '../../ui/mark';
import { listingEditorPath, tenderEditorPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { CardTable } from '../work/card-table';
import { PagesPager, usePages } from '../work/pages';
import { cellRows, groupCounts, NOTE_GROUPS, type CellRow, type Item } from './report';
import { texts } from './texts';

const PAGE = 50;
const VIEWS = ['faults', 'warnings', 'things'] as const;
type View = (typeof VIEWS)[number];
const PLANS: readonly ImportPlan[] = ['CREATE', 'CHANGE', 'UNCHANGED', 'REFUSED'];
const PLAN_MARKS: Readonly<Record<ImportPlan, MarkKind>> = {
  CREATE: 'good',
  CHANGE: 'info',
  UNCHANGED: 'plain',
  REFUSED: 'bad',
};
const OUTCOME_MARKS: Readonly<Record<ImportOutcome, MarkKind>> = {
  CREATED: 'good',
  CHANGED: 'info',
  UNCHANGED: 'plain',
  FAILED: 'bad',
};
const FIELDS = [
  'name',
  'title',
  'summary',
  'domain',
  'kind',
  'technologies',
  'scenarios',
  'regions',
  'region',
  'facts',
  'certificates',
  'services',
  'attachments',
  'sources',
  'price',
  'leadDays',
  'modular',
  'maxUnits',
  'lots',
  'budget',
  'deadline',
  'documentsUntil',
  'method',
  'track',
] as const;

/** What the report says of each cell, and what the import does with each thing; the address holds what is looked at. */
export function ItemsView({ of }: { readonly of: ImportRowFragment }) {
  const say = useTexts(texts);
  const [address, setAddress] = useSearchParams();
  const usual: View = of.counts.refused + of.counts.failed > 0 ? 'faults' : 'things';
  const view = VIEWS.find((one) => one === address.get('show')) ?? usual;
  const plan = PLANS.find((one) => one === address.get('plan'));
  const group = NOTE_GROUPS.find((one) => one === address.get('kind'));
  const choose = (next: Readonly<Record<string, string | undefined>>) =>
    setAddress(
      Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => Boolean(entry[1]))),
      {
        preventScrollReset: true,
      },
    );
  return (
    <section aria-label={say('views.label')}>
      <div className="kinds" role="group" aria-label={say('views.label')}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => choose({ show: one })}>
            {say(`views.${one}`)}
          </button>
        ))}
      </div>
      {view === 'things' ? (
        <div className="kinds" role="group" aria-label={say('plans.label')}>
          {[undefined, ...PLANS].map((one) => (
            <button
              key={one ?? 'all'}
              type="button"
              aria-pressed={plan === one}
              onClick={() => choose({ show: view, plan: one })}
            >
              {one ? say(`plans.${one}`) : say('all')}
            </button>
          ))}
        </div>
      ) : null}
      <Items
        // Another list begins at its own beginning; what a run has done since is read anew.
        key={`${view} ${plan ?? ''} ${of.state}`}
        of={of}
        view={view}
        plan={view === 'things' ? plan : undefined}
        group={group}
        chooseGroup={(one) => choose({ show: view, kind: one })}
      />
    </section>
  );
}

function Items({
  of: { id, kind, state, position },
  view,
  plan,
  group,
  chooseGroup,
}: {
  readonly of: ImportRowFragment;
  readonly view: View;
  readonly plan: ImportPlan | undefined;
  readonly group: CellRow['group'] | undefined;
  readonly chooseGroup: (group: CellRow['group'] | undefined) => void;
}) {
  const say = useTexts(texts);
  const pages = usePages();
  const [result, ask] = useQuery({
    query: ImportItemsDocument,
    variables: {
      id,
      first: PAGE,
      after: pages.after,
      ...(view === 'faults' ? { faulty: true } : view === 'warnings' ? { warned: true } : {}),
      ...(plan ? { plan } : {}),
    },
    requestPolicy: 'cache-and-network',
  });
  // What is done is read as it is done.
  const read = useRef(position);
  useEffect(() => {
    if (state !== 'RUNNING' || read.current === position) return;
    read.current = position;
    ask({ requestPolicy: 'network-only' });
  }, [state, position, ask]);
  if (result.error) return <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />;
  const answer = result.data?.import?.items;
  if (!answer) return <Loading />;
  const items = answer.edges.map(({ node }) => node);
  if (items.length === 0)
    return <Empty text={say(view === 'faults' ? 'noFaults' : view === 'warnings' ? 'noWarnings' : 'noThings')} />;
  return (
    <>
      {view === 'things' ? (
        <Things items={items} kind={kind} />
      ) : (
        <Cells
          rows={cellRows(items, view)}
          which={view}
          group={group}
          choose={chooseGroup}
          whole={pages.before === 0 && !answer.pageInfo.hasNextPage}
        />
      )}
      <PagesPager pages={pages} size={PAGE} shown={items.length} total={answer.totalCount} pageInfo={answer.pageInfo} />
    </>
  );
}

function Cells({
  rows,
  which,
  group,
  choose,
  whole,
}: {
  readonly rows: readonly CellRow[];
  readonly which: 'faults' | 'warnings';
  readonly group: CellRow['group'] | undefined;
  readonly choose: (group: CellRow['group'] | undefined) => void;
  readonly whole: boolean;
}) {
  const say = useTexts(texts);
  const groups = groupCounts(rows);
  // A kind that this page has none of would show an empty table.
  const held = groups.some((one) => one.group === group) ? group : undefined;
  return (
    <>
      {groups.length > 1 ? (
        <div className="tools">
          <div className="kinds" role="group" aria-label={say('kind')}>
            <button type="button" aria-pressed={held === undefined} onClick={() => choose(undefined)}>
              {say('all')} <span className="numbers">{rows.length}</span>
            </button>
            {groups.map(({ group: one, count }) => (
              <button key={one} type="button" aria-pressed={held === one} onClick={() => choose(one)}>
                {say(`groups.${one}`)} <span className="numbers">{count}</span>
              </button>
            ))}
          </div>
          {whole ? null : <span className="stamp">{say('perPage')}</span>}
        </div>
      ) : null}
      <Scroll label={say(`views.${which}`)}>
        <CardTable<CellRow>
          rowKey="id"
          scroll={{}}
          dataSource={held === undefined ? rows : rows.filter((row) => row.group === held)}
          columns={[
            { title: say('sheet'), dataIndex: 'sheet' },
            {
              title: say('cell'),
              render: (_, { address, row }) => <span className="numbers">{address ?? say('wholeRow', { row })}</span>,
            },
            { title: say('column'), render: (_, { column }) => column ?? '—' },
            {
              title: say('value'),
              render: (_, { value, address }) => (
                <div className="import-value">{value ? value : address ? say('empty') : '—'}</div>
              ),
            },
            {
              title: say(`says.${which}`),
              render: (_, { message }) => <div className="import-says">{message}</div>,
            },
            { title: say('kind'), render: (_, row) => say(`groups.${row.group}`) },
            {
              title: say('thing'),
              render: (_, { thing, number }) => <span className="numbers">{thing ?? say('nth', { number })}</span>,
            },
          ]}
        />
      </Scroll>
    </>
  );
}

/** Scrolls sideways by key too: a table of words alone has nothing in it that could be focused. */
function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="import-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

function Things({ items, kind }: { readonly items: readonly Item[]; readonly kind: ImportRowFragment['kind'] }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const nameOf = (field: string): string => {
    const known = FIELDS.find((one) => one === field);
    return known ? say(`fieldNames.${known}`) : field;
  };
  return (
    <Scroll label={say('views.things')}>
      <CardTable<Item>
        rowKey="number"
        scroll={{}}
        dataSource={items}
        columns={[
          {
            title: say('thing'),
            render: (_, { key, number }) => <span className="numbers">{key ?? say('nth', { number })}</span>,
          },
          {
            title: say('named'),
            render: (_, { name, figures }) => (
              <div className="import-thing">
                {name ? <strong>{name}</strong> : '—'}
                {figures.length > 0 ? <span className="stamp numbers">{figures.join(' · ')}</span> : null}
              </div>
            ),
          },
          {
            title: say('plans.label'),
            render: (_, { plan }) => <Mark kind={PLAN_MARKS[plan]}>{say(`plans.${plan}`)}</Mark>,
          },
          {
            title: say('fields'),
            render: (_, { fields, changes }) =>
              changes.length > 0 ? (
                <Changes changes={changes} />
              ) : fields.length === 0 ? (
                '—'
              ) : (
                fields.map(nameOf).join(t('listSeparator'))
              ),
          },
          {
            title: say('outcomes.label'),
            render: (_, { outcome }) =>
              outcome ? <Mark kind={OUTCOME_MARKS[outcome]}>{say(`outcomes.${outcome}`)}</Mark> : '—',
          },
          {
            title: '',
            key: 'open',
            render: (_, { subjectId }) =>
              subjectId ? (
                <Link to={kind === 'LISTINGS' ? listingEditorPath(subjectId) : tenderEditorPath(subjectId)}>
                  {say('open')}
                </Link>
              ) : null,
          },
        ]}
      />
    </Scroll>
  );
}

/** How many changes are shown at once. */
const FIRST_CHANGES = 4;

/** What was and what will be, a line each; the rest behind a button. */
function Changes({ changes }: { readonly changes: Item['changes'] }) {
  const say = useTexts(texts);
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, FIRST_CHANGES);
  return (
    <>
      <ul className="import-changes">
        {shown.map(({ kind, what, before, after }, at) => (
          <li key={at}>
            <span>{what}</span>
            <span className="numbers">
              {kind === 'ADDED' || !before ? null : <del>{before}</del>}
              {kind === 'CHANGED' && before && after ? ' → ' : null}
              {kind === 'REMOVED' || !after ? null : <ins>{after}</ins>}
            </span>
          </li>
        ))}
      </ul>
      {changes.length > FIRST_CHANGES ? (
        <Button small kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say('fewerChanges') : say('moreChanges', { count: changes.length - FIRST_CHANGES })}
        </Button>
      ) : null}
    </>
  );
}
