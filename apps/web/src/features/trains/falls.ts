import { convert } from '@huanpei/matching';
import type { LotTrainsQuery } from '../../generated/trains';

export type Search = Extract<LotTrainsQuery['lotTrains'], { readonly __typename: 'TrainSearch' }>;
export type Train = Search['trains'][number];
export type Stage = Train['stages'][number];

/** A concentration before the first stage and behind each, in one unit. */
export interface Point {
  /** 0 before the first stage. */
  readonly stage: number;
  readonly value: number | undefined;
  /** The stage says nothing of it and is taken to leave it as it is. */
  readonly assumed: boolean;
  /** Why the figure is no prediction. */
  readonly notCredited: string | undefined;
}

export interface Fall {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly points: readonly Point[];
  readonly limit: { readonly value: number; readonly says: string } | undefined;
  readonly margin: number | undefined;
  readonly verdict: 'PASS' | 'FAIL' | 'UNKNOWN' | undefined;
}

type Figure = Stage['outlet'][number];

/** The number in a limit such as `≤ 50 mg/L`; of a range, and of what must rise, there is no line to fall to. */
function limitOf(text: string | null | undefined): number | undefined {
  const found = /^[≤<]\s*([\d,]+(?:\.\d+)?)/u.exec(text ?? '');
  return found?.[1] === undefined ? undefined : Number(found[1].replaceAll(',', ''));
}

/** How each limited concentration falls from stage to stage against its limit. */
export function fallsOf(train: Train): readonly Fall[] {
  const codes = [
    ...new Set(
      train.stages.flatMap(({ inlet, outlet }) => [...inlet, ...outlet].map(({ parameter }) => parameter.code)),
    ),
  ];
  return codes.flatMap((code) => {
    const of = (figures: readonly Figure[]): Figure | undefined =>
      figures.find(({ parameter }) => parameter.code === code);
    const first = train.stages
      .map(({ inlet, outlet }) => of(inlet) ?? of(outlet))
      .find((figure) => figure !== undefined);
    if (!first) return [];
    const { unit, parameter } = first;
    const inUnit = (figure: Figure | undefined): number | undefined =>
      figure && typeof figure.value === 'number'
        ? figure.unit === unit
          ? figure.value
          : convert(figure.value, figure.unit, unit)
        : undefined;
    const points: Point[] = train.stages.map((stage) => {
      const figure = of(stage.outlet);
      return {
        stage: stage.stage,
        value: inUnit(figure),
        assumed: stage.assumedUnchanged.some((one) => one.code === code),
        notCredited: figure?.notCredited ?? undefined,
      };
    });
    const entering = train.stages[0] && of(train.stages[0].inlet);
    const limits = train.findings.flatMap((finding) => {
      if (finding.outletOf?.code !== code) return [];
      const limit = limitOf(finding.limit);
      if (limit === undefined || !finding.unit) return [];
      const value = finding.unit === unit ? limit : convert(limit, finding.unit, unit);
      return value === undefined ? [] : [{ finding, value }];
    });
    // Of several the strictest is what it has to fall to.
    const [strictest] = limits.sort((one, other) => one.value - other.value);
    return [
      {
        code,
        label: parameter.label,
        unit,
        points: [
          { stage: 0, value: inUnit(entering), assumed: false, notCredited: entering?.notCredited ?? undefined },
          ...points,
        ],
        limit: strictest && { value: strictest.value, says: strictest.finding.limit ?? '' },
        margin: strictest?.finding.margin ?? undefined,
        verdict: strictest?.finding.verdict,
      },
    ];
  });
}

/** Places of the points in a chart of 100 by 100, the largest of them and of the limit on top; nothing for what is not known. */
export function stepsOf({ points, limit }: Fall): {
  readonly path: string;

  readonly limit: number | undefined;
} {
  const most = Math.max(...points.flatMap(({ value }) => value ?? []), limit?.value ?? 0);
  const height = (value: number): number => (most === 0 ? 96 : 96 - (value / most) * 88);
  const width = 100 / points.length;
  const known = points.map(({ value }, at) =>
    value === undefined ? undefined : ([at * width, height(value)] as const),
  );
  let path = '';
  known.forEach((point, at) => {
    if (!point) return;
    const [x, y] = point;
    path += known[at - 1] && at > 0 ? `L${x} ${y}` : `M${x} ${y}`;
    path += `L${x + width} ${y}`;
  });
  return {
    path,
    limit: limit === undefined ? undefined : height(limit.value),
  };
}
