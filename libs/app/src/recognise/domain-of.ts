import { DOMAINS, type Domain } from '@huanpei/matching';
import { standards, taxonomy } from '@huanpei/reference';
import type { WrittenFigure } from './figures-in';
import type { Named } from './known-names';
import type { NamedStandard } from './standards-in';
import type { WrittenText } from './written-text';
import { isGasFlow } from './written-units';

const DOMAIN_WORDS: Readonly<Partial<Record<Domain, RegExp>>> = {
  water:
    /污水|废水|渗滤液|渗沥液|给水|自来水|净水|水厂|中水|再生水|尾水|黑臭|雨水|sewage|sewer|wastewater|water\s+treatment|effluent|leachate|wwtp|waterworks|storm-?\s?water/gu,
  air: /烟气|废气|脱硫|脱硝|除尘|尾气|臭气|恶臭|vocs?(?![a-z])|flue\s+gas|exhaust|dust|boiler/gu,
  soil: /土壤|场地|地下水|地块|废渣|soil|groundwater|remediation/gu,
  waste:
    /垃圾|污泥|淤泥|固废|固体废物|危废|危险废物|焚烧|填埋|餐厨|飞灰|灰渣|分选|waste(?!water)|sludge|landfill|incinerat|(?<![a-z])ash(?![a-z])|sorting/gu,
  monitoring:
    /监测|在线|检测仪|分析仪|记录仪|自动站|质谱|雷达|流量计|monitor|analy[sz]er|sensor|flow\s*meter|detector|logger|lidar/gu,
};

/** The medium of a text, by what it cites and names; water where nothing tells. */
export function domainOf(
  text: WrittenText,
  cited: readonly NamedStandard[],
  named: readonly Named[],
  figures: readonly WrittenFigure[],
): Domain {
  const votes = new Map<Domain, number>(DOMAINS.map((domain) => [domain, 0]));
  const vote = (domain: string | undefined, weight: number): void => {
    const known = DOMAINS.find((one) => one === domain);
    if (known) votes.set(known, (votes.get(known) ?? 0) + weight);
  };
  for (const { code } of cited)
    for (const medium of (standards().byCode(code)?.medium ?? '').split(/[+\s]/u)) vote(medium, 2);
  for (const { kind, codes } of named) {
    const [code = ''] = codes;
    if (kind !== 'TECHNOLOGY' && kind !== 'SCENARIO') continue;
    const root = taxonomy().ancestors(code).at(-1) ?? code;
    vote(root, root.startsWith('x') ? 0 : 3);
  }
  for (const [domain, words] of Object.entries(DOMAIN_WORDS))
    vote(domain, Math.min(4, [...text.lower.matchAll(words)].length));
  for (const { unit } of figures) if (unit !== undefined && isGasFlow(unit)) vote('air', 2);
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best && best[1] > 0 ? best[0] : 'water';
}
