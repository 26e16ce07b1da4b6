import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { MatchTableDocument, MatchTablePreviewDocument, NearMissTableDocument } from '../../generated/match-table';
import { useTexts } from '../../language/texts';
import { Notice } from '../../ui/notice';
import { tenderPath } from '../../ui/paths';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import { useTitle } from '../../ui/use-title';
import { toggled } from '../compare/chosen';
import { Tray } from '../compare/tray';
import { MatchFilters } from './match-filters';
import { MatchGrid } from './match-grid';
import './match-table.css';
import { addressOfTable, listedOf, readTable, type Row, type TableState } from './table-state';
import { texts } from './texts';

/** How many rows of each kind a run keeps; each kind is a question of its own, which the limits of the API allow. */
const KEPT = 50;
/** How many of each kind are computed for a draft, both in one question. */
const PREVIEWED = 30;

interface Answer {
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly stale?: boolean;
  readonly engine: string;
  readonly referenceEdition: string;
  readonly asOf: string;
  readonly top: readonly Row[];
  readonly nearMisses: readonly Row[];
}

/** The listings that answer a lot against all that it demands. A draft is computed for its buyer alone. */
export function MatchTablePage() {
  const { id = '' } = useParams();
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const [search] = useSearchParams();
  const state = readTable(search);
  const [result, again] = useQuery({ query: MatchTableDocument, variables: { id, first: KEPT } });
  const tender = result.data?.tender;
  const isDraft = tender?.state === 'DRAFT';
  const [near] = useQuery({ query: NearMissTableDocument, variables: { id, first: KEPT } });
  const [preview] = useQuery({ query: MatchTablePreviewDocument, variables: { id, top: PREVIEWED }, pause: !isDraft });
  const tabs = useTabInView<HTMLElement>(`${tender?.id} ${state.lot}`);
  useTitle(result.data && (tender ? say('of', { title: name(tender.title) }) : t('tender.notFound')));
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading rows={10} />;
  if (!tender) return <NotFound text={t('tender.notFound')} />;
  const lot = tender.lots.find((one) => one.id === state.lot) ?? tender.lots[0];
  const drafted = preview.data?.tender?.lots.find((one) => one.id === lot?.id)?.preview;
  const nearMisses = near.data?.tender?.lots.find((one) => one.id === lot?.id)?.matches?.nearMisses ?? [];
  const kept = lot?.matches ? { ...lot.matches, nearMisses } : undefined;
  const answer: Answer | null | undefined = isDraft ? drafted : kept;
  return (
    <div className="match-page">
      <p className="stamp no-print">
        <Link to={tenderPath(tender.id)}>← {say('back')}</Link>
      </p>
      <h1>{say('of', { title: name(tender.title) })}</h1>
      {tender.lots.length > 1 ? (
        <nav ref={tabs} className="match-lots" aria-label={say('lots')}>
          {tender.lots.map((one) => (
            <Link
              key={one.id}
              to={`?lot=${encodeURIComponent(one.id)}`}
              aria-current={one === lot ? 'page' : undefined}
            >
              {say('lot', { id: one.id })} {name(one.title)}
            </Link>
          ))}
        </nav>
      ) : null}
      {lot && state.lot !== undefined && state.lot !== lot.id ? (
        <Notice kind="warning" title={say('noSuchLot', { id: state.lot, shown: lot.id })} />
      ) : null}
      {isDraft ? <Notice kind="info" title={say('preview')} /> : null}
      {isDraft && preview.fetching ? <Loading rows={8} /> : null}
      {!answer && !preview.fetching ? (
        <p className="lede">{isDraft ? say('previewNone') : t('tender.computing')}</p>
      ) : null}
      {answer && lot ? (
        <Matches
          answer={answer}
          most={isDraft ? PREVIEWED : KEPT}
          title={name(tender.title)}
          state={state}
          lot={{ tenderId: tender.id, lotId: lot.id }}
        />
      ) : null}
    </div>
  );
}

function Matches({
  answer,
  most,
  title,
  state,
  lot,
}: {
  readonly answer: Answer;
  /** How many of each kind are in the answer at most. */
  readonly most: number;
  readonly title: string;
  readonly state: TableState;
  readonly lot: { readonly tenderId: string; readonly lotId: string };
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const [, setSearch] = useSearchParams();
  const change = (next: Partial<TableState>) =>
    setSearch(addressOfTable({ ...state, ...next }), { preventScrollReset: true });
  // What is picked or pinned changes nothing that one would want to go back to.
  const mark = (next: Partial<TableState>) =>
    setSearch(addressOfTable({ ...state, ...next }), { preventScrollReset: true, replace: true, flushSync: true });
  const { compared, fits, needsData, ruledOut } = answer;
  const { candidates, nearMisses } = listedOf(answer, most);
  const cut = [
    ...(candidates.listed < candidates.all
      ? [say('cutCandidates', { ...candidates, left: candidates.all - candidates.listed })]
      : []),
    ...(nearMisses.listed < nearMisses.ruledOut
      ? [
          say(nearMisses.whole ? 'nearWhole' : 'nearCut', {
            all: nearMisses.ruledOut,
            listed: nearMisses.listed,
          }),
        ]
      : []),
  ];
  return (
    <>
      <p className="lede numbers">{t('tender.compared', { compared, fits, needsData, ruledOut })}</p>
      {answer.stale ? <Notice kind="warning" title={t('tender.stale')} /> : null}
      {cut.length > 0 ? <p className="stamp numbers">{cut.join(' ')}</p> : null}
      <MatchFilters
        answer={answer}
        state={state}
        change={change}
        file={{ parts: [title, say('lot', { id: lot.lotId })], asOf: answer.asOf, notes: cut }}
      />
      <MatchGrid
        candidates={candidates.all}
        groups={[answer.top, answer.nearMisses]}
        state={state}
        pick={(id) => mark({ picked: toggled(state.picked, id) })}
        pin={(id) =>
          mark({ pinned: state.pinned.includes(id) ? state.pinned.filter((one) => one !== id) : [...state.pinned, id] })
        }
        sort={(sort) => change({ sort })}
      />
      <Tray picked={state.picked} lot={lot} clear={() => mark({ picked: [] })} />
      <p className="stamp">
        {t('tender.stamp', { engine: answer.engine, edition: answer.referenceEdition, asOf: answer.asOf })}
      </p>
    </>
  );
}
