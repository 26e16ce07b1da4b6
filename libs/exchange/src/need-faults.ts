import { SCORE_TERMS, type MatchingReference, type Need, type NumericStatement, type Offer } from '@huanpei/matching';
import { fault, type Fault } from './fault';

/** What is wrong with a need beyond its shape. Paths begin with `at`, as in `needs[0]`. */
export function faultsOfNeed(need: Need, reference: Pick<MatchingReference, 'limits'>, at: string): readonly Fault[] {
  return [
    ...rangeFaultsOfNeed(need, at),
    ...idFaults(need, at),
    ...citationFaults(need, reference, at),
    ...weightFaults(need, at),
  ];
}

/** What is wrong with an offer beyond its shape. */
export function faultsOfOffer(offer: Pick<Offer, 'facts'>, at: string): readonly Fault[] {
  return offer.facts.flatMap((fact, index) => rangeFault(fact, `${at}.facts[${index}]`));
}

function rangeFaultsOfNeed(need: Need, at: string): readonly Fault[] {
  const duty = (need.duty ?? []).flatMap((fact, index) => rangeFault(fact, `${at}.duty[${index}]`));
  const requirements = (need.requirements ?? []).flatMap((requirement, index) =>
    'metric' in requirement ? rangeFault(requirement, `${at}.requirements[${index}]`) : [],
  );
  return [...duty, ...requirements];
}

function rangeFault({ op, value, valueMax }: NumericStatement, at: string): readonly Fault[] {
  if (op !== 'range' || value === undefined || valueMax === undefined || value <= valueMax) return [];
  return [
    fault(
      `${at}.valueMax`,
      `区间上限 ${valueMax} 小于下限 ${value}`,
      `the upper end ${valueMax} of the range is below its lower end ${value}`,
    ),
  ];
}

/** Findings are told apart by their ids, so a requirement may not take one of another requirement or of a citation. */
function idFaults(need: Need, at: string): readonly Fault[] {
  const seen = new Set<string>();
  const cited = (need.standards ?? []).map(({ code, level }) => `${code}/${level}`);
  return (need.requirements ?? []).flatMap(({ id }, index) => {
    const path = `${at}.requirements[${index}].id`;
    const faults: Fault[] = [];
    if (seen.has(id)) faults.push(fault(path, `编号 ${id} 重复`, `the id ${id} is used twice`));
    if (
      /^(capacity$|envelope:|group:)/.test(id) ||
      cited.some((prefix) => id === prefix || id.startsWith(`${prefix}/`))
    ) {
      faults.push(fault(path, `编号 ${id} 为系统保留`, `the id ${id} is reserved`));
    }
    seen.add(id);
    return faults;
  });
}

function citationFaults(need: Need, reference: Pick<MatchingReference, 'limits'>, at: string): readonly Fault[] {
  const seen = new Set<string>();
  return (need.standards ?? []).flatMap(({ code, level, where = [], whereNot = [] }, index) => {
    const path = `${at}.standards[${index}]`;
    const key = `${code}/${level}`;
    const faults: Fault[] = [];
    if (seen.has(key)) faults.push(fault(path, `重复引用 ${code} ${level}`, `${code} ${level} is cited twice`));
    seen.add(key);
    const carried = new Set(reference.limits(code, level).flatMap(({ condition, scope }) => [condition, scope]));
    const check = (name: 'where' | 'whereNot', texts: readonly string[]) =>
      texts.forEach((text, position) => {
        if (carried.has(text)) return;
        const known =
          [...carried]
            .filter((one) => one !== null)
            .slice(0, 20)
            .join('; ') || '-';
        faults.push(
          fault(
            `${path}.${name}[${position}]`,
            `${code} ${level} 没有带条件“${text}”的限值；可用的有：${known}`,
            `no limit of ${code} ${level} carries "${text}"; there are: ${known}`,
          ),
        );
      });
    check('where', where);
    check('whereNot', whereNot);
    return faults;
  });
}

function weightFaults(need: Need, at: string): readonly Fault[] {
  return Object.keys(need.weights ?? {})
    .filter((term) => !(SCORE_TERMS as readonly string[]).includes(term))
    .map((term) =>
      fault(
        `${at}.weights.${term}`,
        `评分项只有：${SCORE_TERMS.join('、')}`,
        `the terms of the score are: ${SCORE_TERMS.join(', ')}`,
      ),
    );
}
