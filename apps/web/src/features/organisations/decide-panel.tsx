import { useEffect, useRef, useState } from 'react';
import { DecideOrganisationDocument } from '../../generated/organisations';
import type { CreditCodeCheck, OrganisationDecision, OrganisationState } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Confirm } from '../operator/confirm';
import { ReasonForm } from '../operator/reason-form';
import { useShortcuts } from '../operator/shortcuts';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { ConflictNotice, isOvertaken } from './conflict-notice';
import { DECISIONS, needsReason } from './decisions';
import { TEMPLATES } from './templates';
import { texts } from './texts';

/** Verifies, rejects, suspends or reinstates. */
export function DecidePanel({
  id,
  state,
  check,
  name,
  reason,
  write,
  decided,
  reload,
}: {
  readonly id: string;
  readonly state: OrganisationState;
  readonly check: CreditCodeCheck | null | undefined;
  readonly name: string;
  readonly reason: string;
  readonly write: (reason: string) => void;
  readonly decided: (decision: OrganisationDecision) => void;
  readonly reload: () => void;
}) {
  const say = useTexts(texts);
  const panel = useRef<HTMLElement>(null);
  const [asked, setAsked] = useState<OrganisationDecision>();
  const [missing, setMissing] = useState(false);
  const { act, waiting, refused, forget } = useAct(DecideOrganisationDocument, (data) => data.decideOrganisation);
  const decisions = DECISIONS[state];
  const overriding = check === 'CHECK_FAILED';
  const verb = (decision: OrganisationDecision): string =>
    say(decision === 'VERIFY' && overriding ? 'decide.OVERRIDE' : `decide.${decision}`);

  // What the server says must be seen, and the form is longer than a window.
  useEffect(() => {
    if (refused) panel.current?.querySelector('.notice')?.scrollIntoView({ block: 'center' });
  }, [refused]);

  const askFor = (decision: OrganisationDecision): void => {
    const lacks = needsReason(decision, check) && reason.trim() === '';
    setMissing(lacks);
    if (!lacks) setAsked(decision);
    else panel.current?.querySelector('textarea')?.focus();
  };
  const send = async (decision: OrganisationDecision): Promise<void> => {
    const done = await act({ id, decision, reason: reason.trim() === '' ? null : reason });
    setAsked(undefined);
    if (done) decided(decision);
  };
  useShortcuts(decisions.includes('VERIFY') ? { a: () => askFor('VERIFY') } : {});

  return (
    <section className="panel" ref={panel} aria-label={say('decide.title')}>
      <h2>{say('decide.title')}</h2>
      {isOvertaken(refused) ? (
        <ConflictNotice
          reload={() => {
            forget();
            reload();
          }}
        />
      ) : (
        <RefusalNotice refused={refused} title={say('decide.failed')} />
      )}
      <ReasonForm
        label={say('decide.reason')}
        hint={say('decide.hint')}
        value={reason}
        onChange={write}
        required={decisions.every((decision) => needsReason(decision, check))}
        fault={missing && reason.trim() === '' ? say('decide.reasonMissing') : undefined}
        templates={decisions.flatMap((decision) => TEMPLATES[decision])}
      />
      <div className="decide-buttons">
        {decisions.map((decision) => (
          <Button
            key={decision}
            kind={decision === 'VERIFY' || decision === 'REINSTATE' ? 'primary' : 'danger'}
            disabled={waiting}
            onClick={() => askFor(decision)}
          >
            {verb(decision)}
          </Button>
        ))}
      </div>
      {asked ? (
        <Confirm
          title={say(`decide.confirm.${asked}`, { name })}
          does={verb(asked)}
          kind={asked === 'VERIFY' || asked === 'REINSTATE' ? 'primary' : 'danger'}
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
