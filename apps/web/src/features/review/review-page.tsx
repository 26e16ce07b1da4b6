import { App as Antd } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { ReviewDocument, ReviewQueueDocument, type ReviewQuery } from '../../generated/review';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { auditPath, reviewPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { readSort, withFilters } from '../operator/address';
import { KeysHelp } from '../operator/keys-help';
import { LeaveGuard } from '../work/leave-guard';
import { useShortcuts } from '../operator/shortcuts';
import { texts as shared } from '../operator/texts';
import { useWholeList } from '../operator/use-whole-list';
import { againstOf, comparedWith, pointsOf, type Against } from './changes';
import { ChangesView } from './changes-view';
import { ContentView } from './content-view';
import { DecisionPanel } from './decision-panel';
import { FirmPanel } from './firm-panel';
import { MovePanel } from './move-panel';
import { afterDecision, neighboursOf, queueOf, SORT_KEYS, USUAL_SORT } from './queue';
import { SignsView } from './signs-view';
import { texts } from './texts';
import './review.css';
import '../operator/operator.css';

type Listing = NonNullable<ReviewQuery['listing']>;

export function ReviewPage() {
  const { id = '' } = useParams();
  // What was written belongs to one listing.
  return <Review key={id} id={id} />;
}

function Review({ id }: { readonly id: string }) {
  const say = useTexts(texts);
  const name = useName();
  const [result, ask] = useQuery({ query: ReviewDocument, variables: { id }, requestPolicy: 'network-only' });
  const again = () => ask({ requestPolicy: 'network-only' });
  // The next of the queue is read from its beginning, wherever the decision on the one before was taken.
  useEffect(() => {
    // In newer browsers it answers a promise, which is no way to clean up.
    void window.scrollTo(0, 0);
  }, []);
  const listing = result.data?.listing;
  useTitle(result.data && (listing ? name(listing.name) : say('notFound')));
  if (result.error) return <Failed error={result.error} retry={again} />;
  if (!result.data) return <Loading rows={12} />;
  if (!listing)
    return (
      <Empty text={say('notFound')} isPage>
        <LinkButton to="/work/review">{say('backToQueue')}</LinkButton>
      </Empty>
    );
  return <Reviewed listing={listing} again={again} />;
}

function Reviewed({ listing, again }: { readonly listing: Listing; readonly again: () => void }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const name = useName();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { message } = Antd.useApp();
  const [reason, setReason] = useState('');
  const [moveReason, setMoveReason] = useState('');
  const { id, staged, content, state, version } = listing;
  const { rows } = useWholeList(ReviewQueueDocument, {}, (data) => data.listingsToReview);
  const sort = readSort(params, SORT_KEYS, USUAL_SORT);
  const queue = useMemo(
    // Ages only order the queue, so that any moment will do.
    () => queueOf(rows ?? [], params, sort, language, Date.now()),
    [rows, params, sort, language],
  );
  const { previous, next, place } = neighboursOf(queue, id);
  const search = params.toString();
  const go = (to: string | undefined) => void (to && navigate({ pathname: reviewPath(to), search }));
  useShortcuts({ j: () => go(next), k: () => go(previous) });

  const compared = staged ? comparedWith(staged, params.get('against')) : undefined;
  const waits = staged?.state === 'SUBMITTED';
  const says = name(staged?.content.name ?? listing.name);
  /** What was written has been sent: the guard must know before the page is left. */
  const [sentTo, setSentTo] = useState<string>();
  const decided = (told: string): void => {
    void message.success(told);
    setReason('');
    setSentTo(afterDecision(queue, id) ?? '');
  };
  return (
    <>
      <LeaveGuard unsaved={sentTo === undefined && (reason.trim() !== '' || moveReason.trim() !== '')} />
      {sentTo === undefined ? null : <Leave to={sentTo === '' ? '/work/review' : reviewPath(sentTo)} />}
      <Head
        listing={listing}
        place={say(place > 0 ? 'place' : 'notWaiting', { place, total: queue.length })}
        previous={previous}
        next={next}
      />
      <div className="review">
        <div className="review-main">
          {staged?.reason ? <SentBackView staged={staged} reason={staged.reason} /> : null}
          {staged && compared ? (
            <section className="panel">
              <h2>{say(`changes.title.${compared.against}`)}</h2>
              <AgainstChoice choices={againstOf(staged)} chosen={compared.against} />
              <ChangesView changes={compared.changes} against={compared.against} />
              <details className="review-whole">
                <summary>{say('changes.whole')}</summary>
                <ContentView content={staged.content} />
              </details>
            </section>
          ) : (
            <section className="panel">
              <h2>{say(staged ? 'content.title' : 'content.published')}</h2>
              {staged || content ? <ContentView content={(staged?.content ?? content)!} /> : null}
            </section>
          )}
        </div>
        <div className="review-side">
          <SignsView listing={listing} />
          {waits ? (
            <DecisionPanel
              id={id}
              version={version}
              revision={staged.number}
              name={says}
              reason={reason}
              write={setReason}
              reload={again}
              decided={(decision) => decided(say(`decide.done.${decision}`, { name: says }))}
            />
          ) : (
            <section className="panel">
              <h2>{say('decide.title')}</h2>
              <p>{say('decide.nothing')}</p>
            </section>
          )}
          <FirmPanel firm={listing.supplier} />
          {state === 'PUBLISHED' || state === 'SUSPENDED' ? (
            <MovePanel
              id={id}
              state={state}
              name={name(listing.name)}
              reason={moveReason}
              write={setMoveReason}
              moved={(told) => {
                void message.success(told);
                setMoveReason('');
                again();
              }}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}

/** What the operators asked for when they last sent it back, and what the supplier says to that. */
function SentBackView({
  staged,
  reason,
}: {
  readonly staged: NonNullable<Listing['staged']>;
  readonly reason: string;
}) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  return (
    <section className="panel sent-back">
      <h2>{say('sentBack.title')}</h2>
      <div className="sent-back-sides">
        <div>
          <h3>{say('sentBack.asked')}</h3>
          <ul>
            {pointsOf(reason).map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {staged.sentBack ? (
            <p className="stamp numbers">{say('sentBack.at', { when: showInstant(staged.sentBack.at, language) })}</p>
          ) : null}
        </div>
        {staged.state === 'SUBMITTED' ? (
          <div>
            <h3>{say('sentBack.answered')}</h3>
            {staged.answer ? (
              <p className="sent-back-answer">{staged.answer}</p>
            ) : (
              <p className="stamp">{say('sentBack.noAnswer')}</p>
            )}
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** Against what the revision is shown; kept in the address. */
function AgainstChoice({ choices, chosen }: { readonly choices: readonly Against[]; readonly chosen: Against }) {
  const say = useTexts(texts);
  const [params, setParams] = useSearchParams();
  if (choices.length < 2) return null;
  return (
    <div className="kinds" role="group" aria-label={say('changes.against')}>
      {choices.map((against) => (
        <button
          key={against}
          type="button"
          aria-pressed={against === chosen}
          onClick={() => setParams(withFilters(params, { against }), { replace: true, preventScrollReset: true })}
        >
          {say(`changes.choice.${against}`)}
        </button>
      ))}
    </div>
  );
}

/** Goes on once the guard has been taken away. */
function Leave({ to }: { readonly to: string }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const search = params.toString();
  useEffect(() => void navigate({ pathname: to, search }), [navigate, to, search]);
  return null;
}

function Head({
  listing,
  place,
  previous,
  next,
}: {
  readonly listing: Listing;
  readonly place: string;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}) {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = useName();
  const [params] = useSearchParams();
  const search = params.toString();
  const { staged, state, origin, supplier } = listing;
  return (
    <>
      <div className="page-head">
        <h1>{name(staged?.content.name ?? listing.name)}</h1>
        <nav className="review-ways" aria-label={say('queue')}>
          <span className="stamp numbers">{place}</span>
          {previous ? (
            <LinkButton small to={{ pathname: reviewPath(previous), search }}>
              {say('previousInQueue')}
            </LinkButton>
          ) : null}
          {next ? (
            <LinkButton small to={{ pathname: reviewPath(next), search }}>
              {say('nextInQueue')}
            </LinkButton>
          ) : null}
          <LinkButton small to={{ pathname: '/work/review', search }}>
            {say('backToQueue')}
          </LinkButton>
        </nav>
      </div>
      <ul className="facts review-facts">
        <li>
          <Mark kind={state === 'PUBLISHED' ? 'good' : state === 'SUBMITTED' ? 'info' : 'plain'}>
            {say(`state.${state}`)}
          </Mark>
          {staged?.state === 'SUBMITTED' && state !== 'SUBMITTED' ? (
            <Mark kind="info">{say('kind.REVISION')}</Mark>
          ) : null}
          {origin === 'SUPPLIER' ? null : <Mark kind="notice">{t(`origin.${origin}`)}</Mark>}
          {supplier.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
        </li>
        {staged ? (
          <li className="numbers">
            {say('revision', { number: staged.number })}
            {staged.submittedAt ? ` · ${say('handedIn', { when: showInstant(staged.submittedAt, language) })}` : ''}
          </li>
        ) : null}
        {listing.revision > 0 ? <li>{say('publishedSince', { number: listing.revision })}</li> : null}
        <li>
          <Link to={auditPath(listing.id)}>{common('trail')}</Link>
        </li>
        <li>
          <KeysHelp
            keys={[
              [['a'], say('keys.approve')],
              [['c'], say('keys.changes')],
              [['r'], say('keys.reject')],
              [['j'], say('nextInQueue')],
              [['k'], say('previousInQueue')],
            ]}
          />
        </li>
      </ul>
      {listing.reason ? <p className="stamp">{say('stateReason', { reason: listing.reason })}</p> : null}
    </>
  );
}
