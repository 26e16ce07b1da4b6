import { Table, type TableProps } from 'antd';
import type { ComponentProps } from 'react';
import { AS } from '../../ui/table-roles';

/** Keeps its name for what reads the page aloud, whatever it is shown as. */
const COMPONENTS: TableProps['components'] = {
  table: (props: ComponentProps<'table'>) => <table {...props} {...AS.table} />,
  header: {
    wrapper: (props: ComponentProps<'thead'>) => <thead {...props} {...AS.group} />,
    row: (props: ComponentProps<'tr'>) => <tr {...props} {...AS.row} />,
    cell: (props: ComponentProps<'th'>) => <th {...props} {...AS.columnHead} />,
  },
  body: {
    wrapper: (props: ComponentProps<'tbody'>) => <tbody {...props} {...AS.group} />,
    row: (props: ComponentProps<'tr'>) => <tr {...props} {...AS.row} />,
    cell: (props: ComponentProps<'td'>) => <td {...props} {...AS.cell} />,
  },
};

type Columns<R> = readonly NonNullable<TableProps<R>['columns']>[number][];

/**
 * A table whose rows are cards on a phone, each cell named in the place of the head; the first one, which names the card,
 * needs no name. It stays a table for those who hear it.
 */
export function CardTable<R extends object>({
  columns,
  scroll = { x: true },
  ...props
}: Omit<TableProps<R>, 'columns' | 'components' | 'className' | 'pagination'> & {
  readonly columns: Columns<R>;
}) {
  return (
    <Table<R>
      {...props}
      className="as-cards"
      size="small"
      pagination={false}
      scroll={scroll}
      components={COMPONENTS}
      columns={columns.map((column, at) =>
        at === 0 || typeof column.title !== 'string' ? column : { ...column, onCell: named(column.title) },
      )}
    />
  );
}

const named = (label: string) => () => ({ 'data-label': label }) as object;
