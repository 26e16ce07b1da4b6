import { number } from '@huanpei/matching';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Track } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import type { Reference } from '../fields/reference';
import { blankInlet } from './blank-inlet';
import type { DraftLot } from './draft';
import type { Edit } from './draft-state';
import { focusBrought, focusList, focusPanel } from './focus';
import { texts } from './texts';
import { useTemplate } from './use-template';
import { wantedInlets } from './wanted-inlets';
import { useFeedback, useStops, type Feedback, type Relaxation } from './use-feedback';

const SHOWN = 8;
const KINDS = ['FITS', 'NEEDS_DATA', 'RULED_OUT'] as const;

/** How the market answers the lot as it stands, beside what one is writing. */
export function MarketPanel({
  lot,
  track,
  reference,
  edit,
}: {
  readonly lot: DraftLot;
  readonly track: Track;
  readonly reference: Reference;
  readonly edit: (edit: Edit) => void;
}) {
  const say = useTexts(texts);
  const state = useFeedback(lot, track);
  const feedback = state.is === 'THERE' ? state.feedback : state.is === 'ASKING' ? state.before : undefined;
  return (
    <aside className="editor-market panel" aria-label={say('market.title')} tabIndex={-1}>
      <h2>{say('market.title')}</h2>
      <p className="stamp" role="status">
        {state.is === 'NOTHING_DEMANDED' ? say('market.nothing') : null}
        {state.is === 'ASKING' ? say('market.asking') : null}
        {state.is === 'MARKET_LOADING' ? say('market.loading') : null}
        {state.is === 'THERE'
          ? say('market.suppliers', { suppliers: state.feedback.suppliers, compared: state.feedback.compared })
          : null}
      </p>
      {state.is === 'FAILED' ? (
        <Notice kind="warning" title={say('market.failed')}>
          {state.messages.map((message, at) => (
            <p key={at}>{message}</p>
          ))}
        </Notice>
      ) : null}
      {feedback ? (
        <div className={state.is === 'ASKING' ? 'waits' : undefined}>
          <Counts feedback={feedback} />
          {feedback.tailoring ? <Notice kind="warning" title={feedback.tailoring.says} /> : null}
          <Relaxations feedback={feedback} lot={lot} track={track} edit={edit} />
          <Missing feedback={feedback} lot={lot} reference={reference} edit={edit} />
          <Costs feedback={feedback} />
        </div>
      ) : null}
    </aside>
  );
}

function Counts({ feedback }: { readonly feedback: Feedback }) {
  const say = useTexts(texts);
  const counts = { FITS: feedback.fits, NEEDS_DATA: feedback.needsData, RULED_OUT: feedback.ruledOut };
  const words = { FITS: say('market.fits'), NEEDS_DATA: say('market.needsData'), RULED_OUT: say('market.ruledOut') };
  const all = Math.max(1, feedback.compared);
  let from = 0;
  return (
    <>
      <div className="market-counts">
        {KINDS.map((kind) => (
          <div key={kind} className={kind}>
            <b>{counts[kind]}</b>
            {words[kind]}
          </div>
        ))}
      </div>
      <svg
        className="market-bar"
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        role="img"
        aria-label={say('market.bar', {
          fits: feedback.fits,
          needsData: feedback.needsData,
          ruledOut: feedback.ruledOut,
        })}
      >
        {KINDS.map((kind) => {
          const width = (counts[kind] / all) * 100;
          const x = from;
          from += width;
          return <rect key={kind} className={kind} x={x} y={0} width={width} height={10} />;
        })}
      </svg>
    </>
  );
}

function Costs({ feedback }: { readonly feedback: Feedback }) {
  const say = useTexts(texts);
  const [all, setAll] = useState(false);
  const costly = (feedback.requirements ?? []).filter(
    ({ excludes, fitsWithout }) => excludes > 0 || fitsWithout > feedback.fits,
  );
  if (costly.length === 0) return null;
  const shown = all ? costly : costly.slice(0, SHOWN);
  return (
    <>
      <h3>{say('market.costs')}</h3>
      <ul className="market-costs" tabIndex={-1}>
        {shown.map(({ requirement, label, limit, excludes, fitsWithout, emptiesMarket }) => (
          <li key={requirement}>
            {emptiesMarket ? <Mark kind="bad">{say('market.empties')}</Mark> : null}
            {label} {limit}
            <span className="stamp numbers">
              {say('market.excludes', { count: excludes })} · {say('market.without', { count: fitsWithout })}
            </span>
          </li>
        ))}
      </ul>
      <More count={costly.length - shown.length} show={() => setAll(true)} />
    </>
  );
}

