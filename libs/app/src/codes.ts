import type { Refusal } from '@huanpei/domain';
import {
  heldThings,
  leastFigure,
  matchingReference,
  parameters,
  regions,
  standards,
  taxonomy,
} from '@huanpei/reference';

/** Whether the code names a region of the reference data; `*` (everywhere) is one where an offer lists its regions. */
export const regionExists = (code: string): boolean => regions().byCode(code) !== undefined;

export const honourExists = (code: string): boolean => heldThings().byCode(code)?.kind === 'HONOUR';

const certificateExists = (code: string): boolean => heldThings().byCode(code)?.kind === 'CERTIFICATE';

const technologyExists = (code: string): boolean => taxonomy().byCode(code) !== undefined;

/** A property may be said by itself (`loi`) or of a thing, so both places take any code of the parameters. */
const parameterExists = (code: string): boolean => parameters().byCode(code) !== undefined;

const standardExists = (code: string): boolean => standards().byCode(code) !== undefined;

const CHECKS = {
  technology: technologyExists,
  metric: parameterExists,
  parameter: parameterExists,
  region: regionExists,
  certificate: certificateExists,
  honour: honourExists,
  standard: standardExists,
} as const;
export type CodeKind = keyof typeof CHECKS;

/** A refusal when the reference data do not know the code. */
export function unknownCode(kind: CodeKind, code: string | undefined, field: string): readonly Refusal[] {
  return code === undefined || CHECKS[kind](code)
    ? []
    : [{ code: 'UNKNOWN_CODE', field, facts: { kind, given: code } }];
}

/** A figure below what there can be, such as a content below zero. */
export function belowLeast(
  stated: { readonly metric: string; readonly parameter?: string; readonly unit: string } & Ends,
  field: string,
): readonly Refusal[] {
  const least = leastFigure(stated, matchingReference());
  const figures = [stated.value, stated.valueMax].filter((figure) => figure !== undefined);
  if (least === undefined || figures.every((figure) => figure >= least)) return [];
  return [{ code: 'INVALID', field, facts: outOfRange(figures, `≥ ${least}`) }];
}

/** What is said of figures that cannot be true. */
export function outOfRange(figures: readonly number[], expected: string): NonNullable<Refusal['facts']> {
  const given = figures.join('–');
  return {
    given,
    expected,
    zh: `${given} 超出可能的范围，应为 ${expected}`,
    en: `${given} is outside what there can be; it should be ${expected}`,
  };
}

interface Ends {
  readonly value?: number;
  readonly valueMax?: number;
}
