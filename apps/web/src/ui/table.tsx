import type { ReactNode } from 'react';
import './table.css';

/** A table of figures. Where it is wider than the page, it scrolls by itself, with the keyboard too. */
export function Table({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="table-frame" role="group" aria-label={label} tabIndex={0}>
      <table className="table">{children}</table>
    </div>
  );
}
