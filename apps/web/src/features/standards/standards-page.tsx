import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { StandardsDocument, type StandardsQuery } from '../../generated/standards';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { Ignored } from '../../ui/ignored';
import { ignoredParts } from '../../ui/ignored-parts';
import { Mark } from '../../ui/mark';
import { standardPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import {
  EVERYTHING,
  filtered,
  MEDIA,
  mediaOf,
  KNOWN_PARTS,
  readStandards,
  standardsAddress,
  STATUSES,
  type StandardsState,
} from './standards-state';
import { StatusMark } from './status-mark';
import { texts } from './texts';
import '../../ui/list.css';
import './standards.css';

type Row = StandardsQuery['standards'][number];

/** Every standard whose limits are known here, by medium; the address holds what is looked for. */
export function StandardsPage() {
  const say = useTexts(texts);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const key = search.toString();
  const state = useMemo(() => readStandards(new URLSearchParams(key)), [key]);
  useTitle(say('title'), say('lede'));
  const [result, again] = useQuery({ query: StandardsDocument });
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  const all = result.data?.standards;
  // What is being typed replaces itself in the history; a choice is a place to come back to.
  const go = (next: StandardsState, replace = false) => void navigate(standardsAddress(next), { replace });
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <Ignored parts={ignoredParts(search, KNOWN_PARTS)} />
      {all ? (
        <>
          <Filter state={state} all={all} go={go} />
          <Rows standards={filtered(all, state)} />
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}

function Filter({
  state,
  all,
  go,
}: {
  readonly state: StandardsState;
  readonly all: readonly Row[];
  readonly go: (next: StandardsState, replace?: boolean) => void;
}) {
  const say = useTexts(texts);
  const places = [...new Map(all.map((one) => [one.jurisdiction, one.jurisdictionLabel])).entries()];
  return (
    <form className="list-filter" role="search" aria-label={say('filter')} onSubmit={(event) => event.preventDefault()}>
      <label className="grows">
        {say('search')}
        <input
          type="search"
          value={state.text}
          onChange={({ target }) => go({ ...state, text: target.value }, true)}
          placeholder="GB 18918"
        />
      </label>
      <label>
        {say('medium')}
        <select
          value={state.medium ?? ''}
          onChange={({ target }) => go({ ...state, medium: MEDIA.find((one) => one === target.value) ?? null })}
        >
          <option value="">{say('anyMedium')}</option>
          {MEDIA.map((one) => (
            <option key={one} value={one}>
              {say(`mediumOf.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('place')}
        <select
          value={state.place ?? ''}
          onChange={({ target }) => go({ ...state, place: target.value === '' ? null : target.value })}
        >
          <option value="">{say('anyPlace')}</option>
          {places.map(([code, label]) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('status')}
        <select
          value={state.status ?? ''}
          onChange={({ target }) => go({ ...state, status: STATUSES.find((one) => one === target.value) ?? null })}
        >
          <option value="">{say('anyStatus')}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {say(`statusOf.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

function Rows({ standards }: { readonly standards: readonly Row[] }) {
  const say = useTexts(texts);
  if (standards.length === 0)
    return (
      <Empty text={say('none')}>
        <LinkButton to={standardsAddress(EVERYTHING)}>{say('clear')}</LinkButton>
      </Empty>
    );
  return (
    <>
      <p className="stamp" role="status">
        {say('total', { count: standards.length })}
      </p>
      {MEDIA.map((medium) => {
        // One that limits several media stands under the first of them.
        const rows = standards.filter((standard) => mediaOf(standard.medium)[0] === medium);
        return rows.length === 0 ? null : (
          <section key={medium} aria-labelledby={`medium-${medium}`}>
            <h2 id={`medium-${medium}`}>{say(`mediumOf.${medium}`)}</h2>
            <ul className="rows">
              {rows.map((standard) => (
                <RowView key={standard.code} standard={standard} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function RowView({ standard }: { readonly standard: Row }) {
  const say = useTexts(texts);
  const name = useName();
  return (
    <li className="row-columns">
      <div>
        <h3>
          <Link to={standardPath(standard.code)}>{standard.code}</Link>
        </h3>
        {name(standard)}
      </div>
      <div>
        {standard.jurisdictionLabel}
        <p className="stamp">
          <Mark>{standard.mediumLabel}</Mark>
        </p>
      </div>
      <div className="numbers">
        <StatusMark status={standard.status} />
        <p className="stamp">
          {say('effective', { at: standard.effective })} · {say('levels', { count: standard.levels.length })}
        </p>
      </div>
    </li>
  );
}
