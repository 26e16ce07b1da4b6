import { basisRank, convert, factorBetween } from '@huanpei/matching';
import type { Basis, Op } from '../../generated/schema';

/** What these checks read of a figure; the answer of the server has more. */
export interface CheckedFact {
  readonly says: string;
  readonly op: Op;
  readonly value?: number | null;
  readonly valueMax?: number | null;
  readonly unit: string;
  readonly condition?: string | null;
  readonly basis: Basis;
  readonly basisToday: Basis;
  readonly attachmentId?: string | null;
  readonly metric: { readonly code: string };
  readonly parameter?: { readonly code: string } | null;
}
export interface CheckedContent {
  readonly domain: string;
  readonly facts: readonly CheckedFact[];
  readonly attachments: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly number?: string | null;
    readonly issuedOn?: string | null;
  }[];
}

export type SignCode =
  | 'NO_FACTS'
  | 'PROOF_MISSING'
  | 'REPORT_UNNUMBERED'
  | 'REPORT_LAPSED'
  | 'UNIT_UNUSUAL'
  | 'OUTLET_ABOVE_INLET'
  | 'TENFOLD'
  | 'CONTRADICTION'
  | 'NO_ENVELOPE';

/** Something that a person should look at before deciding. None of them decides anything. */
export interface Sign {
  readonly code: SignCode;
  /** The figure or document that it is about, as people read it. */
  readonly about?: string;
  readonly other?: string;
}

/** Units in which a metric or parameter is usually stated, by code. */
export type UsualUnits = ReadonlyMap<string, readonly string[]>;

/** How much a figure may move between revisions before it looks like a slip of the unit. */
const TENFOLD = 10;
const PROVEN: readonly Basis[] = ['VERIFIED', 'TESTED'];
const NUMBERED: readonly string[] = ['TEST_REPORT', 'CERTIFICATE'];

const keyOf = ({ metric, parameter, condition }: CheckedFact): string =>
  [metric.code, parameter?.code ?? '', condition?.trim() ?? ''].join('|');
const greatest = ({ value, valueMax }: CheckedFact): number | undefined => valueMax ?? value ?? undefined;

/** What an operator should look at, the gravest first. `published` is what the revision would replace. */
export function signsOf(content: CheckedContent, published: CheckedContent | null, usual: UsualUnits): readonly Sign[] {
  if (content.facts.length === 0) return [{ code: 'NO_FACTS' }];
  return [
    ...contradictions(content.facts),
    ...outletsAboveInlet(content.facts),
    ...(published ? tenfold(content.facts, published.facts) : []),
    ...content.facts.flatMap((fact) => ofFact(fact, content.domain, usual)),
    ...content.attachments
      .filter(({ kind, number, issuedOn }) => NUMBERED.includes(kind) && !(number?.trim() && issuedOn))
      .map(({ title }): Sign => ({ code: 'REPORT_UNNUMBERED', about: title })),
    ...withoutEnvelope(content.facts),
  ];
}

function ofFact(fact: CheckedFact, domain: string, usual: UsualUnits): readonly Sign[] {
  const { says, basis, basisToday, attachmentId, unit, metric, parameter } = fact;
  const signs: Sign[] = [];
  if (PROVEN.includes(basis) && !attachmentId) signs.push({ code: 'PROOF_MISSING', about: says });
  if (basisRank(basisToday) > basisRank(basis)) signs.push({ code: 'REPORT_LAPSED', about: says });
  // What is stated of an inlet or outlet is in the parameter's unit, everything else in the metric's own.
  const own = usual.get(metric.code) ?? [];
  const units = own.length > 0 ? own : (usual.get(parameter?.code ?? '') ?? []);
  const water = metric.code === 'capacity' && domain === 'water';
  if (units.length > 0 && !units.some((one) => factorBetween(unit, one, water) !== undefined))
    signs.push({ code: 'UNIT_UNUSUAL', about: says, other: units.slice(0, 4).join(', ') });
  return signs;
}

/** Two figures of one thing under one condition, stated in the same way, that do not agree. */
function contradictions(facts: readonly CheckedFact[]): readonly Sign[] {
  return facts.flatMap((fact, at) => {
    const other = facts.slice(0, at).find((before) => keyOf(before) === keyOf(fact) && before.op === fact.op);
    if (!other || other.basis !== fact.basis) return [];
    const same = sameFigure(other.value, other.unit, fact) && (other.valueMax ?? null) === (fact.valueMax ?? null);
    return same ? [] : [{ code: 'CONTRADICTION' as const, about: fact.says, other: other.says }];
  });
}

function sameFigure(value: number | null | undefined, unit: string, fact: CheckedFact): boolean {
  if (value == null || fact.value == null) return value == fact.value;
  const converted = convert(value, unit, fact.unit);
  return converted !== undefined && Math.abs(converted - fact.value) <= 1e-9 * Math.abs(fact.value);
}

/** Treatment that would let out more of a parameter than may come in. */
function outletsAboveInlet(facts: readonly CheckedFact[]): readonly Sign[] {
  const inlets = facts.filter(({ metric }) => metric.code === 'inlet');
  return facts.flatMap((outlet) => {
    const out = outlet.metric.code === 'outlet' ? greatest(outlet) : undefined;
    if (out === undefined || !outlet.parameter || outlet.parameter.code === 'ph') return [];
    const above = inlets.find((inlet) => {
      const most = inlet.parameter?.code === outlet.parameter?.code ? greatest(inlet) : undefined;
      // `at least` of an inlet says nothing of the most that may come in.
      if (most === undefined || inlet.op === 'GE' || inlet.op === 'GT') return false;
      const converted = convert(out, outlet.unit, inlet.unit);
      return converted !== undefined && converted > most;
    });
    return above ? [{ code: 'OUTLET_ABOVE_INLET' as const, about: outlet.says, other: above.says }] : [];
  });
}

/** Figures that have become ten times as much, or a tenth, as when a unit was mistaken. */
function tenfold(facts: readonly CheckedFact[], published: readonly CheckedFact[]): readonly Sign[] {
  return facts.flatMap((fact) => {
    const before = published.find((one) => keyOf(one) === keyOf(fact) && one.op === fact.op);
    const [was, is] = [before && greatest(before), greatest(fact)];
    if (before === undefined || !was || !is) return [];
    const converted = convert(was, before.unit, fact.unit);
    if (!converted) return [];
    const ratio = Math.abs(is / converted);
    const far = ratio >= TENFOLD || ratio <= 1 / TENFOLD;
    return far ? [{ code: 'TENFOLD' as const, about: fact.says, other: before.says }] : [];
  });
}

/** A promised outlet holds only inside the inlet that is stated; where none is, it can hardly be matched. */
function withoutEnvelope(facts: readonly CheckedFact[]): readonly Sign[] {
  const stated = new Set(facts.filter(({ metric }) => metric.code === 'inlet').map((fact) => fact.parameter?.code));
  const lacking = facts.filter(({ metric, parameter }) => metric.code === 'outlet' && !stated.has(parameter?.code));
  return lacking.length === 0 ? [] : [{ code: 'NO_ENVELOPE', about: lacking.map(({ says }) => says).join(' · ') }];
}
