import type { ComponentProps, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

/** `primary` is the one thing to do next; `link` reads as text; `danger` cannot be undone. */
export type ButtonKind = 'primary' | 'plain' | 'link' | 'danger';

interface Look {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
}
const classes = (kind: ButtonKind, small: boolean, more?: string): string =>
  ['button', kind, small ? 'small' : '', more ?? ''].filter(Boolean).join(' ');

export function Button({
  kind = 'plain',
  small = false,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & Look) {
  return <button {...rest} type={type} className={classes(kind, small, className)} />;
}

/** Looks like a button and leads somewhere. */
export function LinkButton({ kind = 'plain', small = false, className, ...rest }: LinkProps & Look) {
  return <Link {...rest} className={classes(kind, small, className)} />;
}

export function Checkbox({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {children}
    </label>
  );
}