/** Shows the rest of a list, to which the focus goes. */
function More({ count, show }: { readonly count: number; readonly show: () => void }) {
  const say = useTexts(texts);
  if (count === 0) return null;
  return (
    <Button
      small
      kind="link"
      onClick={(event) => {
        focusList(event.currentTarget);
        show();
      }}
    >
      {say('market.more', { count })}
    </Button>
  );
}

/** Which figures are wanting, where nothing fits for want of them. */
function Missing({
  feedback: { missing },
  ...inlets
}: {
  readonly feedback: Feedback;
  readonly lot: DraftLot;
  readonly reference: Reference;
  readonly edit: (edit: Edit) => void;
}) {
  const say = useTexts(texts);
  const [all, setAll] = useState(false);
  if (!missing) return null;
  const shown = all ? missing.figures : missing.figures.slice(0, SHOWN);
  return (
    <>
      <h3>{say('market.missing')}</h3>
      <p className="stamp">{say('market.missingNote', { count: missing.among })}</p>
      <TakeInlets figures={missing.figures} {...inlets} />
      <ul className="market-costs" tabIndex={-1}>
        {shown.map(({ requirement, label, limit, listings, inletWanted, conditionWanted }) => (
          <li key={requirement}>
            {label} {limit}
            <span className="stamp numbers">
              {say('market.lacking', { count: listings, among: missing.among })}
              {inletWanted > 0 ? ` · ${say('market.inletWanted', { count: inletWanted })}` : ''}
            </span>
            {conditionWanted ? (
              <span>
                {say('market.conditionWanted', { condition: conditionWanted })}{' '}
                <Link to={settledIn(inlets.lot, requirement)}>{say('review.goTo')}</Link>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <More count={missing.figures.length - shown.length} show={() => setAll(true)} />
    </>
  );
}

/** The step in which it is said whether a condition holds: beside the citation, or, of a requirement, by the duty. */
const settledIn = ({ id, standards }: DraftLot, requirement: string): string =>
  `?step=${standards.some(({ code, level }) => requirement.startsWith(`${code}/${level}/`)) ? 'standard' : 'duty'}&lot=${encodeURIComponent(id)}`;

/**
 * Where listings wait for what comes in: a press brings the lines of it into the tender, those of the scenario as well, and
 * leads to where the figures are filled in. They are the buyer's alone; none is made up.
 */
function TakeInlets({
  figures,
  lot,
  reference,
  edit,
}: {
  readonly figures: NonNullable<Feedback['missing']>['figures'];
  readonly lot: DraftLot;
  readonly reference: Reference;
  readonly edit: (edit: Edit) => void;
}) {
  const say = useTexts(texts);
  const navigate = useNavigate();
  const templateOf = useTemplate(reference);
  const [waiting, setWaiting] = useState(false);
  const wanted = wantedInlets(lot, figures);
  if (wanted.length === 0) return null;
  const there = (parameter: string | undefined) =>
    lot.duty.some((one) => one.metric === 'inlet' && one.parameter === parameter);
  const step = `?step=duty&lot=${encodeURIComponent(lot.id)}`;
  if (wanted.every(there))
    return (
      <p>
        {say('market.inletsThere')} <Link to={step}>{say('review.goTo')}</Link>
      </p>
    );
  const take = async () => {
    setWaiting(true);
    const usual =
      lot.scenario || lot.technologies.length > 0 ? await templateOf(lot.scenario, lot.technologies) : undefined;
    setWaiting(false);
    const line = (parameter: string) => blankInlet(reference, lot.domain, parameter);
    const others = (usual?.duty ?? []).filter(
      ({ metric, parameter }) => metric === 'inlet' && !wanted.includes(parameter ?? ''),
    );
    edit({ type: 'MERGE', lot: lot.id, parts: { duty: [...wanted.map(line), ...others] } });
    await navigate(step);
    focusBrought(lot);
  };
  return (
    <p>
      <Button small kind="primary" disabled={waiting} onClick={() => void take()}>
        {say('market.takeInlets')}
      </Button>{' '}
      <span className="stamp">{say('market.takeInletsNote')}</span>
    </p>
  );
}

function Relaxations({
  feedback,
  lot,
  track,
  edit,
}: {
  readonly feedback: Feedback;
  readonly lot: DraftLot;
  readonly track: Track;
  readonly edit: (edit: Edit) => void;
}) {
  const say = useTexts(texts);
  if (feedback.ruledOut === 0) return null;
  const isOwn = ({ requirement }: Relaxation) => lot.requirements.some(({ id }) => id === requirement);
  // A figure moved into the envelope of one listing may leave that of another: then nothing is won.
  const helping = feedback.relaxations.filter(({ fits, fitsNow }) => fits > fitsNow);
  const own = helping.filter(isOwn);
  const cited = helping.filter((relaxation) => !isOwn(relaxation));
  return (
    <>
      <h3>{say('market.relax')}</h3>
      {own.length > 0 ? <p className="stamp">{say('market.relaxNote')}</p> : null}
      {helping.length === 0 ? <p className="stamp">{say('market.relaxNone')}</p> : null}
      {own.map((relaxation, at) => (
        <Slider
          key={relaxation.requirement}
          relaxation={relaxation}
          lot={lot}
          track={track}
          edit={edit}
          isFirst={at === 0}
        />
      ))}
      {cited.map(({ requirement, says }) => (
        <p key={requirement}>
          {says}
          <span className="stamp"> {say('market.cited')}</span>
        </p>
      ))}
    </>
  );
}

/** The settings of one number, from the present one to milder ones, with how many would fit at each. */
function Slider({
  relaxation,
  lot,
  track,
  edit,
  isFirst,
}: {
  readonly relaxation: Relaxation;
  readonly lot: DraftLot;
  readonly track: Track;
  readonly edit: (edit: Edit) => void;
  /** The first is open from the start: each that is asks the market for its settings. */
  readonly isFirst: boolean;
}) {
  const say = useTexts(texts);
  const [open, setOpen] = useState(isFirst);
  const [at, setAt] = useState(0);
  const { stops, asking } = useStops(lot, relaxation, track, open);
  const chosen = stops[Math.min(at, stops.length - 1)] ?? { value: relaxation.from, fits: relaxation.fitsNow };
  const value = (of: number) => `${number(of)} ${showUnit(relaxation.unit)}`;
  return (
    <details className="market-slider" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{relaxation.says}</summary>
      <p className="market-setting numbers">
        {say('market.setting', { value: value(chosen.value), fits: chosen.fits })}{' '}
        <span className="stamp">
          {chosen.value === relaxation.from
            ? say('market.now')
            : say('market.gain', { count: chosen.fits - relaxation.fitsNow })}
        </span>
      </p>
      <input
        type="range"
        min={0}
        max={stops.length - 1}
        step={1}
        value={Math.min(at, stops.length - 1)}
        aria-label={say('market.settings', { of: relaxation.label })}
        aria-valuetext={say('market.setting', { value: value(chosen.value), fits: chosen.fits })}
        onChange={(event) => setAt(Number(event.target.value))}
      />
      <Button
        small
        kind="primary"
        disabled={chosen.value === relaxation.from}
        onClick={(event) => {
          focusPanel(event.currentTarget);
          setAt(0);
          edit({ type: 'RELAX', lot: lot.id, id: relaxation.requirement, from: relaxation.from, to: chosen.value });
        }}
      >
        {say('market.apply', { value: value(chosen.value) })}
      </Button>
      <ol>
        {stops.map((stop, place) => (
          <li key={stop.value} aria-current={stop === chosen ? 'true' : undefined}>
            {say('market.setting', { value: value(stop.value), fits: stop.fits })}{' '}
            <span className="stamp">
              {place === 0 ? say('market.now') : say('market.gain', { count: stop.fits - relaxation.fitsNow })}
            </span>
          </li>
        ))}
      </ol>
      {asking ? <p className="stamp">{say('market.findMore')}</p> : null}
    </details>
  );
}
