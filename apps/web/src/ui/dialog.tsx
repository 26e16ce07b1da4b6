import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button';
import './dialog.css';

/**
 * A question that must be answered first, or a panel beside the page. The browser keeps the focus inside, closes it on
 * Escape and gives the focus back. (antd's own would write styles that the Content-Security-Policy forbids.)
 */
export function Dialog({
  title,
  close,
  closeText,
  children,
  actions,
  wide = false,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly closeText: string;
  readonly children: ReactNode;
  /** What can be done, beside closing it. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog wide-dialog' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <div className="dialog-actions">
        <Button onClick={close}>{closeText}</Button>
        {actions}
      </div>
    </dialog>
  );
}
