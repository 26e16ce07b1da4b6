import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import type { WorkKind, WorklistFilter } from '../../generated/schema';
import {
  WorkListingsDocument,
  WorklistDocument,
  WorkTendersDocument,
  type WorkRowFragment,
} from '../../generated/worklist';
import { useTexts } from '../../language/texts';
import { useMayWrite } from '../../session/session';
import { Button, LinkButton } from '../../ui/button';
import { showInstant, showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { listingEditorPath, listingPath, tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { AnswerDialog } from './answer-dialog';
import { texts } from './texts';
import './worklist.css';

const PAGE = 20;
const KINDS: readonly WorkKind[] = ['STATE', 'PROVE', 'IMPROVE', 'HOLD'];

/** What would open more tenders to the supplier, what opens most first, to be answered in place. */
export function WorklistPage() {
  const say = useTexts(texts);
  const name = useName();
  const [address, setAddress] = useSearchParams();
  const kind = KINDS.find((one) => one === address.get('kind'));
  const listingId = address.get('listing') ?? undefined;
  const [answering, setAnswering] = useState<WorkRowFragment>();
  const [answered, setAnswered] = useState(0);
  const filter = { ...(kind ? { kinds: [kind] } : {}), ...(listingId ? { listingId } : {}) };
  const [listings] = useQuery({ query: WorkListingsDocument });
  useTitle(say('title'));
  const choose = (next: { readonly kind?: WorkKind | undefined; readonly listing?: string | undefined }) => {
    const changed = { kind, listing: listingId, ...next };
    setAddress(
      Object.fromEntries(Object.entries(changed).filter((entry): entry is [string, string] => Boolean(entry[1]))),
    );
  };
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <div className="tools">
        <div className="kinds" role="group" aria-label={say('kind')}>
          {[undefined, ...KINDS].map((one) => (
            <button key={one ?? 'all'} type="button" aria-pressed={kind === one} onClick={() => choose({ kind: one })}>
              {one ? say(`kinds.${one}`) : say('all')}
            </button>
          ))}
        </div>
        <label>
          <span className="unseen">{say('listing')}</span>
          <select value={listingId ?? ''} onChange={({ target }) => choose({ listing: target.value || undefined })}>
            <option value="">{say('allListings')}</option>
            {(listings.data?.myListings.edges ?? []).map(({ node }) => (
              <option key={node.id} value={node.id}>
                {name(node.name)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {/* Another choice begins at its own beginning, folded. */}
      <Lists key={`${kind ?? ''} ${listingId ?? ''}`} filter={filter} answered={answered} answer={setAnswering} />
      {answering ? (
        <AnswerDialog row={answering} close={() => setAnswering(undefined)} done={() => setAnswered(answered + 1)} />
      ) : null}
    </>
  );
}

interface ListProps {
  readonly filter: WorklistFilter;
  /** How many answers were given; what they change is read anew. */
  readonly answered: number;
  readonly answer: (row: WorkRowFragment) => void;
}

/** What opens more tenders, and folded below it what opens none by itself. */
function Lists({ filter, answered, answer }: ListProps) {
  const say = useTexts(texts);
  const [chosen, setChosen] = useState<boolean>();
  const opening = useItems({ ...filter, opensMore: true }, answered);
  const rest = useItems({ ...filter, opensMore: false }, answered);
  const failed = opening.error ?? rest.error;
  if (failed)
    return (
      <Failed
        error={failed}
        retry={() => {
          opening.again();
          rest.again();
        }}
      />
    );
  if (!opening.list || !rest.list) return <Loading />;
  const others = rest.list.totalCount;
  // Where nothing opens anything by itself, they are all there is to see.
  const unfolded = chosen ?? opening.list.totalCount === 0;
  if (opening.list.totalCount + others === 0)
    return (
      <Empty text={say('none')}>
        <p>{say('noneHint')}</p>
        <LinkButton to="/work/opportunities">{say('toOpportunities')}</LinkButton>
      </Empty>
    );
  return (
    <>
      {opening.list.totalCount === 0 ? <p className="panel">{say('noneOpens')}</p> : null}
      <Items {...opening} answer={answer} />
      {others === 0 ? null : (
        <section className="work-rest">
          <h2>
            <Button aria-expanded={unfolded} onClick={() => setChosen(!unfolded)}>
              {say(unfolded ? 'foldRest' : 'rest', { count: others })}
            </Button>
          </h2>
          {unfolded ? (
            <>
              <p className="stamp">{say('restHint')}</p>
              <Items {...rest} answer={answer} />
            </>
          ) : null}
        </section>
      )}
    </>
  );
}

/** One list of things to do, and how to see more of it. */
function useItems(filter: WorklistFilter, answered: number) {
  const [shown, setShown] = useState(PAGE);
  const [result, ask] = useQuery({
    query: WorklistDocument,
    variables: { first: shown, filter },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useEffect(() => {
    if (answered > 0) again();
  }, [answered, again]);
  return {
    list: result.data?.improvementWorklist,
    error: result.error,
    fetching: result.fetching,
    filter,
    shown,
    again,
    more: () => setShown(shown + PAGE),
  };
}

function Items({
  list,
  fetching,
  filter,
  shown,
  more,
  answer,
}: ReturnType<typeof useItems> & {
  readonly answer: (row: WorkRowFragment) => void;
}) {
  const { t } = useTranslation();
  if (!list || list.edges.length === 0) return null;
  return (
    <>
      <ul className="cards" aria-busy={fetching}>
        {list.edges.map(({ node: row }) => (
          <WorkItem key={row.id} row={row} filter={filter} shown={shown} answer={() => answer(row)} />
        ))}
      </ul>
      {list.pageInfo.hasNextPage ? (
        <Button className="more" onClick={more}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function WorkItem({
  row,
  filter,
  shown,
  answer,
}: {
  readonly row: WorkRowFragment;
  readonly filter: WorklistFilter;
  readonly shown: number;
  readonly answer: () => void;
}) {
  const say = useTexts(texts);
  const mayWrite = useMayWrite();
  const { t } = useTranslation();
  const name = useName();
  const [open, setOpen] = useState(false);
  const figure = row.metric !== null && row.metric !== undefined && row.kind !== 'HOLD';
  const notes = [
    row.amongOthers > 0 ? say('alsoAmong', { count: row.amongOthers }) : '',
    row.fittedAlready > 0 ? say('already', { count: row.fittedAlready }) : '',
    row.withoutBudget > 0 ? say('noBudget', { count: row.withoutBudget }) : '',
  ].filter((note) => note !== '');
  return (
    <li className="card work-item">
      <div>
        <Mark kind={row.kind === 'IMPROVE' ? 'bad' : row.kind === 'STATE' ? 'notice' : 'info'}>
          {say(`kinds.${row.kind}`)}
        </Mark>
        <strong>{row.subject}</strong>
        {row.needed ? <span className="numbers"> {showUnit(row.needed)}</span> : null}
        <p>{row.says}</p>
        <p className="stamp">
          {row.listing ? <Link to={listingPath(row.listingId)}>{name(row.listing.name)}</Link> : row.listingId}
          {notes.length > 0 ? ` · ${notes.join(' · ')}` : ''}
        </p>
      </div>
      <dl className="work-worth numbers">
        <div>
          <dt>{say('unlocks')}</dt>
          <dd>{row.unlocks - row.fittedAlready}</dd>
        </div>
        <div>
          <dt>{say('worth')}</dt>
          <dd>
            {row.worth.length === 0
              ? '—'
              : `${row.worthAtMost ? `${say('atMost')} ` : ''}${row.worth.map(({ display }) => display).join(t('listSeparator'))}`}
          </dd>
        </div>
      </dl>
      <div className="work-tools">
        {!mayWrite ? null : figure && row.kind !== 'IMPROVE' ? (
          <Button small kind="primary" onClick={answer}>
            {say('answer')}
          </Button>
        ) : (
          <LinkButton small to={listingEditorPath(row.listingId)}>
            {say('edit')}
          </LinkButton>
        )}
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? 'hideTenders' : 'showTenders')}
        </Button>
      </div>
      {open ? <WorkTenders id={row.id} filter={filter} shown={shown} /> : null}
    </li>
  );
}

/** The lots that ask for it, read only when somebody wants to see them. */
function WorkTenders({
  id,
  filter,
  shown,
}: {
  readonly id: string;
  readonly filter: WorklistFilter;
  readonly shown: number;
}) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const name = useName();
  const [result, ask] = useQuery({ query: WorkTendersDocument, variables: { first: shown, filter } });
  if (result.error) return <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />;
  const found = result.data?.improvementWorklist.edges.find(({ node }) => node.id === id)?.node.tenders;
  if (!found) return <Loading rows={2} />;
  return (
    <ul className="says">
      {found.map(({ tenderId, lotId, tender, alone, others, deadline, finding }) => (
        <li key={`${tenderId} ${lotId}`}>
          <Mark kind={alone ? 'good' : 'plain'}>{alone ? say('alone') : say('others', { count: others })}</Mark>
          <span>
            <Link to={tenderPath(tenderId)}>{tender ? name(tender.title) : tenderId}</Link>
            <br />
            {finding.says}
          </span>
          {deadline ? <span className="stamp numbers">{showInstant(deadline, i18n.language)}</span> : null}
        </li>
      ))}
    </ul>
  );
}
