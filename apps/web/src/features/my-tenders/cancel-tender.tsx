import { useId, useState } from 'react';
import { CancelTenderDocument } from '../../generated/my-tenders';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useName } from '../../ui/use-name';
import { Field } from '../fields/field';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { texts } from './texts';

/** Asks for the reason and cancels; `close` hears whether it was done. */
export function CancelTender({
  tender,
  close,
}: {
  readonly tender: {
    readonly id: string;
    readonly state: string;
    readonly title: { readonly zh?: string | null; readonly en?: string | null };
  };
  readonly close: (done: boolean) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  const [reason, setReason] = useState('');
  const { act, waiting, refused } = useAct(CancelTenderDocument, ({ cancelTender }) => cancelTender);
  return (
    <Dialog
      title={say('cancelTitle', { title: name(tender.title) })}
      close={() => close(false)}
      foot={
        <Button
          kind="danger"
          disabled={waiting || reason.trim() === ''}
          onClick={() =>
            void act({ id: tender.id, reason }).then((done) => {
              if (done) close(true);
            })
          }
        >
          {say('cancelDo')}
        </Button>
      }
    >
      <p>{say(tender.state === 'DRAFT' ? 'cancelNoteDraft' : 'cancelNote')}</p>
      <RefusalNotice refused={refused} title={say('cancelRefused')} />
      <Field id={id} label={say('cancelReason')}>
        <textarea id={id} rows={3} required value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  );
}
