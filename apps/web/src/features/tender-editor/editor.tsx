import { useEffect, useMemo, useReducer, useRef, useState, type RefObject } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useClient } from 'urql';
import {
  AmendTenderDocument,
  PublishTenderDocument,
  TenderToEditDocument,
  type EditedTenderFragment,
} from '../../generated/tender-editor';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { tenderPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import type { Reference } from '../fields/reference';
import { useExpectedUnits } from '../fields/use-expected-units';
import { useAct } from '../work/use-act';
import { contentOf, draftOf, type Draft } from './draft';
import { begin, reduce } from './draft-state';
import { DatesStep } from './dates-step';
import { DutyStep } from './duty-step';
import { countsOf, faultsOf, isStep, STEPS, type Step } from './faults';
import { keep, recall } from './kept-draft';
import { LotsStep } from './lots-step';
import { MarketPanel } from './market-panel';
import { RequirementsStep } from './requirements-step';
import { Overtaken } from './overtaken';
import { ReviewStep } from './review-step';
import { LeaveGuard } from '../work/leave-guard';
import { SaveBar } from './save-bar';
import { StandardStep } from './standard-step';
import { texts } from './texts';
import { draftLeft } from './working-copy';
import { useAutosave } from './use-autosave';
import { earliestOf, usePeriods } from './use-periods';

/** The steps of a tender; which one is shown, and of which lot, is in the address. */
export function Editor({
  tender: first,
  reference,
}: {
  readonly tender: EditedTenderFragment;
  readonly reference: Reference;
}) {
  const say = useTexts(texts);
  const name = useName();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const client = useClient();
  const [tender, setTender] = useState(first);
  const amending = tender.state === 'PUBLISHED';
  const published = useMemo(() => draftOf(tender), [tender]);
  const [state, dispatch] = useReducer(reduce, undefined, () =>
    begin(amending ? published : (recall(window.localStorage, tender.id, tender.version) ?? draftLeft(tender))),
  );
  const draft = state.present;
  const autosave = useAutosave(tender, draft, !amending);
  const changed = amending && state.past.length > 0 && JSON.stringify(draft) !== JSON.stringify(published);
  const saved = autosave.saving.is === 'SAVED';
  useEffect(() => {
    if (!amending) keep(window.localStorage, tender.id, autosave.version, draft, saved);
  }, [amending, tender.id, autosave.version, draft, saved]);
  useUndoKeys(dispatch);

  const asked = search.get('step');
  const step: Step = isStep(asked) ? asked : 'duty';
  const lot = draft.lots.find(({ id }) => id === search.get('lot')) ?? draft.lots[0];
  const main = useStepFocus(`${step} ${lot?.id}`);
  const periods = usePeriods(draft, amending ? (tender.publishedAt ?? undefined) : undefined);
  const faults = useMemo(() => faultsOf(draft, earliestOf(periods)), [draft, periods]);
  const publishing = useAct(PublishTenderDocument, ({ publishTender }) => publishTender);
  const amendment = useAct(AmendTenderDocument, ({ amendTender }) => amendTender);
  const [done, setDone] = useState(false);
  // What somebody else has saved since this was read, as soon as saving or amending meets it.
  const refused = publishing.refused ?? amendment.refused;
  const overtaken =
    autosave.saving.is === 'CONFLICT' || (refused?.reasons.some(({ code }) => code === 'STALE_VERSION') ?? false);
  const [newer, setNewer] = useState<EditedTenderFragment>();
  useEffect(() => {
    if (!overtaken) return;
    void client
      .query(TenderToEditDocument, { id: first.id }, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => setNewer(data?.tender ?? undefined));
  }, [overtaken, first.id, client]);
  const goOn = (merged: Draft): void => {
    if (!newer) return;
    dispatch({ type: 'PUT', draft: merged });
    autosave.goOn(newer);
    publishing.forget();
    amendment.forget();
    setTender(newer);
    setNewer(undefined);
  };
  const publish = async (reason: string): Promise<boolean> => {
    const expectedVersion = amending ? tender.version : await autosave.now();
    if (expectedVersion === undefined) return false;
    // Where nothing was left to save, somebody else may have saved what nobody has read here.
    const answer = amending
      ? await amendment.act({ id: tender.id, content: contentOf(draft), reason, expectedVersion })
      : await publishing.act({ id: tender.id, expectedVersion });
    if (!answer) return false;
    setDone(true);
    return true;
  };
  useEffect(() => {
    // Once the guard has heard that nothing is left to save.
    if (done) void navigate(tenderPath(tender.id));
  }, [done, navigate, tender.id]);
  const ofEquipment = useExpectedUnits(reference, lot);
  if (!lot) return null;
  const props = { draft, lot, reference: ofEquipment, edit: dispatch };
  const ofLot = draft.lots.length > 1 && (step === 'duty' || step === 'standard' || step === 'requirements');
  return (
    <>
      <div className="editor-title">
        <h1>{name(draft.title) || say(amending ? 'amendTitle' : 'title')}</h1>
        <SaveBar
          draft={draft}
          autosave={autosave}
          amending={amending}
          changed={changed}
          back={state.past.length > 0}
          forth={state.future.length > 0}
          dispatch={dispatch}
        />
      </div>
      <LeaveGuard
        unsaved={!done && (amending ? changed : autosave.saving.is !== 'SAVED')}
        // An amendment is kept by being published, with a reason; that is not done in passing.
        save={amending ? undefined : async () => (await autosave.now()) !== undefined}
      />
      {newer ? (
        <Overtaken
          key={newer.version}
          base={amending ? published : autosave.base}
          mine={draft}
          theirs={draftLeft(newer)}
          reference={reference}
          amending={amending}
          goOn={goOn}
        />
      ) : null}
      <Steps step={step} lot={lot.id} counts={countsOf(faults)} />
      {ofLot ? <Lots draft={draft} step={step} chosen={lot.id} /> : null}
      <div className="editor-body">
        <div className="editor-main" ref={main} tabIndex={-1}>
          {step === 'duty' ? <DutyStep key={lot.id} {...props} /> : null}
          {step === 'standard' ? <StandardStep key={lot.id} {...props} /> : null}
          {step === 'requirements' ? <RequirementsStep key={lot.id} {...props} /> : null}
          {step === 'lots' ? <LotsStep {...props} /> : null}
          {step === 'dates' ? <DatesStep {...props} periods={periods} amending={amending} /> : null}
          {step === 'review' ? (
            <ReviewStep
              draft={draft}
              base={amending ? published : undefined}
              reference={reference}
              faults={faults}
              periods={periods}
              waiting={publishing.waiting || amendment.waiting}
              refused={overtaken ? undefined : refused}
              publish={publish}
            />
          ) : null}
          <Next step={step} lot={lot.id} />
        </div>
        <MarketPanel key={lot.id} lot={lot} track={draft.track} reference={ofEquipment} edit={dispatch} />
      </div>
    </>
  );
}

const addressOf = (step: Step, lot: string): string => `?step=${step}&lot=${encodeURIComponent(lot)}`;

function Steps({
  step,
  lot,
  counts,
}: {
  readonly step: Step;
  readonly lot: string;
  readonly counts: Readonly<Record<Step, number>>;
}) {
  const say = useTexts(texts);
  const row = useTabInView<HTMLElement>(step);
  return (
    <nav ref={row} className="editor-steps" aria-label={say('steps')}>
      <ol>
        {STEPS.map((one) => (
          <li key={one}>
            <Link to={addressOf(one, lot)} aria-current={one === step ? 'step' : undefined}>
              {say(`step.${one}`)}
              {counts[one] > 0 ? (
                <span className="fault-count" aria-label={say('faults', { count: counts[one] })}>
                  {counts[one]}
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Lots({ draft, step, chosen }: { readonly draft: Draft; readonly step: Step; readonly chosen: string }) {
  const say = useTexts(texts);
  const name = useName();
  const row = useTabInView<HTMLElement>(chosen);
  return (
    <nav ref={row} className="editor-steps" aria-label={say('lots')}>
      <ol>
        {draft.lots.map(({ id, title }) => (
          <li key={id}>
            <Link to={addressOf(step, id)} aria-current={id === chosen ? 'page' : undefined}>
              {say('lot', { id })} {name(title)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Next({ step, lot }: { readonly step: Step; readonly lot: string }) {
  const say = useTexts(texts);
  const at = STEPS.indexOf(step);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  return (
    <div className="editor-next">
      {before ? (
        <LinkButton to={addressOf(before, lot)}>{say('previous', { step: say(`step.${before}`) })}</LinkButton>
      ) : (
        <span />
      )}
      {after ? (
        <LinkButton kind="primary" to={addressOf(after, lot)}>
          {say('next', { step: say(`step.${after}`) })}
        </LinkButton>
      ) : null}
    </div>
  );
}

/** Another step begins at its top, for the eye and for the keys; the first is come to as any page is. */
function useStepFocus(shown: string): RefObject<HTMLDivElement | null> {
  const main = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    main.current?.focus({ preventScroll: true });
    if ((main.current?.getBoundingClientRect().top ?? 0) < 0) window.scrollTo({ top: 0 });
  }, [shown]);
  return main;
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) undo what was done to the draft; inside of a text that is being typed they are the browser's. */
function useUndoKeys(dispatch: (action: { readonly type: 'UNDO' | 'REDO' }) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      const { target } = event;
      if (target instanceof HTMLElement && target.matches('input:not([type=range], [type=checkbox]), textarea')) return;
      event.preventDefault();
      dispatch({ type: key === 'y' || event.shiftKey ? 'REDO' : 'UNDO' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [dispatch]);
}
