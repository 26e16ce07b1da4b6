import type { NumericStatement } from '@huanpei/matching';
import type { WrittenFigure } from './figures-in';
import { plainProduct } from './written-units';

/** A figure without what it is of. */
export type StatedFigure = Omit<NumericStatement, 'metric' | 'parameter'>;

export function statement({ value, valueMax, bound }: WrittenFigure, unit: string): StatedFigure {
  if (valueMax !== undefined) return { op: 'range', value: rounded(value), valueMax: rounded(valueMax), unit };
  return { op: bound ?? '=', value: rounded(value), unit };
}

/** What comes in is what is designed for: `≤ 400` is a design value of 400. */
export function asDuty(said: StatedFigure): StatedFigure {
  return said.op === 'range' ? said : { ...said, op: '=' };
}

export const rounded = (value: number): number => plainProduct(value, 1);
