import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { HonourSchemesDocument, RecordHonoursDocument } from '../../generated/organisations';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { ConflictNotice, isOvertaken } from './conflict-notice';
import { inputsOf, type HonourDraft } from './honours';
import { texts } from './texts';

const EMPTY = { code: '', number: '', issuedOn: '', validUntil: '', checked: false };
let rows = 0;

/** Which honours a firm holds; all of them are recorded at once. */
export function HonoursPanel({
  id,
  version,
  drafts,
  unsaved,
  change,
  discard,
  saved,
  reload,
}: {
  readonly id: string;
  readonly version: number;
  readonly drafts: readonly HonourDraft[];
  readonly unsaved: boolean;
  readonly change: (drafts: readonly HonourDraft[]) => void;
  readonly discard: () => void;
  readonly saved: () => void;
  readonly reload: () => void;
}) {
  const say = useTexts(texts);
  const [schemes] = useQuery({ query: HonourSchemesDocument });
  const { act, waiting, refused, forget } = useAct(RecordHonoursDocument, (data) => data.recordHonours);
  const [missing, setMissing] = useState(false);
  const honours = schemes.data?.schemes.filter(({ kind }) => kind === 'HONOUR') ?? [];
  const save = async (): Promise<void> => {
    const lacks = drafts.some(({ code }) => code === '');
    setMissing(lacks);
    if (lacks) return;
    if (await act({ id, version, honours: inputsOf(drafts) })) saved();
  };
  const nameOf = (field: string): string | undefined => {
    const at = Number(/^honours\[(\d+)\]/u.exec(field)?.[1]);
    return honours.find(({ code }) => code === drafts[at]?.code)?.label;
  };
  return (
    <section className="panel" aria-label={say('honours.title')}>
      <h2>{say('honours.title')}</h2>
      <p className="stamp">{say('honours.lede')}</p>
      {isOvertaken(refused) ? (
        <ConflictNotice
          reload={() => {
            forget();
            reload();
          }}
        />
      ) : (
        <RefusalNotice refused={refused} title={say('decide.failed')} nameOf={nameOf} />
      )}
      {missing ? (
        <p className="fault" role="alert">
          {say('honours.chooseAll')}
        </p>
      ) : null}
      {drafts.length === 0 ? <p>{say('honours.none')}</p> : null}
      <ul className="honour-rows">
        {drafts.map((draft, at) => (
          <HonourRow
            key={draft.key}
            draft={draft}
            schemes={honours}
            change={(next) => change(drafts.map((one, index) => (index === at ? next : one)))}
            remove={() => change(drafts.filter((_one, index) => index !== at))}
          />
        ))}
      </ul>
      <div className="decide-buttons">
        <Button onClick={() => change([...drafts, { ...EMPTY, key: `new-${++rows}` }])}>{say('honours.add')}</Button>
        {unsaved ? (
          <>
            <Button kind="primary" disabled={waiting} onClick={() => void save()}>
              {say('honours.save')}
            </Button>
            <Button kind="link" onClick={discard}>
              {say('honours.discard')}
            </Button>
          </>
        ) : null}
      </div>
    </section>
  );
}

function HonourRow({
  draft,
  schemes,
  change,
  remove,
}: {
  readonly draft: HonourDraft;
  readonly schemes: readonly { readonly code: string; readonly label: string; readonly issuer: string }[];
  readonly change: (next: HonourDraft) => void;
  readonly remove: () => void;
}) {
  const say = useTexts(texts);
  const id = useId();
  const chosen = schemes.find(({ code }) => code === draft.code);
  const field = (name: 'number' | 'issuedOn' | 'validUntil', type: 'text' | 'date') => (
    <span>
      <label htmlFor={`${id}${name}`}>{say(`honours.${name}`)}</label>
      <input
        id={`${id}${name}`}
        type={type}
        value={draft[name]}
        onChange={(event) => change({ ...draft, [name]: event.target.value })}
      />
    </span>
  );
  return (
    <li>
      <span className="honour-scheme">
        <label htmlFor={`${id}scheme`}>{say('honours.scheme')}</label>
        <select
          id={`${id}scheme`}
          value={draft.code}
          onChange={(event) => change({ ...draft, code: event.target.value })}
        >
          <option value="">{say('honours.choose')}</option>
          {schemes.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
        {chosen ? <span className="stamp">{chosen.issuer}</span> : null}
      </span>
      {field('number', 'text')}
      {field('issuedOn', 'date')}
      {field('validUntil', 'date')}
      <span className="honour-last">
        <Checkbox checked={draft.checked} onChange={(checked) => change({ ...draft, checked })}>
          {say('honours.checked')}
        </Checkbox>
        <Button small aria-label={say('honours.removeOf', { name: chosen?.label ?? '' })} onClick={remove}>
          {say('honours.remove')}
        </Button>
      </span>
    </li>
  );
}
