import type { RecogniseNeedQuery } from '../../generated/tender-editor';
import { citationOf, dutyOf, requirementOf } from './draft';
import type { Parts } from './draft-state';

export type Recognised = RecogniseNeedQuery['recogniseNeed'];
export type Reading = Recognised['readings'][number];

/** A piece of the text: plain, or something that was read or left. */
export interface Piece {
  readonly text: string;
  readonly reading?: number;
  readonly unread?: number;
}

/** The text cut where readings begin and end. Where two overlap, the one that begins first keeps its place. */
export function piecesOf(
  text: string,
  { readings, unread }: Pick<Recognised, 'readings' | 'unread'>,
): readonly Piece[] {
  const marks = [
    ...readings.map(({ from, to }, reading) => ({ from, to, reading })),
    ...unread.map(({ from, to }, at) => ({ from, to, unread: at })),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, ...mark } of marks) {
    if (from < at || to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from) });
    pieces.push({ text: text.slice(from, to), ...mark });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/**
 * What of the recognised need the accepted readings stand for. A reading and what it brought say the same, so they are
 * found by what they say; what no reading stands for is left.
 */
export function partsOf({ draft: { lot }, readings }: Recognised, accepted: ReadonlySet<number>): Parts {
  const said = (as: Reading['as']): ReadonlySet<string> =>
    new Set(readings.flatMap((reading, at) => (reading.as === as && accepted.has(at) ? [reading.says] : [])));
  const [duty, requirements, standards, technologies] = [
    said('DUTY'),
    said('REQUIREMENT'),
    said('STANDARD'),
    said('TECHNOLOGY'),
  ];
  const scenario = lot.scenario && said('SCENARIO').has(lot.scenario.label) ? lot.scenario.code : undefined;
  const region = lot.region && said('REGION').has(lot.region.label) ? lot.region.code : undefined;
  return {
    duty: lot.duty.filter(({ says }) => duty.has(says)).map((one) => dutyOf(one, '')),
    requirements: lot.requirements.filter(({ says }) => requirements.has(says)).map(requirementOf),
    standards: lot.standards.filter(({ says }) => standards.has(says)).map(citationOf),
    technologies: lot.technologies.filter(({ label }) => technologies.has(label)).map(({ code }) => code),
    ...(scenario === undefined ? {} : { scenario }),
    ...(region === undefined ? {} : { region }),
  };
}

/** The same with what the buyer chose of what the text left open. */
export const withChosen = (parts: Parts, scenario: string | undefined, technologies: ReadonlySet<string>): Parts => ({
  ...parts,
  ...(scenario === undefined ? {} : { scenario }),
  technologies: [...new Set([...(parts.technologies ?? []), ...technologies])],
});
