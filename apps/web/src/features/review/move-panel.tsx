import { useRef, useState } from 'react';
import { ReinstateDocument, SuspendDocument } from '../../generated/review';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Confirm } from '../operator/confirm';
import { ReasonForm } from '../operator/reason-form';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { TEMPLATES } from './templates';
import { texts } from './texts';

/** Takes a published listing down, or puts it up again. */
export function MovePanel({
  id,
  state,
  name,
  reason,
  write,
  moved,
}: {
  readonly id: string;
  readonly state: 'PUBLISHED' | 'SUSPENDED';
  readonly name: string;
  readonly reason: string;
  readonly write: (reason: string) => void;
  readonly moved: (says: string) => void;
}) {
  const say = useTexts(texts);
  const [asked, setAsked] = useState(false);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const suspend = useAct(SuspendDocument, (data) => data.suspendListing);
  const reinstate = useAct(ReinstateDocument, (data) => data.reinstateListing);
  const up = state === 'PUBLISHED';
  const send = async (): Promise<void> => {
    const done = up ? await suspend.act({ id, reason }) : await reinstate.act({ id });
    setAsked(false);
    if (done) moved(say(up ? 'move.suspended' : 'move.reinstated', { name }));
  };
  const ask = (): void => {
    const lacks = up && reason.trim() === '';
    setMissing(lacks);
    setAsked(!lacks);
    if (lacks) field.current?.focus();
  };
  return (
    <details className="panel move" open={!up}>
      <summary>{say('move.title')}</summary>
      <RefusalNotice refused={suspend.refused ?? reinstate.refused} title={say('decide.failed')} />
      <p>{say(up ? 'move.suspendLede' : 'move.reinstateLede')}</p>
      {up ? (
        <ReasonForm
          label={say('move.reason')}
          value={reason}
          onChange={write}
          required
          fault={missing && reason.trim() === '' ? say('decide.reasonMissing') : undefined}
          field={field}
          templates={TEMPLATES.SUSPEND}
        />
      ) : null}
      <Button kind={up ? 'danger' : 'primary'} onClick={ask}>
        {say(up ? 'move.suspend' : 'move.reinstate')}
      </Button>
      {asked ? (
        <Confirm
          title={say(up ? 'move.confirmSuspend' : 'move.confirmReinstate', { name })}
          does={say(up ? 'move.suspend' : 'move.reinstate')}
          kind={up ? 'danger' : 'primary'}
          waiting={suspend.waiting || reinstate.waiting}
          confirm={() => void send()}
          leave={() => setAsked(false)}
        >
          <p>{say(up ? 'move.suspendLede' : 'move.reinstateLede')}</p>
          {up ? <blockquote>{reason.trim()}</blockquote> : null}
        </Confirm>
      ) : null}
    </details>
  );
}
