import type { Asked } from '@huanpei/matching';
import { lotKeyOf } from './tender';
import { thingOf, type LotStanding } from './worklist';

/** Something that a listing does not state and lots ask for. */
export interface Unstated {
  /** As one of them asks for it. */
  readonly asked: Asked;
  /** How many of the lots ask for it. */
  readonly lots: number;
}

/** What lots ask for and a listing is silent on, what most of them ask first. */
export function unstatedOf(
  standings: readonly Pick<LotStanding, 'tenderId' | 'lotId' | 'match'>[],
): readonly Unstated[] {
  const asking = new Map<string, { readonly asked: Asked; readonly lots: Set<string> }>();
  for (const standing of standings)
    for (const { asked, code } of standing.match.findings) {
      if (code !== 'NOT_STATED' || asked.kind === 'GROUP' || asked.kind === 'STANDARD') continue;
      const thing = thingOf({ asked });
      const known = asking.get(thing) ?? { asked, lots: new Set() };
      known.lots.add(lotKeyOf(standing));
      asking.set(thing, known);
    }
  return [...asking]
    .map(([thing, { asked, lots }]) => ({ thing, asked, lots: lots.size }))
    .sort((a, b) => b.lots - a.lots || (a.thing < b.thing ? -1 : 1))
    .map(({ asked, lots }) => ({ asked, lots }));
}
