import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ScenarioGuideDocument, type ScenarioGuideQuery } from '../../generated/guide';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { LinkButton } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { parameterPath, standardPath } from '../../ui/paths';
import { Failed, Loading, NotFound } from '../../ui/states';
import { Table } from '../../ui/table';
import { useTitle } from '../../ui/use-title';
import { StatusMark } from '../standards/status-mark';
import { texts } from './texts';
import '../../ui/list.css';
import './guide.css';

type Guide = NonNullable<ScenarioGuideQuery['technologyGuide']>;
type Technology = Guide['technologies'][number];

/** What the reference data know of a scenario: its technologies, what they should state, and the standards about it. */
export function ScenarioPage() {
  const { scenario = '' } = useParams();
  const say = useTexts(texts);
  const [result, again] = useQuery({ query: ScenarioGuideDocument, variables: { scenario } });
  const found = result.data?.technologyGuide;
  useTitle(result.data && (found ? `${found.scenario.label} · ${say('title')}` : say('notFound')));
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  if (!result.data.technologyGuide) return <NotFound text={say('notFound')} />;
  return <GuideView guide={result.data.technologyGuide} />;
}

function GuideView({ guide }: { readonly guide: Guide }) {
  const say = useTexts(texts);
  return (
    <article>
      <p className="crumbs no-print">
        <Link to="/guide">{say('all')}</Link>
      </p>
      <h1>{guide.scenario.label}</h1>
      <StartHere scenario={guide.scenario.code} />
      <section aria-labelledby="standards">
        <h2 id="standards">{say('standards')}</h2>
        {guide.standards.length === 0 ? (
          <p className="lede">
            {say('noStandards')} <Link to="/standards">{say('toStandards')}</Link>
          </p>
        ) : (
          <>
            <p className="stamp">{say('standardsNote')}</p>
            {(['TITLE', 'LIMITS'] as const).map((because) => (
              <StandardList
                key={because}
                because={because}
                standards={guide.standards.filter((one) => one.because === because)}
              />
            ))}
          </>
        )}
      </section>
      <section aria-labelledby="technologies">
        <h2 id="technologies">{say('technologyList')}</h2>
        <ul className="rows">
          {guide.technologies.map((one) => (
            <TechnologyView key={one.technology.code} technology={one} />
          ))}
        </ul>
      </section>
    </article>
  );
}

/** What is no longer, or not for ever, in force is said so beside each. */
function StandardList({
  because,
  standards,
}: {
  readonly because: 'TITLE' | 'LIMITS';
  readonly standards: Guide['standards'];
}) {
  const say = useTexts(texts);
  if (standards.length === 0) return null;
  return (
    <>
      <h3 className="guide-because">{say(`because.${because}`)}</h3>
      <ul className="guide-standards">
        {standards.map(({ code, label, status, statusLabel }) => (
          <li key={code}>
            <div>
              <Link to={standardPath(code)}>{code}</Link> <StatusMark status={status} />
            </div>
            <div className="stamp">{label}</div>
            {PLAIN.has(statusLabel) ? null : <div className="guide-standing">{statusLabel}</div>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the mark beside it says already. */
const PLAIN: ReadonlySet<string> = new Set(['现行', '政策要求', 'in force', 'policy requirement']);

/** For buyers: a tender can begin from the scenario. */
function StartHere({ scenario }: { readonly scenario: string }) {
  const say = useTexts(texts);
  const { session } = useSession();
  if (session.is !== 'MEMBER' || session.viewer.organisation.kind !== 'BUYER') return null;
  return (
    <Notice
      kind="good"
      title={say('startNote')}
      action={
        <LinkButton kind="primary" to={`/work/tenders/new?scenario=${encodeURIComponent(scenario)}`}>
          {say('start')}
        </LinkButton>
      }
    />
  );
}

function TechnologyView({ technology: one }: { readonly technology: Technology }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const { code, label } = one.technology;
  return (
    <li>
      <div className="guide-head">
        <div>
          <h3>{label}</h3>
          {one.step ? (
            <span className="stamp">
              {say('step')}
              {t('colon')}
              {one.step.label}
            </span>
          ) : null}
        </div>
        <div className="numbers">
          {one.listings > 0 ? (
            <Link to={`/search?kind=LISTING&technology=${encodeURIComponent(code)}`}>
              {say('listings', { count: one.listings })}
            </Link>
          ) : (
            <span className="stamp">{say('noListings')}</span>
          )}
        </div>
      </div>
      {one.rules.length > 0 ? <PlaceInTrain rules={one.rules} /> : null}
      {one.expects.length > 0 ? (
        <details>
          <summary>{say('expects', { count: one.expects.length })}</summary>
          <Expectations technology={one} />
        </details>
      ) : null}
    </li>
  );
}

const RULE_KINDS = ['MUST_FOLLOW', 'MUST_PRECEDE', 'USUALLY_FOLLOWS', 'USUALLY_PRECEDES'] as const;

/** After and before which steps, at a glance; the reason and source of each rule behind one press. */
function PlaceInTrain({ rules }: { readonly rules: Technology['rules'] }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  return (
    <>
      <h4>{say('rules')}</h4>
      <dl className="guide-place">
        {RULE_KINDS.map((kind) => {
          const of = rules.filter((rule) => rule.kind === kind);
          if (of.length === 0) return null;
          return (
            <div key={kind}>
              <dt>{say(`place.${kind}`)}</dt>
              <dd>
                {[...new Set(of.map(({ step }) => step.label))].join(t('listSeparator'))}{' '}
                {[...new Set(of.map(({ confidence }) => confidence))].map((confidence) => (
                  <Mark key={confidence}>{confidence}</Mark>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
      <details>
        <summary>{say('reasons', { count: rules.length })}</summary>
        <ul className="guide-rules">
          {rules.map(({ kind, step, why, source, confidence }, index) => (
            <li key={index}>
              {say(`rule.${kind}`, { step: step.label })}
              {t('colon')}
              {why}{' '}
              <span className="stamp">
                {say('source')}
                {t('colon')}
                {source.url && /^https?:/.test(source.url) ? (
                  <a href={source.url} rel="noreferrer">
                    {source.title}
                  </a>
                ) : (
                  source.title
                )}
              </span>{' '}
              <Mark>{confidence}</Mark>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Expectations({ technology: one }: { readonly technology: Technology }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  return (
    <>
      <Table label={`${one.technology.label} ${say('expects', { count: one.expects.length })}`}>
        <thead>
          <tr>
            <th scope="col">{say('fact')}</th>
            <th scope="col">{say('units')}</th>
            <th scope="col">{say('importance')}</th>
            <th scope="col">{say('why')}</th>
          </tr>
        </thead>
        <tbody>
          {one.expects.map(({ metric, parameter, anyParameter, units, importance, why }, index) => (
            <tr key={index}>
              <th scope="row">
                {parameter ? (
                  <>
                    <Link to={parameterPath(parameter.code)}>{parameter.label}</Link>{' '}
                  </>
                ) : null}
                {metric.label}
                {anyParameter ? <span className="stamp"> {say('anyParameter')}</span> : null}
              </th>
              <td>{units.map(showUnit).join(', ')}</td>
              <td>
                <Mark kind={importance === 'ESSENTIAL' ? 'good' : 'plain'}>{say(`importanceOf.${importance}`)}</Mark>
              </td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="stamp">
        {say('expectsFrom')}
        {t('colon')}
        {one.expectationSources.join(t('listSeparator'))}
      </p>
    </>
  );
}
