import { number } from '@huanpei/matching';
import type { ListingPageQuery } from '../../generated/listing';
import { useTexts } from '../../language/texts';
import { BasisMark } from '../../ui/basis-mark';
import { AS } from '../../ui/table-roles';
import { envelopeOf, placeOn, type EnvelopeBar } from './envelope';
import { texts } from './texts';

type Content = NonNullable<NonNullable<ListingPageQuery['listing']>['content']>;

/** Inside which figures the equipment works: a bar for each, with the numbers beside it as a table. */
export function EnvelopeChart({ content }: { readonly content: Content }) {
  const say = useTexts(texts);
  const bars = envelopeOf(content.facts, content);
  if (bars.length === 0) return <p className="lede">{say('noEnvelope')}</p>;
  return (
    <>
      <p className="lede">{say('envelopeNote')}</p>
      <table className="sheet-table envelope" {...AS.table}>
        <thead {...AS.group}>
          <tr {...AS.row}>
            <th scope="col" {...AS.columnHead}>
              {say('column.what')}
            </th>
            <th scope="col" {...AS.columnHead} className="figure-cell">
              {say('from')}
            </th>
            <th scope="col" {...AS.columnHead} className="figure-cell">
              {say('to')}
            </th>
            <th scope="col" {...AS.columnHead} className="envelope-range">
              {say('range')}
            </th>
            <th scope="col" {...AS.columnHead}>
              {say('column.basis')}
            </th>
          </tr>
        </thead>
        <tbody {...AS.group}>
          {bars.map((bar, at) => (
            <Row key={at} bar={bar} maxUnits={content.maxUnits} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ bar, maxUnits }: { readonly bar: EnvelopeBar; readonly maxUnits: number | null | undefined }) {
  const say = useTexts(texts);
  const { fact, low, high, reach, turndown } = bar;
  const unit = fact.unitLabel;
  const end = (value: number | undefined) =>
    value === undefined ? <span className="quiet">{say('notStated')}</span> : `${number(value)} ${unit}`.trim();
  const notes = [
    turndown === undefined ? '' : say('turndown', { ratio: number(Number(turndown.toPrecision(3))) }),
    reach === undefined
      ? ''
      : Number.isFinite(reach)
        ? say('reach', { count: maxUnits ?? 0, figure: `${number(reach)} ${unit}`.trim() })
        : say('reachUnlimited'),
    fact.conditionLabel ?? '',
    bar.axis.log ? say('logarithmic') : '',
  ].filter((note) => note !== '');
  return (
    <tr {...AS.row}>
      <th scope="row" {...AS.rowHead}>
        {fact.parameter ? `${fact.parameter.label} · ${fact.metric.label}` : fact.metric.label}
        {notes.length > 0 ? <div className="stamp">{notes.join(' · ')}</div> : null}
      </th>
      <td {...AS.cell} className="figure-cell numbers">
        {end(low)}
      </td>
      <td {...AS.cell} className="figure-cell numbers">
        {end(high)}
      </td>
      <td {...AS.cell} className="envelope-range">
        <Bar bar={bar} />
      </td>
      <td {...AS.cell}>
        <BasisMark basis={fact.basisToday} stated={fact.basis} />
      </td>
    </tr>
  );
}

const TOP = 8;
const THICK = 12;
const BASE = 26;

/** The bar itself; what it shows stands in the table beside it. An arrow goes on where no upper end is stated. */
function Bar({ bar: { low, high, reach, axis } }: { readonly bar: EnvelopeBar }) {
  const from = low === undefined ? 0 : placeOn(axis, low);
  const to = high === undefined ? 100 : placeOn(axis, high);
  const further = reach === undefined ? to : placeOn(axis, Number.isFinite(reach) ? reach : axis.to);
  const single = low !== undefined && low === high;
  return (
    <svg className="bar" height="44" aria-hidden="true">
      <line className="rail" x1="0%" x2="100%" y1={BASE} y2={BASE} />
      {axis.ticks.map((tick, at) => (
        <g key={tick}>
          <line
            className="rail"
            x1={`${placeOn(axis, tick)}%`}
            x2={`${placeOn(axis, tick)}%`}
            y1={BASE}
            y2={BASE + 4}
          />
          <text
            x={`${placeOn(axis, tick)}%`}
            y={BASE + 16}
            textAnchor={at === 0 ? 'start' : at === axis.ticks.length - 1 ? 'end' : 'middle'}
          >
            {number(tick)}
          </text>
        </g>
      ))}
      {further > to ? (
        <rect className="more" x={`${to}%`} y={TOP} width={`${round(further - to)}%`} height={THICK} />
      ) : null}
      {single ? (
        <circle className="end" cx={`${from}%`} cy={TOP + THICK / 2} r="5" />
      ) : (
        <rect
          className={high === undefined ? 'span half' : 'span'}
          x={`${from}%`}
          y={TOP}
          width={`${round(to - from)}%`}
          height={THICK}
        />
      )}
      {high === undefined ? (
        <svg x="100%" y={TOP} overflow="visible">
          <path className="onwards" d={`M-1 -3 L8 ${THICK / 2} L-1 ${THICK + 3} Z`} />
        </svg>
      ) : null}
      {!single && low !== undefined ? (
        <line className="end" x1={`${from}%`} x2={`${from}%`} y1={TOP - 3} y2={BASE} />
      ) : null}
      {!single && high !== undefined ? (
        <line className="end" x1={`${to}%`} x2={`${to}%`} y1={TOP - 3} y2={BASE} />
      ) : null}
    </svg>
  );
}

const round = (value: number): number => Number(value.toFixed(2));
