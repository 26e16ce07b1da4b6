import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../../language/texts';
import { Button, type ButtonKind } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { texts } from './texts';

/** Asks before something is done, and for what has to be written. Escape and the first button leave it. */
export function Confirm({
  title,
  children,
  does,
  kind = 'primary',
  waiting = false,
  confirm,
  leave,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  /** What the confirming button says: a verb, not "OK". */
  readonly does: string;
  readonly kind?: ButtonKind;
  readonly waiting?: boolean;
  readonly confirm: () => void;
  readonly leave: () => void;
}) {
  const say = useTexts(texts);
  // What cannot be undone is not one press of Enter away.
  const first = useRef<HTMLButtonElement>(null);
  const [leaving, confirming] = kind === 'danger' ? [first, undefined] : [undefined, first];
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => (body.current?.querySelector<HTMLElement>('textarea, input') ?? first.current)?.focus(), []);
  return (
    <Dialog
      title={title}
      close={leave}
      foot={
        <>
          <Button ref={leaving} onClick={leave}>
            {say('cancel')}
          </Button>
          <Button ref={confirming} kind={kind} disabled={waiting} onClick={confirm}>
            {does}
          </Button>
        </>
      }
    >
      <div ref={body}>{children}</div>
    </Dialog>
  );
}
