import type { DraftLot } from './draft';

interface MissingFigure {
  readonly requirement: string;
  readonly inletWanted: number;
}

/**
 * Parameters whose inlet the market waits for, those that most wait for first, each once: of a requirement of one's own what
 * it is of, of a cited limit what its finding ends in (`CODE/LEVEL/parameter`, with `/removal_pct` behind a removal).
 */
export function wantedInlets(
  { requirements, standards }: Pick<DraftLot, 'requirements' | 'standards'>,
  figures: readonly MissingFigure[],
): readonly string[] {
  const parameterOf = (finding: string): string | undefined => {
    const own = requirements.find(({ id }) => id === finding)?.demand;
    if (own) return own.kind === 'FIGURE' ? own.parameter : undefined;
    const cited = standards
      .map(({ code, level }) => `${code}/${level}/`)
      .find((beginning) => finding.startsWith(beginning));
    return cited === undefined ? undefined : finding.slice(cited.length).split('/')[0];
  };
  const wanted = figures
    .filter(({ inletWanted }) => inletWanted > 0)
    .sort((a, b) => b.inletWanted - a.inletWanted)
    .flatMap(({ requirement }) => parameterOf(requirement) ?? []);
  return [...new Set(wanted)];
}
