import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { GapExclusionsDocument, GapsDocument, type GapsQuery } from '../../generated/gaps';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { demandPath, tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { rowsPage, withFilters } from '../operator/address';
import { ListTable, type Column } from '../operator/list-table';
import { RowsPager } from '../operator/pager';
import { stepRow, useShortcuts } from '../operator/shortcuts';
import { useWholeList } from '../operator/use-whole-list';
import { Excluding, FEW } from './excluding';
import { filterOf, isOf, type Asked } from './gap-address';
import { NONE } from './matrix';
import { texts } from './texts';

type Need = GapsQuery['marketGaps']['edges'][number]['node'];
const ROW_KEYS = { j: () => stepRow(1), k: () => stepRow(-1) };

/** The needs of one group, each with what keeps listings out. */
export function Needs({ asked }: { readonly asked: Asked }) {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  const { rows, total, error, again } = useWholeList(
    GapsDocument,
    { source: asked.source, filter: filterOf(asked) },
    (data) => data.marketGaps,
  );
  const { scenario, region } = asked;
  const kept = useMemo(() => (rows ?? []).filter((need) => isOf(need, { scenario, region })), [rows, scenario, region]);
  const excluding = useWholeList(
    GapExclusionsDocument,
    { source: asked.source, filter: filterOf(asked) },
    (data) => data.marketGaps,
    FEW,
  );
  const columns = useColumns(excluding);
  useShortcuts(ROW_KEYS);
  const back = { search: withFilters(params, { scenario: null, region: null }).toString() };
  if (error !== undefined) return <Failed error={error} retry={again} />;
  if (rows === undefined) return <Loading rows={8} />;
  const named = (code: string | null, all: string, none: string, found: string | undefined): string =>
    code === null ? all : code === NONE ? none : (found ?? code);
  const title = say('needs', {
    scenario: named(asked.scenario, say('allScenarios'), say('noScenario'), kept[0]?.scenario?.label),
    region: named(asked.region, say('allRegions'), say('noRegion'), kept[0]?.region?.label),
  });
  const page = rowsPage(kept, params);
  return (
    <>
      <div className="page-head">
        <h2>{title}</h2>
        <LinkButton small to={back}>
          {say('back')}
        </LinkButton>
      </div>
      {kept.length === 0 ? (
        <Empty text={say('noneKept')}>
          <LinkButton to={back}>{say('back')}</LinkButton>
        </Empty>
      ) : (
        <>
          <ListTable caption={title} columns={columns} rows={page.rows} keyOf={({ id }) => id} />
          <RowsPager page={page} kept={kept.length} total={total} />
        </>
      )}
    </>
  );
}

function useColumns(excluding: Parameters<typeof Excluding>[0]['known']): readonly Column<Need>[] {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { language } = useLanguage();
  return [
    {
      key: 'need',
      head: say('head.need'),
      cell: ({ title, tender, demand, lotId, domain }) => (
        <>
          <Link data-row-link to={tender ? tenderPath(tender.id) : demandPath(demand?.id ?? '')}>
            {name(title)}
          </Link>{' '}
          {tender?.origin === 'ILLUSTRATION' ? <Mark kind="notice">{t('origin.ILLUSTRATION')}</Mark> : null}
          <div className="stamp">
            {t(`domain.${domain}`)}
            {lotId ? ` · ${say('lot', { id: lotId })}` : ''}
          </div>
        </>
      ),
    },
    { key: 'region', head: say('head.region'), cell: ({ region }) => region?.label ?? say('noRegion') },
    {
      key: 'kind',
      head: say('head.kind'),
      cell: ({ kind }) => <Mark kind={kind === 'UNDECIDED' ? 'notice' : 'bad'}>{say(`kindOf.${kind}`)}</Mark>,
    },
    {
      key: 'compared',
      head: say('head.compared'),
      cell: ({ compared, ruledOut, needsData }) => (
        <span className="numbers">{say('outcome', { compared, ruledOut, needsData })}</span>
      ),
    },
    { key: 'budget', head: say('head.budget'), numeric: true, cell: ({ budget }) => budget?.display ?? '—' },
    {
      key: 'deadline',
      head: say('head.deadline'),
      cell: ({ tender, demand }) =>
        tender?.deadline ? showInstant(tender.deadline, language) : (demand?.publishedOn ?? '—'),
    },
    {
      key: 'excluding',
      head: say('head.excluding'),
      cell: ({ id }) => <Excluding id={id} known={excluding} />,
    },
  ];
}
