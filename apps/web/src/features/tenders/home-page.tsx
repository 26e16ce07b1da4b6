import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import type { TenderState } from '../../generated/schema';
import { HomeFiguresDocument, TendersDocument } from '../../generated/tenders';
import { Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { SearchBox } from '../search/search-box';
import { NOTHING, writeSearch } from '../search/search-state';
import { TenderCard } from './tender-card';

const OPEN: TenderState[] = ['PUBLISHED'];
const ENDED: TenderState[] = [
  'CLOSED',
  'OPENED',
  'EVALUATED',
  'AWARDED',
  'CONTRACTED',
  'ACCEPTED',
  'FAILED',
  'CANCELLED',
];

/** What a newcomer sees first: how much there is, and what is open. */
export function HomePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useTitle(t('home.title'));
  const [about] = useQuery({ query: HomeFiguresDocument });
  const figures = about.data?.about;
  return (
    <>
      <h1>{t('brand')}</h1>
      <p className="lede">{t('tagline')}</p>
      <SearchBox text="" search={(text) => void navigate(`/search?${writeSearch({ ...NOTHING, text }).toString()}`)} />
      {figures ? (
        <div className="figures">
          {(['openTenders', 'listings', 'suppliers', 'demands'] as const).map((key) => (
            <div className="figure" key={key}>
              <b>{figures[key]}</b>
              <span>{t(`home.${key}`)}</span>
            </div>
          ))}
        </div>
      ) : null}
      <h2>{t('home.title')}</h2>
      <TenderList states={OPEN} empty={t('home.empty')} />
      <TenderList states={ENDED} heading={t('home.closed')} />
    </>
  );
}

function TenderList({
  states,
  empty,
  heading,
}: {
  readonly states: TenderState[];
  readonly empty?: string;
  readonly heading?: string;
}) {
  const [result, again] = useQuery({ query: TendersDocument, variables: { states, first: 50 } });
  if (result.error)
    return <Failed message={result.error.message} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return heading ? null : <Loading />;
  const tenders = result.data.tenders.edges.map((edge) => edge.node);
  if (tenders.length === 0) return empty ? <p className="lede">{empty}</p> : null;
  return (
    <>
      {heading ? <h2>{heading}</h2> : null}
      <ul className="cards">
        {tenders.map((tender) => (
          <TenderCard key={tender.id} tender={tender} />
        ))}
      </ul>
    </>
  );
}
