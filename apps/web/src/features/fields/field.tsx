import type { ReactNode } from 'react';
import './fields.css';

/** What a control says of its fault and its hint (`aria-describedby`), or undefined when there is neither. */
export const describedBy = (id: string, fault: unknown, hint: unknown): string | undefined =>
  [fault ? `${id}-fault` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined;

/** A label, the control, and below it what is wrong or worth knowing. The control has the id, and `describedBy` of it. */
export function Field({
  id,
  label,
  fault,
  hint,
  hideLabel = false,
  children,
}: {
  readonly id: string;
  readonly label: ReactNode;
  readonly fault?: string | undefined;
  readonly hint?: ReactNode;
  readonly hideLabel?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className="edit-field">
      <label htmlFor={id} className={hideLabel ? 'unseen' : undefined}>
        {label}
      </label>
      {children}
      {fault ? (
        <p id={`${id}-fault`} className="edit-fault">
          {fault}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="stamp">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
