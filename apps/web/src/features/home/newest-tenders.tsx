import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { HomeTendersDocument, type HomeTendersQuery } from '../../generated/home';
import { useTexts } from '../../language/texts';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useDaysLeft } from '../../ui/use-days-left';
import { useName } from '../../ui/use-name';
import { texts } from './texts';

type Tender = HomeTendersQuery['tenders']['edges'][number]['node'];
const FEW = 8;

/** What was published last and is open, a line each. */
export function NewestTenders() {
  const say = useTexts(texts);
  const [result, again] = useQuery({ query: HomeTendersDocument, variables: { first: FEW } });
  return (
    <section aria-labelledby="tenders">
      <h2 id="tenders">{say('tenders')}</h2>
      {result.error ? (
        <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : result.data ? (
        <Tenders tenders={result.data.tenders.edges.map(({ node }) => node)} />
      ) : (
        <Loading />
      )}
      <p className="home-more">
        {result.data && result.data.tenders.totalCount > 0 ? (
          <Link to="/tenders">{say('allTenders', { count: result.data.tenders.totalCount })}</Link>
        ) : null}
        <Link className="quiet" to="/tenders?state=evaluating">
          {say('ended')}
        </Link>
      </p>
    </section>
  );
}

function Tenders({ tenders }: { readonly tenders: readonly Tender[] }) {
  const say = useTexts(texts);
  if (tenders.length === 0)
    return (
      <Empty text={say('noTenders')}>
        <Link to="/demands">{say('archive')}</Link>
      </Empty>
    );
  return (
    <table className="sheet-table home-tenders">
      <thead>
        <tr>
          <th scope="col">{say('column.tender')}</th>
          <th scope="col">{say('column.region')}</th>
          <th scope="col">{say('column.deadline')}</th>
          <th scope="col" className="figure-cell">
            {say('column.market')}
          </th>
        </tr>
      </thead>
      <tbody>
        {tenders.map((tender) => (
          <Row key={tender.id} tender={tender} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ tender: { id, title, origin, buyer, region, deadline, lots } }: { readonly tender: Tender }) {
  const say = useTexts(texts);
  const { t, i18n } = useTranslation();
  const name = useName();
  const domains = [...new Set(lots.map(({ domain }) => domain))];
  const left = useDaysLeft(deadline);
  return (
    <tr>
      <th scope="row">
        <Link to={tenderPath(id)}>{name(title)}</Link>
        <div className="stamp">
          {domains.map((domain) => t(`domain.${domain}`)).join(t('listSeparator'))} · {name(buyer.name)}{' '}
          {origin === 'ILLUSTRATION' ? <Mark kind="notice">{t('tender.illustration')}</Mark> : null}
        </div>
      </th>
      <td className={region ? undefined : 'unstated'}>
        {region?.label ?? <span className="quiet">{t('tender.notStated')}</span>}
      </td>
      <td className="numbers home-deadline">
        {deadline ? showInstant(deadline, i18n.language) : <span className="quiet">{t('tender.notStated')}</span>}
        {left ? <div className={left.near ? 'stamp soon' : 'stamp'}>{left.says}</div> : null}
      </td>
      <td className="figure-cell numbers" data-label={say('column.market')}>
        {lots.map((lot) => (
          <div key={lot.id}>
            {lots.length > 1 ? <span className="stamp">{say('lot', { id: lot.id })} </span> : null}
            {lot.matches ? (
              <>
                <span className="outcome FITS">{lot.matches.fits}</span>
                <span className="quiet"> / </span>
                <span className="outcome NEEDS_DATA">{lot.matches.needsData}</span>
              </>
            ) : (
              <span className="quiet">{say('counting')}</span>
            )}
          </div>
        ))}
      </td>
    </tr>
  );
}
