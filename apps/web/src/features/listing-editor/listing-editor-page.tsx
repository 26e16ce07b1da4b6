import { App, ConfigProvider } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useClient, useQuery } from 'urql';
import {
  CreateListingDocument,
  ListingToEditDocument,
  RecallListingDocument,
  SubmitListingDocument,
  UpdateListingDocument,
  type EditedListingFragment,
} from '../../generated/listing-editor';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button, LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { listingEditorPath, listingPath } from '../../ui/paths';
import { Empty, Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import type { Reference } from '../fields/reference';
import { useExpectedUnits } from '../fields/use-expected-units';
import { useReference } from '../fields/use-reference';
import { LONGEST_REASON } from '../operator/reason-form';
import { LeaveGuard } from '../work/leave-guard';
import { MergeNotice } from '../work/merge-notice';
import { RefusalNotice } from '../work/refusal-notice';
import { decided, merge, type Side } from '../work/three-way';
import { useAct } from '../work/use-act';
import { draftOf, EMPTY, faultsByRow, inputOf, sameAs, sendable, unsentOf, type Draft, type Unsent } from './draft';
import { FactTable } from './fact-table';
import { draftFrom, flatOf } from './flat';
import { Meter } from './meter';
import { Basics } from './basics-part';
import { Proof } from './proof-part';
import { Supply } from './supply-part';
import { LittleDialog } from './little-dialog';
import { PreviewPanel, usePreview, type Preview } from './preview-panel';
import { useSaid } from './said';
import { texts } from './texts';
import './listing-editor.css';

const NOTHING: Preview['unstated'] = [];
const PARTS = ['basics', 'performance', 'offer', 'proof', 'preview'] as const;

/** A listing as its supplier writes it; new without an id. */
export function ListingEditorPage() {
  const say = useTexts(texts);
  const name = useName();
  const { id } = useParams();
  const { session } = useSession();
  const reference = useReference();
  const [result, ask] = useQuery({
    query: ListingToEditDocument,
    variables: { id: id ?? '' },
    pause: id === undefined,
    requestPolicy: 'network-only',
  });
  useTitle(say(id === undefined ? 'titleNew' : 'titleEdit'));
  if (reference.is === 'FAILED') return <Failed error={reference.error} retry={reference.retry} />;
  if (result.error) return <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />;
  if (reference.is === 'LOADING' || (id !== undefined && !result.data)) return <Loading />;
  if (id === undefined) return <Editor reference={reference.reference} listing={null} />;
  const listing = result.data?.listing;
  if (!listing?.content && !listing?.staged) return <NotFound text={say('notFound')} />;
  if (session.is === 'MEMBER' && listing.supplier.id !== session.viewer.organisation.id)
    return (
      <Empty text={say('ofOthers', { supplier: name(listing.supplier.name) })} isPage>
        <LinkButton to={listingPath(id)}>{say('toListing')}</LinkButton>
      </Empty>
    );
  return <Editor key={id} reference={reference.reference} listing={listing} />;
}

const contentOf = (listing: EditedListingFragment) => listing.staged?.content ?? listing.content;

function Editor({
  reference,
  listing: first,
}: {
  readonly reference: Reference;
  readonly listing: EditedListingFragment | null;
}) {
  const say = useTexts(texts);
  const { message } = App.useApp();
  const client = useClient();
  const said = useSaid(reference);
  const nameOf = useFieldNames();
  const { language } = useLanguage();
  const { session } = useSession();
  const isVerified = session.is === 'MEMBER' && session.viewer.organisation.state === 'VERIFIED';
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const part = PARTS.find((one) => one === address.get('part')) ?? 'basics';
  const [listing, setListing] = useState(first);
  const content = listing && contentOf(listing);
  const [kept, setKept] = useState<Draft>(content ? draftOf(content) : EMPTY);
  const [draft, setDraft] = useState<Draft>(kept);
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const ofEquipment = useExpectedUnits(reference, draft);
  const preview = usePreview(listing?.id ?? null, draft);
  const create = useAct(CreateListingDocument, ({ createListing }) => createListing);
  const update = useAct(UpdateListingDocument, ({ updateListing }) => updateListing);
  const submit = useAct(SubmitListingDocument, ({ submitListing }) => submitListing);
  const recall = useAct(RecallListingDocument, ({ recallListing }) => recallListing);
  const { draft: rest, places } = sendable(draft);
  const unsent = unsentOf(draft);
  const unread = unsent.filter(({ isUnread }) => isUnread);
  // What was tried while something could not be sent; the notice goes once that is mended.
  const [tried, setTried] = useState<'KEEP' | 'HAND_IN'>();
  const held = tried === 'HAND_IN' ? unsent : tried === 'KEEP' ? unread : [];
  const changed = unread.length > 0 || !sameAs(rest, sendable(kept).draft);
  // What somebody else has saved since this was read, as soon as saving meets it.
  const [newer, setNewer] = useState<EditedListingFragment>();
  const newerContent = newer && contentOf(newer);
  const both = newerContent && merge(flatOf(kept), flatOf(draft), flatOf(draftOf(newerContent)));
  const [answer, setAnswer] = useState(first?.staged?.answer ?? '');
  // Where we lead on by ourselves: once the guard has heard that nothing is left to save.
  const [onward, setOnward] = useState<{ readonly to: string; readonly replace: boolean }>();
  useEffect(() => {
    if (onward) void Promise.resolve(navigate(onward.to, { replace: onward.replace })).then(() => setOnward(undefined));
  }, [onward, navigate]);
  const locked = listing?.staged?.state === 'SUBMITTED';
  // A published listing of which nothing was changed has nothing to be reviewed.
  const nothingToHandIn = !changed && listing !== null && !listing.staged;
  const waiting = create.waiting || update.waiting || submit.waiting || recall.waiting;
  const refused = create.refused ?? update.refused ?? submit.refused ?? recall.refused;
  const previewFaults = preview.answer?.__typename === 'Refusal' ? preview.answer.reasons : [];
  const { rows: rowFaults, rest: wholeFaults } = faultsByRow(refused?.reasons ?? previewFaults, places);

  /** Keeps what is written; the listing as kept, or undefined when it was refused. */
  const save = async (): Promise<EditedListingFragment | undefined> => {
    const input = inputOf(rest);
    const saved = listing
      ? await update.act({ id: listing.id, content: input, expectedVersion: listing.version })
      : await create.act({ content: input });
    if (!saved) return undefined;
    setListing(saved);
    setKept(draft);
    return saved;
  };
  const overtaken = [update, submit].some(({ refused }) =>
    refused?.reasons.some(({ code }) => code === 'STALE_VERSION'),
  );
  const id = listing?.id;
  useEffect(() => {
    if (!overtaken || id === undefined) return;
    void client
      .query(ListingToEditDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => setNewer(data?.listing ?? undefined));
  }, [overtaken, id, client]);
  const load = (chosen: ReadonlyMap<string, Side>): void => {
    if (!newer || !newerContent || !both) return;
    setListing(newer);
    setKept(draftOf(newerContent));
    setDraft(draftFrom(decided(both, chosen)));
    setNewer(undefined);
    update.forget();
    submit.forget();
    void message.success(say('merged'));
  };
  const keep = async () => {
    setTried('KEEP');
    if (unread.length > 0) return;
    const saved = await save();
    if (!saved) return;
    const rows = new Intl.ListFormat(language, { type: 'conjunction' }).format(
      unsent.flatMap(({ row }) => (row === undefined ? [] : String(row + 1))),
    );
    if (rows === '') void message.success(say('saved'));
    else void message.warning(say('unsent.kept', { rows }));
    if (listing === null) setOnward({ to: `${listingEditorPath(saved.id)}?part=${part}`, replace: true });
  };
  // What is said before a listing that says little is handed in.
  const [little, setLittle] = useState<Preview>();
  const hand = async (anyway: boolean) => {
    setTried('HAND_IN');
    setLittle(undefined);
    if (unsent.length > 0) return;
    // A firm that is not verified is told that first.
    const seen = anyway || !preview.asks || !isVerified ? undefined : await preview.now();
    if (seen?.__typename === 'ListingPreview' && seen.completeness.saysLittle) {
      setLittle(seen);
      return;
    }
    const saved = changed || listing === null ? await save() : listing;
    if (!saved) return;
    // There is something to answer only where it was sent back.
    const reply = saved.staged?.reason && answer.trim() !== '' ? answer.trim() : null;
    if (!(await submit.act({ id: saved.id, answer: reply, expectedVersion: saved.version }))) return;
    void message.success(say('submitted'));
    setOnward({ to: '/work/listings', replace: false });
  };
  const takeBack = async () => {
    if (!listing) return;
    const taken = await recall.act({ id: listing.id });
    if (!taken) return;
    setListing(taken);
    void message.success(say('recalled'));
  };

  const shown: Readonly<Record<(typeof PARTS)[number], ReactNode>> = {
    basics: <Basics draft={draft} set={set} reference={reference} />,
    performance: (
      <FactTable
        draft={draft}
        change={(facts) => set({ facts })}
        reference={ofEquipment}
        faults={rowFaults}
        unstated={preview.answer?.__typename === 'ListingPreview' ? preview.answer.unstated : NOTHING}
      />
    ),
    offer: <Supply draft={draft} set={set} reference={reference} />,
    proof: <Proof draft={draft} set={set} reference={reference} />,
    preview: <PreviewPanel {...preview} />,
  };
  return (
    <>
      <LeaveGuard unsaved={(changed || answer !== (listing?.staged?.answer ?? '')) && !onward} />
      <Link className="editor-back" to="/work/listings">
        ← {say('back')}
      </Link>
      <h1>{say(listing ? 'titleEdit' : 'titleNew')}</h1>
      <Standing listing={listing} />
      {tried && held.length > 0 ? (
        <UnsentNotice
          title={say(tried === 'KEEP' ? 'unsent.title' : 'unsent.handIn')}
          unsent={held}
          draft={draft}
          reference={reference}
          goTo={(to) => setAddress({ part: to })}
        />
      ) : null}
      {both ? <MergeNotice saved="BY_HAND" key={newer.version} merge={both} say={said} load={load} /> : null}
      {refused && !overtaken && wholeFaults.length > 0 ? (
        <RefusalNotice refused={{ reasons: wholeFaults }} title={say('refused')} nameOf={nameOf} />
      ) : null}
      {refused && rowFaults.size > 0 ? (
        <RefusalNotice
          refused={{
            reasons: [...rowFaults].map(([row, text]) => ({ message: `${say('fact', { row: row + 1 })} ${text}` })),
          }}
          title={say('refused')}
        />
      ) : null}
      {listing?.staged?.reason && !locked ? (
        <div className="panel editor-answer">
          <label htmlFor="answer">{say('answer')}</label>
          <textarea
            id="answer"
            rows={2}
            maxLength={LONGEST_REASON}
            aria-describedby="answer-hint"
            value={answer}
            onChange={({ target }) => setAnswer(target.value)}
          />
          <p id="answer-hint" className="stamp">
            {say('answerHint')}
          </p>
        </div>
      ) : null}
      <div className="editor-bar">
        <nav className="kinds" aria-label={say('sectionsLabel')}>
          {PARTS.map((one) => (
            <button key={one} type="button" aria-pressed={part === one} onClick={() => setAddress({ part: one })}>
              {say(`sections.${one}`)}
            </button>
          ))}
        </nav>
        {preview.answer?.__typename === 'ListingPreview' ? <Meter completeness={preview.answer.completeness} /> : null}
        <span className="stamp" role="status">
          {say(waiting ? 'saving' : changed ? 'changed' : 'asSaved')}
        </span>
        {locked ? (
          <Button kind="primary" disabled={waiting} onClick={() => void takeBack()}>
            {say('recall')}
          </Button>
        ) : (
          <>
            <Button disabled={waiting || (!changed && listing !== null)} onClick={() => void keep()}>
              {say('save')}
            </Button>
            <Button kind="primary" disabled={waiting || nothingToHandIn} onClick={() => void hand(false)}>
              {say('submit')}
            </Button>
          </>
        )}
      </div>
      {little ? (
        <LittleDialog
          preview={little}
          complete={() => {
            setLittle(undefined);
            setAddress({ part: 'performance' });
          }}
          anyway={() => void hand(true)}
          close={() => setLittle(undefined)}
        />
      ) : null}
      <fieldset className="editor-part" disabled={locked}>
        <legend className="unseen">{say(`sections.${part}`)}</legend>
        {/* Pickers of antd do not hear of a fieldset. */}
        <ConfigProvider componentDisabled={locked}>{shown[part]}</ConfigProvider>
      </fieldset>
    </>
  );
}

/** What cannot be sent as it stands, and the way to each. */
function UnsentNotice({
  title,
  unsent,
  draft,
  reference,
  goTo,
}: {
  readonly title: string;
  readonly unsent: readonly Unsent[];
  readonly draft: Draft;
  readonly reference: Reference;
  readonly goTo: (part: Unsent['part']) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const called = (code: string | undefined): string => (code ? name(reference.parameter(code)) || code : '');
  return (
    <Notice kind="error" title={title}>
      <ul>
        {unsent.map(({ part, row }) => {
          const fact = row === undefined ? undefined : draft.facts[row];
          const typed = fact ? fact.figure.unread?.typed : draft.priceUnread;
          const what = [called(fact?.parameter), called(fact?.metric)].filter(Boolean).join(' · ') || say('unnamed');
          return (
            <li key={row ?? part}>
              <strong>{row === undefined ? say('unsent.price') : say('unsent.row', { row: row + 1, what })}</strong>{' '}
              {typed === undefined ? say('unsent.emptyRow') : say('unsent.unreadRow', { typed })}{' '}
              <Button small kind="link" onClick={() => goTo(part)}>
                {say('unsent.goTo')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** What the page calls the field of a refusal. */
function useFieldNames(): (field: string) => string | undefined {
  const say = useTexts(texts);
  return (field) => {
    const [, of, at] = /^content\.(\w+)(?:\[(\d+)\])?/.exec(field) ?? [];
    switch (of) {
      case 'name':
      case 'summary':
        return say(`field.${of}`);
      case 'certificates':
      case 'attachments':
      case 'sources':
        return say(`field.${of}`, { number: Number(at ?? 0) + 1 });
      case 'technologies':
      case 'scenarios':
      case 'services':
      case 'regions':
      case 'leadDays':
      case 'maxUnits':
      case 'price':
        return say(of);
      default:
        return undefined;
    }
  };
}

/** Where the listing stands in review, and what the operators have said. */
function Standing({ listing }: { readonly listing: EditedListingFragment | null }) {
  const say = useTexts(texts);
  if (!listing) return null;
  const { staged, state } = listing;
  const stays = state === 'PUBLISHED' && staged ? say('state.published', { revision: listing.revision }) : undefined;
  if (staged?.state === 'SUBMITTED')
    return (
      <Notice kind="info" title={say('state.SUBMITTED')}>
        {stays}
      </Notice>
    );
  if (staged?.state === 'CHANGES_REQUESTED' || staged?.state === 'REJECTED')
    return (
      <Notice kind="warning" title={say(`state.${staged.state}`, { reason: staged.reason ?? listing.reason ?? '' })}>
        {stays}
      </Notice>
    );
  // While the draft is being mended, what was asked for stays in sight.
  if (staged?.state === 'DRAFT' && staged.reason)
    return (
      <Notice kind="info" title={say('state.mending', { reason: staged.reason })}>
        {stays}
      </Notice>
    );
  return stays ? <p className="lede">{stays}</p> : null;
}
