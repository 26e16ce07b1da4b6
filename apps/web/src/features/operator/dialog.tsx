import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../../language/texts';
import { Button, type ButtonKind } from '../../ui/button';
import { texts } from './texts';

/** Asks before something is done. Escape and the first button leave it; the focus goes back to where it was. */
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
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // What cannot be undone is not one press of Enter away.
    shown?.querySelector<HTMLButtonElement>(kind === 'danger' ? 'button' : 'button:last-of-type')?.focus();
    return () => shown?.close();
    // Only when it opens: what kind it is does not change while it is shown.
  }, []);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <div className="confirm-buttons">
        <Button onClick={leave}>{say('cancel')}</Button>
        <Button kind={kind} disabled={waiting} onClick={confirm}>
          {does}
        </Button>
      </div>
    </dialog>
  );
}
