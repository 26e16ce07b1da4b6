import { USUAL_DIGEST } from '@huanpei/domain';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { WatchRhythm } from '../../generated/schema';
import { SaveSearchDocument } from '../../generated/search';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button, Checkbox, LinkButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { filterOf, searchAddress, type SearchState } from './search-state';
import { texts } from './texts';

const RHYTHMS: readonly WatchRhythm[] = ['NONE', 'INSTANT', 'DAILY', 'WEEKLY'];
/** In the address after signing in, so that the visitor goes on where saving was begun. */
const SAVING = 'save';

/** Keeps the search for a member; a visitor is led to sign in and back to it. */
export function SaveSearch({ state }: { readonly state: SearchState }) {
  const say = useTexts(texts);
  const { session } = useSession();
  const [address, setAddress] = useSearchParams();
  const [asked, setAsked] = useState(false);
  const [saved, setSaved] = useState<string>();
  if (session.is === 'UNKNOWN') return null;
  if (session.is === 'VISITOR') {
    const back = searchAddress(state);
    const next = `${back}${back.includes('?') ? '&' : '?'}${SAVING}=1`;
    return (
      <LinkButton small to={`/sign-in?next=${encodeURIComponent(next)}`}>
        {say('saveSignIn')}
      </LinkButton>
    );
  }
  const open = asked || address.get(SAVING) === '1';
  const close = () => {
    setAsked(false);
    if (!address.has(SAVING)) return;
    const without = new URLSearchParams(address);
    without.delete(SAVING);
    setAddress(without, { replace: true });
  };
  return (
    <>
      <Button small aria-haspopup="dialog" onClick={() => setAsked(true)}>
        {say('save')}
      </Button>
      {saved === undefined ? null : (
        <span className="stamp" role="status">
          {say('saved', { name: saved })}
        </span>
      )}
      {open ? (
        <Dialog title={say('saveTitle')} close={close}>
          <SaveForm
            state={state}
            done={(name) => {
              setSaved(name);
              close();
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}

function SaveForm({ state, done }: { readonly state: SearchState; readonly done: (name: string) => void }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const id = useId();
  const [delivery, setDelivery] = useState<WatchRhythm>('DAILY');
  const [shared, setShared] = useState(false);
  const [nameless, setNameless] = useState(false);
  const { act, waiting, refused } = useAct(SaveSearchDocument, (data) => data.createSavedSearch);
  const suggested = [state.text.trim(), state.kind === null ? '' : t(`search.kind.${state.kind}`)]
    .filter((part) => part !== '')
    .join(' · ');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    setNameless(name === '');
    if (name === '') return;
    const answer = await act({
      input: {
        name,
        delivery,
        shared,
        query: {
          search: { text: state.text, kinds: state.kind === null ? null : [state.kind], filter: filterOf(state) },
        },
      },
    });
    if (answer) done(answer.name);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      {nameless ? <Notice kind="error" title={say('nameless')} /> : null}
      <RefusalNotice refused={refused} title={say('refused')} />
      <label htmlFor={`${id}name`}>{say('saveName')}</label>
      <input
        id={`${id}name`}
        name="name"
        maxLength={100}
        defaultValue={suggested === '' ? say('saveAll') : suggested}
        aria-invalid={nameless}
        required
      />
      <fieldset className="rhythms">
        <legend>{say('delivery')}</legend>
        {RHYTHMS.map((rhythm) => (
          <label className="check" key={rhythm}>
            <input
              type="radio"
              name="delivery"
              value={rhythm}
              checked={delivery === rhythm}
              onChange={() => setDelivery(rhythm)}
            />
            {say(`rhythm.${rhythm}`, { hour: USUAL_DIGEST.hour })}
          </label>
        ))}
      </fieldset>
      <Checkbox checked={shared} onChange={setShared}>
        {say('shared')}
      </Checkbox>
      <p className="stamp">{say('saveNote')}</p>
      <Button kind="primary" type="submit" disabled={waiting}>
        {say(waiting ? 'saving' : 'submit')}
      </Button>
    </form>
  );
}
