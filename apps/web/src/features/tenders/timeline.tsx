import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { ProcurementMethod, Track } from '../../generated/schema';
import { LegalClocksDocument } from '../../generated/tenders';
import { useTexts } from '../../language/texts';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { useDaysLeft } from '../../ui/use-days-left';
import { useNow } from '../../ui/use-now';
import { daysBetween, legalEvents, placeOf, type Clock, type DatedTender, type LegalEvent } from './legal-dates';
import { texts } from './texts';

type Dated = DatedTender & { readonly track: Track; readonly method: ProcurementMethod };

/** When what happens, and on which article it rests: a line for the eye, and the list that says the same. */
export function Timeline({ tender }: { readonly tender: Dated }) {
  const say = useTexts(texts);
  const now = useNow();
  const { track, method } = tender;
  const [result] = useQuery({ query: LegalClocksDocument, variables: { track, method } });
  const events = legalEvents(tender, result.data?.legalClocks ?? [], now);
  const dated = events.filter(({ at }) => at !== null);
  const later = events.filter(({ at }) => at === null);
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">{say('dates')}</h2>
      <div className="panel">
        <DateLine events={dated} now={now} />
        <ol className="timeline">
          {dated.map((event) => (
            <EventView key={event.key} event={event} tender={tender} />
          ))}
        </ol>
        {later.length > 0 ? (
          <>
            <p className="stamp timeline-note">{say('laterNote')}</p>
            <ol className="timeline">
              {later.map((event) => (
                <EventView key={event.key} event={event} tender={tender} />
              ))}
            </ol>
          </>
        ) : null}
        <p className="stamp timeline-note">
          {say('beijing')} {track === 'PRIVATE' ? say('noLaw') : null}
        </p>
      </div>
    </section>
  );
}

/** From the first date to the last, with how much of it has passed. The list beside it says all of it. */
function DateLine({ events, now }: { readonly events: readonly LegalEvent[]; readonly now: number }) {
  const [from, to] = [events[0]?.at, events.at(-1)?.at];
  if (from === null || from === undefined || to === null || to === undefined || to <= from) return null;
  const place = (at: number) => placeOf(at, from, to);
  return (
    <svg className="date-line" width="100%" height="22" aria-hidden="true">
      <line className="whole" x1="0" x2="100%" y1="11" y2="11" />
      <line className="passed" x1="0" x2={place(now)} y1="11" y2="11" />
      {events.map(({ key, at, standing }) => (
        <circle key={key} className={standing} cx={place(at ?? from)} cy="11" r="5" />
      ))}
      {now > from && now < to ? <rect className="now" x={place(now)} y="1" width="2" height="20" /> : null}
    </svg>
  );
}

function EventView({
  event: { name, at, clock, standing },
  tender,
}: {
  readonly event: LegalEvent;
  readonly tender: Dated;
}) {
  const { i18n } = useTranslation();
  const say = useTexts(texts);
  const left = useDaysLeft(name === 'DEADLINE' && standing !== 'PAST' && standing !== 'VOID' ? tender.deadline : null);
  return (
    <li className={standing} aria-current={standing === 'NEXT' ? 'step' : undefined}>
      <div className="timeline-when numbers">
        {at === null ? null : (
          <time dateTime={new Date(at).toISOString()}>{showInstant(new Date(at).toISOString(), i18n.language)}</time>
        )}
        <span className="timeline-standing">{say(`standing.${standing}`)}</span>
      </div>
      <div>
        <strong>{name === 'LATER' ? clock?.label : say(`event.${name}`)}</strong>
        {left ? (
          <>
            {' '}
            <Mark kind={left.near ? 'bad' : 'notice'}>{left.says}</Mark>
          </>
        ) : null}
        {clock ? <Rests clock={clock} name={name} tender={tender} /> : null}
      </div>
    </li>
  );
}

/** The period of the law, what it comes to here, and its article. */
function Rests({
  clock,
  name,
  tender,
}: {
  readonly clock: Clock;
  readonly name: LegalEvent['name'];
  readonly tender: Dated;
}) {
  const say = useTexts(texts);
  const amount = useAmount(clock);
  if (amount === null) return null;
  const { label, from } = clock;
  const begins = tender.publishedAt ? Date.parse(tender.publishedAt) : null;
  const ends = name === 'DEADLINE' ? tender.deadline : name === 'DOCUMENTS_END' ? tender.documentsUntil : null;
  return (
    <p className="stamp">
      {name === 'OPENING' && clock.amount === 0
        ? label
        : say(name === 'LATER' ? 'from' : name === 'LAST_OBJECTION' ? 'before' : 'spans', { label, from, amount })}
      {begins !== null && ends ? ` · ${say('here', { count: daysBetween(begins, Date.parse(ends)) })}` : null}
      {' · '}
      <cite>{clock.citation}</cite>
      {clock.decides ? null : (
        <>
          {' '}
          <Mark kind="notice">{say('unread')}</Mark>
        </>
      )}
    </p>
  );
}

/** "at least 20 days"; null for what is no period of days. */
function useAmount({ direction, amount, unit }: Clock): string | null {
  const say = useTexts(texts);
  if (unit !== 'DAYS' && unit !== 'WORKING_DAYS') return null;
  if (direction === 'EXACT') return amount === 0 ? say('clock.EXACT.NONE') : say(`clock.EXACT.${unit}`, { amount });
  return say(`clock.${direction === 'MAXIMUM' ? 'MAXIMUM' : 'MINIMUM'}.${unit}`, { amount });
}
