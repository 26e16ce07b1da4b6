import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../language/texts';
import { Button } from './button';
import { texts } from './texts';
import './dialog.css';

/**
 * A native dialog over the page: it holds the focus, Escape closes it, and the focus goes back to where it was. Drawn
 * only while it is open. A `drawer` fills the foot of a phone's screen.
 */
export function Dialog({
  title,
  close,
  drawer = false,
  children,
  foot,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly drawer?: boolean;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}) {
  const say = useTexts(texts);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    if (shown && !shown.open) shown.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={drawer ? 'dialog drawer' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      // The dialog itself is hit only beside its contents.
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button small onClick={close}>
          {say('close')}
        </Button>
      </div>
      <div className="dialog-body">{children}</div>
      {foot ? <div className="dialog-foot">{foot}</div> : null}
    </dialog>
  );
}
