import { useEffect, useRef, useState } from 'react';
import { DecideDocument } from '../../generated/review';
import type { ReviewDecision } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Confirm } from '../operator/confirm';
import { ReasonForm } from '../operator/reason-form';
import { useShortcuts } from '../operator/shortcuts';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { TEMPLATES } from './templates';
import { texts } from './texts';

const DECISIONS = ['REQUEST_CHANGES', 'REJECT'] as const;
/** What the server says when somebody else was faster. */
const OVERTAKEN: readonly (string | undefined)[] = ['STALE_VERSION', 'WRONG_STATE', 'NOT_FOUND'];

/** Approves, asks for changes, or rejects what was read, and nothing that came after. */
export function DecisionPanel({
  id,
  version,
  revision,
  name,
  reason,
  write,
  decided,
  reload,
}: {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly name: string;
  readonly reason: string;
  readonly write: (reason: string) => void;
  readonly decided: (decision: ReviewDecision) => void;
  readonly reload: () => void;
}) {
  const say = useTexts(texts);
  const panel = useRef<HTMLElement>(null);
  const [asked, setAsked] = useState<ReviewDecision>();
  const [intended, setIntended] = useState<(typeof DECISIONS)[number]>('REQUEST_CHANGES');
  const [missing, setMissing] = useState(false);
  const { act, waiting, refused, forget } = useAct(DecideDocument, (data) => data.reviewListing);
  const overtaken = refused?.reasons.some(({ code }) => OVERTAKEN.includes(code)) === true;

  // What the server says must be seen, and the form is longer than a window.
  useEffect(() => {
    if (refused) panel.current?.querySelector('.notice')?.scrollIntoView({ block: 'center' });
  }, [refused]);

  const askFor = (decision: ReviewDecision): void => {
    const lacks = decision !== 'APPROVE' && reason.trim() === '';
    setMissing(lacks);
    if (!lacks) setAsked(decision);
    else panel.current?.querySelector('textarea')?.focus();
  };
  const intend = (decision: (typeof DECISIONS)[number]): void => {
    setIntended(decision);
    panel.current?.querySelector('textarea')?.focus();
  };
  const send = async (decision: ReviewDecision): Promise<void> => {
    const done = await act({ id, revision, version, decision, reason: reason.trim() === '' ? null : reason });
    setAsked(undefined);
    if (done) decided(decision);
  };
  useShortcuts({
    a: () => askFor('APPROVE'),
    c: () => intend('REQUEST_CHANGES'),
    r: () => intend('REJECT'),
  });

  return (
    <section className="panel decision" ref={panel} aria-label={say('decide.title')}>
      <h2>{say('decide.title')}</h2>
      {overtaken ? (
        <Notice
          kind="warning"
          title={say('conflict.title')}
          action={
            <Button
              onClick={() => {
                forget();
                reload();
              }}
            >
              {say('conflict.reload')}
            </Button>
          }
        >
          {say('conflict.text')}
        </Notice>
      ) : (
        <RefusalNotice refused={refused} title={say('decide.failed')} />
      )}
      <Button kind="primary" className="decision-approve" disabled={waiting} onClick={() => askFor('APPROVE')}>
        {say('decide.APPROVE')}
      </Button>
      <div className="templates-language" role="group" aria-label={say('decide.title')}>
        {DECISIONS.map((decision) => (
          <button
            key={decision}
            type="button"
            aria-pressed={intended === decision}
            onClick={() => setIntended(decision)}
          >
            {say(`decide.${decision}`)}
          </button>
        ))}
      </div>
      <ReasonForm
        label={say('decide.reason')}
        hint={say('decide.reasonHint')}
        value={reason}
        onChange={write}
        required
        fault={missing && reason.trim() === '' ? say('decide.reasonMissing') : undefined}
        templates={TEMPLATES[intended]}
      />
      <Button kind={intended === 'REJECT' ? 'danger' : 'plain'} disabled={waiting} onClick={() => askFor(intended)}>
        {say(`decide.${intended}`)}
      </Button>
      {asked ? (
        <Confirm
          title={say(`decide.confirm.${asked}`, { name })}
          does={say(`decide.${asked}`)}
          kind={asked === 'REJECT' ? 'danger' : 'primary'}
          waiting={waiting}
          confirm={() => void send(asked)}
          leave={() => setAsked(undefined)}
        >
          <p>{say(`decide.effect.${asked}`)}</p>
          {reason.trim() === '' ? null : <blockquote>{reason.trim()}</blockquote>}
        </Confirm>
      ) : null}
    </section>
  );
}
