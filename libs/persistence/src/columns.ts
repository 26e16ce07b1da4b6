import type { EntitySchemaColumnOptions } from 'typeorm';
import { storable } from './storable';

/** One column per field of T: a field added to the domain type breaks the build here until it is mapped. */
export type Columns<T> = { readonly [K in keyof T]-?: EntitySchemaColumnOptions & { readonly name: string } };

type Column = EntitySchemaColumnOptions & { readonly name: string };

const storableText = { to: storable, from: (value: unknown) => value };

export const key = (name: string): Column => ({ ...text(name), primary: true });
export const text = (name: string): Column => ({ name, type: 'text', transformer: storableText });
export const textOrNull = (name: string): Column => ({ ...text(name), nullable: true });
export const whole = (name: string): Column => ({ name, type: 'int' });
export const wholeOrNull = (name: string): Column => ({ ...whole(name), nullable: true });
/** A 64-bit position; far below 2^53 in any life of the product, so a number on our side. */
export const position = (name: string): Column => ({
  name,
  type: 'bigint',
  transformer: { to: (value: unknown) => value, from: (value: unknown) => (value === null ? null : Number(value)) },
});
export const flag = (name: string): Column => ({ name, type: 'boolean' });
export const instant = (name: string): Column => ({ name, type: 'timestamptz' });
export const instantOrNull = (name: string): Column => ({ ...instant(name), nullable: true });
export const json = (name: string): Column => ({ name, type: 'jsonb', transformer: storableText });
export const jsonOrNull = (name: string): Column => ({ ...json(name), nullable: true });
