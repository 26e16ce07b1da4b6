import { number } from '@huanpei/matching';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useClient, useQuery } from 'urql';
import { LotTrainsDocument, TenderOfTrainsDocument } from '../../generated/trains';
import type { TrainObjective } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { Notice } from '../../ui/notice';
import { tenderEditorPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { serverWords } from '../../ui/server-words';
import { RefusalNotice } from '../work/refusal-notice';
import type { Refused } from '../work/use-act';
import type { Search } from './falls';
import { texts } from './texts';
import { TrainView } from './train-view';
import './trains.css';

const OBJECTIVES: readonly TrainObjective[] = ['LIFE_CYCLE_COST', 'ENERGY', 'STAGES', 'FOOTPRINT'];
const MOST_STAGES = [1, 2, 3, 4, 5, 6];
const USUAL_STAGES = 5;

/** Trains of listings that meet a lot together. Lot, objective and the number of stages are in the address. */
export function TrainsPage() {
  const { id = '' } = useParams();
  const say = useTexts(texts);
  const name = useName();
  const ids = useId();
  const [search, setSearch] = useSearchParams();
  const [{ data, error }, again] = useQuery({ query: TenderOfTrainsDocument, variables: { id } });
  const tender = data?.tender;
  useTitle(data && (tender ? say('of', { title: name(tender.title) }) : say('notFound')));
  if (error) return <Failed error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading rows={8} />;
  if (!tender) return <Empty text={say('notFound')} isPage />;
  const lot = tender.lots.find((one) => one.id === search.get('lot')) ?? tender.lots[0];
  const objective = OBJECTIVES.find((one) => one === search.get('objective')) ?? 'LIFE_CYCLE_COST';
  const asked = Number(search.get('stages'));
  const maxStages = MOST_STAGES.includes(asked) ? asked : USUAL_STAGES;
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next);
  };
  return (
    <>
      <p className="stamp no-print">
        <Link to="/work/tenders">← {say('back')}</Link>
        {tender.state === 'DRAFT' || tender.state === 'PUBLISHED' ? (
          <>
            {' · '}
            <Link to={tenderEditorPath(tender.id)}>{say('edit')}</Link>
          </>
        ) : null}
      </p>
      <h1>{say('of', { title: name(tender.title) })}</h1>
      <section className="tools train-options" aria-label={say('options')}>
        {tender.lots.length > 1 ? (
          <span>
            <label htmlFor={`${ids}lot`}>{say('lots')}</label>
            <select id={`${ids}lot`} value={lot?.id} onChange={(event) => set('lot', event.target.value)}>
              {tender.lots.map((one) => (
                <option key={one.id} value={one.id}>
                  {say('lot', { id: one.id })} {name(one.title)}
                </option>
              ))}
            </select>
          </span>
        ) : null}
        <span>
          <label htmlFor={`${ids}objective`}>{say('objective')}</label>
          <select id={`${ids}objective`} value={objective} onChange={(event) => set('objective', event.target.value)}>
            {OBJECTIVES.map((one) => (
              <option key={one} value={one}>
                {say(`objectives.${one}`)}
              </option>
            ))}
          </select>
        </span>
        <span>
          <label htmlFor={`${ids}stages`}>{say('stagesMost')}</label>
          <select id={`${ids}stages`} value={maxStages} onChange={(event) => set('stages', event.target.value)}>
            {MOST_STAGES.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </span>
      </section>
      {lot ? <Found tenderId={tender.id} lotId={lot.id} objective={objective} maxStages={maxStages} /> : null}
    </>
  );
}

type State =
  | { readonly is: 'ASKING' }
  | { readonly is: 'THERE'; readonly found: Search }
  | { readonly is: 'REFUSED'; readonly refused: Refused };

/** One search; only the last that was asked for is shown. */
function Found({
  tenderId,
  lotId,
  objective,
  maxStages,
}: {
  readonly tenderId: string;
  readonly lotId: string;
  readonly objective: TrainObjective;
  readonly maxStages: number;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const client = useClient();
  const [state, setState] = useState<State>({ is: 'ASKING' });
  const [round, setRound] = useState(0);
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    setState({ is: 'ASKING' });
    void client
      .query(
        LotTrainsDocument,
        { tenderId, lotId, options: { objective, maxStages, top: 3 } },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
      .then(({ data, error }) => {
        if (asked.current !== mine) return;
        const answer = data?.lotTrains;
        if (answer?.__typename === 'TrainSearch') return setState({ is: 'THERE', found: answer });
        const message = serverWords(error, t('unreachable'));
        return setState({ is: 'REFUSED', refused: answer ?? { reasons: [{ message }] } });
      });
    // Another language asks nothing anew: a train is searched for seconds.
  }, [client, tenderId, lotId, objective, maxStages, round]);
  if (state.is === 'ASKING')
    return (
      <div aria-busy="true">
        <p className="lede">{say('asking')}</p>
        <Loading rows={8} />
      </div>
    );
  if (state.is === 'REFUSED')
    return (
      <>
        <RefusalNotice refused={state.refused} title={say('refused')} />
        <Button onClick={() => setRound(round + 1)}>{say('retry')}</Button>
      </>
    );
  return <Trains found={state.found} />;
}

function Trains({ found }: { readonly found: Search }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const { trains, unreached, complete, gap, bound } = found;
  const unit = found.objectiveUnit && found.objectiveUnit !== '1' ? ` ${showUnit(found.objectiveUnit)}` : '';
  return (
    <>
      <p className="lede">
        {found.says}{' '}
        <span className="numbers">{say('considered', { compared: found.compared, considered: found.considered })}</span>
      </p>
      {complete ? null : (
        <Notice
          kind="warning"
          title={
            typeof gap === 'number' && typeof bound === 'number'
              ? say('stopped', { gap: `${number(gap * 100)}%`, bound: `${number(bound)}${unit}` })
              : say('stoppedOpen')
          }
        />
      )}
      {unreached.length > 0 ? (
        <Notice kind="warning" title={say('none')}>
          <p>{say('unreached')}</p>
          <ul>
            {unreached.map((one, at) => (
              <li key={at}>
                {one.says}
                {typeof one.best === 'number' && typeof one.limit === 'number' ? (
                  <span className="stamp">
                    {' '}
                    {say('best', {
                      best: `${number(one.best)} ${showUnit(one.unit ?? '')}`.trim(),
                      limit: `${number(one.limit)} ${showUnit(one.unit ?? '')}`.trim(),
                    })}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {trains.map((train, at) => (
        <TrainView key={`${i18n.language}-${at}`} train={train} number={at + 1} />
      ))}
      <p className="stamp">
        {say('stamp', { engine: found.engine, edition: found.referenceEdition, asOf: found.asOf })}
      </p>
    </>
  );
}
