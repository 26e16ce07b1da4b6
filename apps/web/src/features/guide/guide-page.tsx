import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { GuideScenariosDocument } from '../../generated/guide';
import { useTexts } from '../../language/texts';
import { scenarioPath } from '../../ui/paths';
import { Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { scenarioGroups } from './scenarios';
import { texts } from './texts';
import '../../ui/list.css';
import './guide.css';

/** Every scenario of the catalogue, by medium. */
export function GuidePage() {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  useTitle(say('title'), say('lede'));
  const [result, again] = useQuery({ query: GuideScenariosDocument });
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  const counts = new Map(
    result.data?.search.facets.flatMap(({ values }) => values.map(({ code, count }) => [code, count] as const)),
  );
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      {result.data ? null : <Loading />}
      {scenarioGroups(result.data?.taxonomy ?? []).map(({ domain, scenarios }) => (
        <section key={domain?.code ?? 'x'} aria-labelledby={`domain-${domain?.code ?? 'x'}`}>
          <h2 id={`domain-${domain?.code ?? 'x'}`}>{domain ? name(domain) : t('domain.x')}</h2>
          <ul className="scenarios">
            {scenarios.map(({ node, technologies }) => (
              <li key={node.code} className="card">
                <h3>
                  <Link to={scenarioPath(node.code)}>{name(node)}</Link>
                </h3>
                <span className="stamp numbers">
                  {say('technologies', { count: technologies })} ·{' '}
                  {counts.get(node.code) ? say('listings', { count: counts.get(node.code) ?? 0 }) : say('noListings')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
