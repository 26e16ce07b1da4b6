import { readInstant, writtenInstant } from '@huanpei/exchange';
import { useTranslation } from 'react-i18next';
import { METHODS_OF } from '@huanpei/domain';
import type { ProcurementMethod, Track } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { describedBy, Field } from '../fields/field';
import type { StepProps } from './step-props';
import { texts } from './texts';
import { suggested, type Earliest, type Periods } from './use-periods';

const TRACKS: readonly Track[] = ['GOVERNMENT_PROCUREMENT', 'TENDERING_LAW', 'PRIVATE'];

/** The law, the method, and the dates they allow. */
export function DatesStep({
  draft,
  edit,
  periods,
  amending,
}: StepProps & { readonly periods: Periods; readonly amending: boolean }) {
  const say = useTexts(texts);
  const set = (changes: Partial<typeof draft>) => edit({ type: 'SET_TENDER', changes });
  const units = (unit: string, count: number) =>
    unit === 'DAYS' || unit === 'WORKING_DAYS' || unit === 'YEARS' || unit === 'PERCENT' || unit === 'COUNT'
      ? say(`dates.units.${unit}`, { count })
      : String(count);
  const direction = (of: string) =>
    of === 'MINIMUM' || of === 'MAXIMUM' || of === 'EXACT' ? say(`dates.direction.${of}`) : of;
  return (
    <>
      <section>
        <h2>{say('dates.law')}</h2>
        <div className="edit-row">
          <Field id="track" label={say('dates.track')} hint={amending ? say('dates.fixed') : undefined}>
            <select
              id="track"
              value={draft.track}
              disabled={amending}
              onChange={(event) => {
                const track = event.target.value as Track;
                // A method that the other law does not know gives way to the one that each has.
                set({ track, method: METHODS_OF[track].includes(draft.method) ? draft.method : 'OPEN' });
              }}
            >
              {TRACKS.map((track) => (
                <option key={track} value={track}>
                  {say(`dates.tracks.${track}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field id="method" label={say('dates.method')} hint={amending ? say('dates.fixed') : undefined}>
            <select
              id="method"
              value={draft.method}
              disabled={amending}
              onChange={(event) => set({ method: event.target.value as ProcurementMethod })}
            >
              {(amending ? [draft.method] : METHODS_OF[draft.track]).map((method) => (
                <option key={method} value={method}>
                  {say(`dates.methods.${method}`)}
                </option>
              ))}
            </select>
          </Field>
        </div>
      </section>
      <section>
        <h2>{say('dates.title')}</h2>
        <div className="edit-row">
          <InstantField
            id="deadline"
            label={say('dates.deadline')}
            value={draft.deadline}
            change={(deadline) => set({ deadline })}
            earliest={periods.deadline}
            later={periods.change}
          />
          <InstantField
            id="documents-until"
            label={say('dates.documentsUntil')}
            value={draft.documentsUntil}
            change={(documentsUntil) => set({ documentsUntil })}
            earliest={periods.documentsUntil}
          />
        </div>
      </section>
      <section>
        {periods.clocks.length === 0 ? <p className="lede">{say('dates.noPeriod')}</p> : null}
        {periods.clocks.length > 0 ? (
          <details className="scroll">
            <summary>{say('dates.clocks', { count: periods.clocks.length })}</summary>
            <table className="limits">
              <thead>
                <tr>
                  <th scope="col">{say('dates.step')}</th>
                  <th scope="col">{say('dates.amount')}</th>
                  <th scope="col">{say('dates.citation')}</th>
                </tr>
              </thead>
              <tbody>
                {periods.clocks.map((clock) => (
                  <tr key={clock.id}>
                    <th scope="row">{clock.label}</th>
                    <td>
                      {direction(clock.direction)} {units(clock.unit, clock.amount)}
                    </td>
                    <td>
                      {clock.citation}
                      {clock.decides ? null : <span className="stamp"> · {say('dates.shownOnly')}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        ) : null}
      </section>
    </>
  );
}

/** A time of the clock in Asia/Shanghai, wherever the browser is. */
function InstantField({
  id,
  label,
  value,
  change,
  earliest,
  later,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly change: (instant: string | undefined) => void;
  readonly earliest: Earliest | undefined;
  /** What a change that affects bids asks for. */
  readonly later?: Earliest | undefined;
}) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const shown = (instant: string) => showInstant(instant, i18n.language);
  const soon = earliest && value !== undefined && Date.parse(value) < Date.parse(earliest.at);
  const fault = soon ? say('dates.tooSoon', { time: shown(earliest.at) }) : undefined;
  const latest = later && (!earliest || Date.parse(later.at) > Date.parse(earliest.at)) ? later : earliest;
  return (
    <Field
      id={id}
      label={label}
      fault={fault}
      hint={
        earliest || later ? (
          <>
            {earliest ? (
              <span>{say('dates.earliest', { time: shown(earliest.at), citation: earliest.citation })} </span>
            ) : null}
            {later ? (
              <span>{say('dates.earliestAmend', { time: shown(later.at), citation: later.citation })} </span>
            ) : null}
            {latest ? (
              <Button small kind="link" onClick={() => change(suggested(latest.at))}>
                {say('dates.useEarliest', { time: shown(suggested(latest.at)) })}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <input
        id={id}
        className="edit-input numbers"
        type="datetime-local"
        value={value === undefined ? '' : writtenInstant(value).slice(0, 16).replace(' ', 'T')}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, fault, earliest ?? later)}
        onChange={(event) => change(readInstant(event.target.value))}
      />
    </Field>
  );
}
