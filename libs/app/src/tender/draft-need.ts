import { accepted, refused, type LotNeed, type Outcome, type Refusal } from '@huanpei/domain';
import { decide, DOMAINS, dutyOf, quantityOf, type Citation, type Domain, type DutyFact } from '@huanpei/matching';
import { parameters, standards, units } from '@huanpei/reference';
import { flowUnit, isFlow, plainProduct, unitAt } from '../recognise/written-units';

/** One figure with its name; what is longer is no figure. */
const LONGEST_PART = 100;
const MOST_PARTS = 100;

/** A need read from what a buyer writes, with everything that still has to be settled. */
export interface DraftedNeed {
  readonly need: LotNeed;
  /** Limits of the class on parameters the duty does not name; the buyer may add them to the citation. */
  readonly otherParameters: readonly string[];
  /** Conditions and scopes of the cited rows; the buyer says which hold (`where`) and which do not (`whereNot`). */
  readonly toSettle: readonly string[];
}

const FLOW_NAMES =
  /^(处理)?(水量|规模|流量|能力|风量|烟气量|处理量|设计规模|设计水量)$|^(flow|capacity|design flow|duty|throughput)$/iu;

/**
 * Reads `50,000 m3/d, COD 120, NH3-N 25` and `GB 18918-2002 一级A`: a flow, inlet values by the names people use, and a
 * standard with its class. What cannot be read is refused by name, never guessed.
 */
export function draftNeed(dutyText: string, standardText: string): Outcome<DraftedNeed> {
  const resolved = standardText.trim() === '' ? undefined : standards().resolveStandard(standardText);
  if (standardText.trim() !== '' && !resolved) {
    return refused({
      code: 'UNKNOWN_CODE',
      field: 'standard',
      facts: { kind: 'standard', given: standardText.trim() },
    });
  }
  if (resolved && resolved.level === undefined) {
    const levels = standards().byCode(resolved.code)?.levels ?? [];
    return refused({
      code: 'UNKNOWN_CODE',
      field: 'standard',
      facts: { kind: 'level', given: standardText.trim(), known: levels.map(({ zh }) => zh).join('、') },
    });
  }
  const domain = domainOf(resolved?.code);
  const faults: Refusal[] = [];
  const duty: DutyFact[] = [];
  const parts = partsOf(dutyText);
  if (parts.length > MOST_PARTS) return refused({ code: 'TOO_LONG', field: 'duty', facts: { most: MOST_PARTS } });
  for (const part of parts) {
    const fact = part.length > LONGEST_PART ? undefined : dutyFactOf(part, domain);
    if (fact) duty.push(fact);
    else
      faults.push({
        code: 'INVALID',
        field: 'duty',
        facts: { given: part.slice(0, LONGEST_PART), expected: 'COD 120 mg/L; 50000 m3/d' },
      });
  }
  if (duty.length === 0 && !resolved && faults.length === 0) faults.push({ code: 'NOTHING_DEMANDED', field: 'duty' });
  if (faults.length > 0) return refused(...faults);
  if (!resolved?.level) return accepted({ need: { domain, duty }, otherParameters: [], toSettle: [] });

  const { citation, otherParameters, toSettle } = citationFor(resolved.code, resolved.level, domain, duty);
  return accepted({ need: { domain, duty, standards: [citation] }, otherParameters, toSettle });
}

/** A class as it is to be cited in a need with this duty, and what the buyer still has to say about it. */
export interface DraftedCitation extends Pick<DraftedNeed, 'otherParameters' | 'toSettle'> {
  readonly citation: Citation;
}

/**
 * Cites a class for the parameters that the duty names, or for all where it names none of them; asks for the conditions
 * and scopes of its rows that the duty does not decide.
 */
