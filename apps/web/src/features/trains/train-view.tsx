import { number } from '@huanpei/matching';
import { useTranslation } from 'react-i18next';
import { useTexts } from '../../language/texts';
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { AS } from '../../ui/table-roles';
import { useName } from '../../ui/use-name';
import { verdictText } from '../../ui/verdict';
import { fallsOf, stepsOf, type Fall, type Point, type Stage, type Train } from './falls';
import { texts } from './texts';

/** One train: what it costs, its stages as a flow, and how what is limited falls from stage to stage. */
export function TrainView({ train, number: place }: { readonly train: Train; readonly number: number }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const falls = fallsOf(train);
  const title = say('train', { number: place });
  const energy = typeof train.energy === 'number' ? `${number(train.energy)} ${showUnit('kWh/m3')}` : say('notStated');
  const footprint = typeof train.footprint === 'number' ? `${number(train.footprint)} m²` : say('notStated');
  return (
    <section className="panel train" aria-label={title}>
      <div className="train-head">
        <h2>{title}</h2>
        <span className={`outcome ${train.outcome}`}>{t(`outcome.${train.outcome}`)}</span>
        <Mark kind="notice">{name(train.label) || say('review')}</Mark>
      </div>
      <dl className="train-facts">
        <div>
          <dt>{say('cost')}</dt>
          <dd className="numbers">{train.cost?.display ?? say('notStated')}</dd>
        </div>
        <div>
          <dt>{say('energy')}</dt>
          <dd className="numbers">{energy}</dd>
        </div>
        <div>
          <dt>{say('footprint')}</dt>
          <dd className="numbers">{footprint}</dd>
        </div>
        <div>
          <dt>{say('stages')}</dt>
          <dd className="numbers">{train.stages.length}</dd>
        </div>
        <div>
          <dt>{say('consortium')}</dt>
          <dd>{train.suppliers.map((supplier) => name(supplier.name)).join(' · ')}</dd>
        </div>
      </dl>
      <Flow train={train} falls={falls} />
      {falls.length > 0 ? <Falls falls={falls} stages={train.stages} /> : null}
      {train.missing.length > 0 ? (
        <>
          <h3>{say('missing')}</h3>
          <ul>
            {buyersFirst(train.missing).map(({ says }, at) => (
              <li key={at}>{says}</li>
            ))}
          </ul>
        </>
      ) : null}
      {train.untested.length > 0 ? (
        <>
          <h3>{say('untested')}</h3>
          <ul>
            {train.untested.map(({ says }, at) => (
              <li key={at}>{says}</li>
            ))}
          </ul>
        </>
      ) : null}
      <details>
        <summary>{say('findings', { count: train.findings.length })}</summary>
        <ul className="says">
          {train.findings.map((finding, at) => (
            <li key={at}>
              <span className={`verdict ${finding.verdict}`}>
                {finding.mandatory ? '★' : '▲'} {t(verdictText(finding))}
              </span>
              <span>{finding.says}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** What one can settle oneself, then the rest in its order. */
const buyersFirst = (missing: Train['missing']): Train['missing'] =>
  [...missing].sort((one, other) => Number(other.from === 'BUYER') - Number(one.from === 'BUYER'));

/** The stages in the order of the flow: from left to right, on phones from top to bottom. */
function Flow({ train, falls }: { readonly train: Train; readonly falls: readonly Fall[] }) {
  const say = useTexts(texts);
  const first = train.stages[0];
  return (
    <ol className="train-flow">
      <li className="train-end">
        <strong>{say('inlet')}</strong>
        {typeof first?.flowIn === 'number' ? (
          <div className="numbers">
            {number(first.flowIn)} {showUnit(first.flowUnit ?? '')}
          </div>
        ) : null}
        <Figures falls={falls} at={0} />
      </li>
      {train.stages.map((stage, at) => (
        <li key={stage.stage} className="train-stage">
          <Arrow />
          <StageView stage={stage} falls={falls} at={at + 1} last={at === train.stages.length - 1} />
        </li>
      ))}
    </ol>
  );
}

const Arrow = () => (
  <svg className="train-arrow" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M2 12H20M13 5l7 7-7 7" />
  </svg>
);

function StageView({
  stage,
  falls,
  at,
  last,
}: {
  readonly stage: Stage;
  readonly falls: readonly Fall[];
  readonly at: number;
  readonly last: boolean;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const flow = (value: number) => `${number(value)} ${showUnit(stage.flowUnit ?? '')}`;
  const loses = typeof stage.flowIn === 'number' && typeof stage.flowOut === 'number' && stage.flowOut !== stage.flowIn;
  return (
    <div className="train-box">
      <div className="stamp">{say('stage', { stage: stage.stage })}</div>
      <strong>{stage.technologies.map(({ label }) => label).join(' · ')}</strong>
      <div>{stage.listing ? name(stage.listing.name) : t('tender.gone')}</div>
      <div className="stamp">{stage.supplier ? name(stage.supplier.name) : null}</div>
      {stage.units > 1 ? (
        <div className="train-units">
          <UnitsDrawing count={stage.units} />
          {say('parallel', { count: stage.units })}
        </div>
      ) : null}
      {loses ? (
        <div className="stamp numbers">
          {say('recovered', { in: flow(stage.flowIn ?? 0), out: flow(stage.flowOut ?? 0) })}
        </div>
      ) : null}
      <div className="stamp numbers">
        {[
          stage.cost?.display,
          typeof stage.energy === 'number' ? `${number(stage.energy)} ${showUnit('kWh/m3')}` : undefined,
          typeof stage.footprint === 'number' ? `${number(stage.footprint)} m²` : undefined,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <Figures falls={falls} at={at} limits={last} />
    </div>
  );
}

/** Equal units side by side; beyond six the number says it. */
function UnitsDrawing({ count }: { readonly count: number }) {
  const shown = Math.min(count, 6);
  return (
    <svg
      className="train-units-drawing"
      viewBox={`0 0 ${shown * 10} 10`}
      width={shown * 10}
      height={10}
      aria-hidden="true"
    >
      {Array.from({ length: shown }, (_, at) => (
        <rect key={at} x={at * 10 + 1} y={1} width={7} height={8} rx={1} />
      ))}
    </svg>
  );
}

/** What is in the water or gas at one place of the flow. */
function Figures({
  falls,
  at,
  limits = false,
}: {
  readonly falls: readonly Fall[];
  readonly at: number;
  readonly limits?: boolean;
}) {
  return (
    <ul className="train-figures numbers">
      {falls.map((fall) => {
        const point = fall.points[at];
        if (!point) return null;
        const over = limits && fall.limit !== undefined && point.value !== undefined && point.value > fall.limit.value;
        return (
          <li key={fall.code} className={over ? 'over' : undefined}>
            <span>{fall.label}</span> <Value point={point} unit={fall.unit} />
          </li>
        );
      })}
    </ul>
  );
}

function Value({ point, unit }: { readonly point: Point; readonly unit: string }) {
  const say = useTexts(texts);
  if (point.value === undefined) return <span className="train-unknown">{say('undecided')}</span>;
  return (
    <span title={point.notCredited ?? (point.assumed ? say('assumed') : undefined)}>
      {point.assumed ? '○ ' : ''}
      {number(point.value)} {unit === '1' ? '' : showUnit(unit)}
      {point.notCredited ? ' *' : ''}
    </span>
  );
}

/** A step chart for each thing that is limited, and the same as a table. */
function Falls({ falls, stages }: { readonly falls: readonly Fall[]; readonly stages: readonly Stage[] }) {
  const say = useTexts(texts);
  const assumed = falls.some(({ points }) => points.some((point) => point.assumed));
  const uncredited = falls.some(({ points }) => points.some((point) => point.notCredited));
  const places = [say('before'), ...stages.map(({ stage }) => say('behind', { stage }))];
  return (
    <>
      <h3>{say('falls')}</h3>
      <div className="train-charts">
        {falls
          .filter(({ points, limit }) => limit !== undefined && points.some(({ value }) => value !== undefined))
          .map((fall) => (
            <Chart key={fall.code} fall={fall} />
          ))}
      </div>
      <div className="wide" role="region" aria-label={say('falls')} tabIndex={0}>
        <table className="train-table" {...AS.table}>
          <thead {...AS.group}>
            <tr {...AS.row}>
              {[say('parameter'), ...places, say('limit'), say('margin'), say('result')].map((head) => (
                <th key={head} scope="col" {...AS.columnHead}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...AS.group}>
            {falls.map((fall) => (
              <tr key={fall.code} {...AS.row}>
                <th scope="row" {...AS.rowHead}>
                  {fall.label}
                </th>
                {fall.points.map((point, at) => (
                  <td key={point.stage} {...AS.cell} data-label={places[at]} className="numbers">
                    <Value point={point} unit={fall.unit} />
                  </td>
                ))}
                <td {...AS.cell} data-label={say('limit')} className="numbers">
                  {fall.limit?.says ?? '—'}
                </td>
                <td {...AS.cell} data-label={say('margin')} className="numbers">
                  {fall.margin === undefined ? '—' : `${number(Number((fall.margin * 100).toPrecision(3)))}%`}
                </td>
                <td {...AS.cell} data-label={say('result')}>
                  {fall.verdict ? (
                    <span className={`verdict ${fall.verdict}`}>{say(`sign.${fall.verdict}`)}</span>
                  ) : (
                    '—'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {assumed ? <p className="stamp">{say('legendAssumed')}</p> : null}
      {uncredited ? <p className="stamp">* {say('notCredited')}</p> : null}
    </>
  );
}

function Chart({ fall }: { readonly fall: Fall }) {
  const say = useTexts(texts);
  const { path, limit } = stepsOf(fall);
  const values = fall.points.map(({ value }) => (value === undefined ? say('undecided') : number(value)));
  const says = `${values.join(' → ')} ${showUnit(fall.unit)}${fall.limit ? ` (${fall.limit.says})` : ''}`;
  return (
    <figure className="train-chart">
      <figcaption>
        {fall.label} <span className="stamp">{fall.unit === '1' ? '' : showUnit(fall.unit)}</span>
      </figcaption>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={say('chart', { parameter: fall.label, says })}
      >
        {limit === undefined ? null : <line className="limit" x1={0} x2={100} y1={limit} y2={limit} />}
        <path d={path} />
      </svg>
      <div className="train-values numbers">
        {values.map((value, at) => (
          <span key={at}>{value}</span>
        ))}
      </div>
    </figure>
  );
}
