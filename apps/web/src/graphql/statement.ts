import type { NumericStatement, Op as Sign } from '@huanpei/matching';
import type { Op } from '../generated/schema';

/** The signs of the libraries as GraphQL spells them. */
const OPS: Readonly<Record<Sign, Op>> = {
  '=': 'EQ',
  '<=': 'LE',
  '<': 'LT',
  '>=': 'GE',
  '>': 'GT',
  range: 'RANGE',
  not_detectable: 'NOT_DETECTABLE',
};
const SIGNS = Object.fromEntries(Object.entries(OPS).map(([sign, op]) => [op, sign])) as Readonly<Record<Op, Sign>>;

export const opOf = (sign: Sign): Op => OPS[sign];
export const signOf = (op: Op): Sign => SIGNS[op];

/** What a figure says, as the libraries read it. */
export const statementOf = (
  metric: string,
  parameter: string | null | undefined,
  figure: {
    readonly op: Op;
    readonly value?: number | null | undefined;
    readonly valueMax?: number | null | undefined;
    readonly unit: string;
  },
): NumericStatement => ({
  metric,
  op: signOf(figure.op),
  unit: figure.unit,
  ...(typeof parameter === 'string' ? { parameter } : {}),
  ...(typeof figure.value === 'number' ? { value: figure.value } : {}),
  ...(typeof figure.valueMax === 'number' ? { valueMax: figure.valueMax } : {}),
});