export function citationFor(code: string, level: string, domain: Domain, duty: readonly DutyFact[]): DraftedCitation {
  const rows = standards().limits(code, level);
  const limited = [...new Set(rows.map((row) => row.parameter))];
  const known = dutyOf(domain, duty);
  const isParameter = (parameter: string) => parameters().byCode(parameter) !== undefined;
  const isDecided = (condition: string | null) =>
    condition !== null && ['TRUE', 'FALSE'].includes(decide(condition, known, isParameter));
  const named = limited.filter((parameter) => duty.some((fact) => fact.parameter === parameter));
  const cited = named.length > 0 ? named : limited;
  const toSettle = rows
    .filter((row) => cited.includes(row.parameter))
    .flatMap(({ condition, scope }) => [
      { text: condition, shared: rows.every((row) => row.condition === condition), decided: isDecided(condition) },
      { text: scope, shared: rows.every((row) => row.scope === scope), decided: false },
    ])
    .filter(
      ({ text, shared, decided }) =>
        text !== null && !shared && !decided && text !== 'all' && !text.startsWith('reference O2'),
    )
    .map(({ text }) => text ?? '');
  return {
    citation: { code, level, ...(named.length > 0 ? { parameters: named } : {}) },
    otherParameters: limited.filter((parameter) => !cited.includes(parameter)),
    toSettle: [...new Set(toSettle)],
  };
}

function domainOf(standard: string | undefined): Domain {
  const medium = standard === undefined ? undefined : standards().byCode(standard)?.medium;
  return DOMAINS.find((domain) => domain === medium) ?? 'water';
}

/** `50,000` is one number; other commas, semicolons and lines divide. */
function partsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .split(/[,;、\n]| and |以及/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What follows a name: an operator that changes nothing, a figure or a range, and perhaps a unit. */
const FIGURES = /^(-?\d+(?:\.\d+)?)(?:\s*(?:-|~|–|至|到|to)\s*(-?\d+(?:\.\d+)?))?\s*(.*)$/u;

/**
 * Reads one part. Names may hold figures themselves (BOD5, NH3-N, PM2.5), so a figure that stands apart is tried first,
 * and one that follows a letter (`COD120`) only after that.
 */
function dutyFactOf(part: string, domain: Domain): DutyFact | undefined {
  const starts = [...part.matchAll(/\d+(?:\.\d+)?/gu)].map(({ index }) => index);
  const apart = starts.filter((at) => at === 0 || !/[A-Za-z0-9.]/u.test(part[at - 1] ?? ''));
  for (const at of [...apart, ...starts.filter((one) => !apart.includes(one))]) {
    const fact = dutyFactAt(withoutConnective(part.slice(0, at)), part.slice(at), domain);
    if (fact) return fact;
  }
  return undefined;
}

const CONNECTIVES = ['<=', '>=', '≤', '≥', '<', '>', '=', ':', '为', '约'];

/** A name without the sign that joins it to its figure. */
function withoutConnective(text: string): string {
  const name = text.trimEnd();
  const sign = CONNECTIVES.find((one) => name.endsWith(one));
  return sign === undefined ? name : name.slice(0, -sign.length).trimEnd();
}

function dutyFactAt(name: string, figuresText: string, domain: Domain): DutyFact | undefined {
  const [, low = '', high, rest = ''] = FIGURES.exec(figuresText) ?? [];
  const read = unitOf(rest);
  if (low === '' || read === undefined) return undefined;
  const { unit, times } = read;
  const figure = (text: string): number => plainProduct(Number(text), times);
  const figures =
    high === undefined
      ? { op: '=' as const, value: figure(low) }
      : { op: 'range' as const, value: figure(low), valueMax: figure(high) };
  const label = name.replace(/^(进水|进口|入口|inlet|influent)\s*/iu, '').trim();
  if (label === '' || FLOW_NAMES.test(label)) {
    return unit !== '' && isFlow(unit) ? { metric: 'capacity', ...figures, unit: flowUnit(unit, domain) } : undefined;
  }
  const parameter =
    parameters().resolveAlias(label, { as: 'PARAMETER', medium: domain }) ??
    parameters().resolveAlias(label, { as: 'PARAMETER' });
  if (parameter === undefined) return undefined;
  const chosen = unit === '' ? parameters().byCode(parameter)?.units[0] : unit;
  return chosen === undefined ? undefined : { metric: 'inlet', parameter, ...figures, unit: chosen };
}

/** A unit as people write it, in the spelling of the exchange format; undefined when it is none, `''` where none stands. */
function unitOf(text: string): { readonly unit: string; readonly times: number } | undefined {
  const written = text.trim();
  if (written === '') return { unit: '', times: 1 };
  const read = unitAt(written.toLowerCase(), 0);
  if (read?.length === written.length) return read;
  const unit = quantityOf(written) === undefined ? units().resolve(written) : written;
  return unit === undefined ? undefined : { unit, times: 1 };
}
