/** What stands out of a listing and should be looked at by a person. None of it decides anything. */

import { basisRank, convert, factorBetween } from '@huanpei/matching';
import { basisOn, needsEvidence } from './expiry';
import type { Attachment, AttachmentKind, ListingContent, ListingFact } from './listing';

/** As much of a listing's content as is looked at. `F` may carry more, such as how a fact is said. */
export interface CheckedContent<F extends ListingFact> extends Pick<ListingContent, 'domain' | 'attachments'> {
  readonly facts: readonly F[];
}

/** Something that a person should look at before deciding, and the facts or the document that it is about. */
export type ListingSign<F extends ListingFact> =
  | { readonly code: 'NO_FACTS' }
  /** Claims what rests on a document, and names none. */
  | { readonly code: 'PROOF_MISSING'; readonly fact: F }
  | { readonly code: 'REPORT_UNNUMBERED'; readonly attachment: Attachment }
  | { readonly code: 'REPORT_LAPSED'; readonly fact: F }
  | { readonly code: 'UNIT_UNUSUAL'; readonly fact: F; readonly usual: readonly string[] }
  | { readonly code: 'OUTLET_ABOVE_INLET'; readonly fact: F; readonly inlet: F }
  | { readonly code: 'TENFOLD'; readonly fact: F; readonly published: F }
  | { readonly code: 'CONTRADICTION'; readonly fact: F; readonly other: F }
  | { readonly code: 'NO_ENVELOPE'; readonly facts: readonly F[] };

/** Units in which a metric or parameter is usually stated, by code. */
export type UsualUnits = ReadonlyMap<string, readonly string[]>;

/** How much a figure may move between revisions before it looks like a slip of the unit. */
const TENFOLD = 10;
const NUMBERED: readonly AttachmentKind[] = ['TEST_REPORT', 'CERTIFICATE'];

const keyOf = ({ metric, parameter, condition }: ListingFact): string =>
  [metric, parameter ?? '', condition?.trim() ?? ''].join('|');
const greatest = ({ value, valueMax }: ListingFact): number | undefined => valueMax ?? value;

/** What an operator should look at, the gravest first. `published` is what the revision would replace. */
export function signsOf<F extends ListingFact>(
  { facts, attachments = [], domain }: CheckedContent<F>,
  published: CheckedContent<F> | null,
  usual: UsualUnits,
  today: string,
): readonly ListingSign<F>[] {
  if (facts.length === 0) return [{ code: 'NO_FACTS' }];
  return [
    ...contradictions(facts),
    ...outletsAboveInlet(facts),
    ...(published ? tenfold(facts, published.facts) : []),
    ...facts.flatMap((fact) => [...proofOf(fact, attachments, today), ...unitOf(fact, domain, usual)]),
    ...attachments
      .filter(({ kind, number, issuedOn }) => NUMBERED.includes(kind) && !(number?.trim() && issuedOn))
      .map((attachment) => ({ code: 'REPORT_UNNUMBERED' as const, attachment })),
    ...withoutEnvelope(facts),
  ];
}

function proofOf<F extends ListingFact>(
  fact: F,
  attachments: readonly Attachment[],
  today: string,
): readonly ListingSign<F>[] {
  if (needsEvidence(fact.basis) && fact.attachmentId === undefined) return [{ code: 'PROOF_MISSING', fact }];
  const lapsed = basisRank(basisOn(fact, attachments, today)) > basisRank(fact.basis);
  return lapsed ? [{ code: 'REPORT_LAPSED', fact }] : [];
}

function unitOf<F extends ListingFact>(
  fact: F,
  domain: ListingContent['domain'],
  usual: UsualUnits,
): readonly ListingSign<F>[] {
  // What is stated of an inlet or outlet is in the parameter's unit, everything else in the metric's own.
  const own = usual.get(fact.metric) ?? [];
  const units = own.length > 0 ? own : (usual.get(fact.parameter ?? '') ?? []);
  const water = fact.metric === 'capacity' && domain === 'water';
  const converts = units.length === 0 || units.some((one) => factorBetween(fact.unit, one, water) !== undefined);
  return converts ? [] : [{ code: 'UNIT_UNUSUAL', fact, usual: units }];
}

/** Two figures of one thing under one condition, stated in the same way, that do not agree. */
function contradictions<F extends ListingFact>(facts: readonly F[]): readonly ListingSign<F>[] {
  return facts.flatMap((fact, at) => {
    const other = facts.slice(0, at).find((before) => keyOf(before) === keyOf(fact) && before.op === fact.op);
    if (!other || other.basis !== fact.basis) return [];
    const agrees = (was: number | undefined, is: number | undefined) => isSameFigure(was, other.unit, is, fact.unit);
    const same = agrees(other.value, fact.value) && agrees(other.valueMax, fact.valueMax);
    return same ? [] : [{ code: 'CONTRADICTION' as const, fact, other }];
  });
}

function isSameFigure(one: number | undefined, oneUnit: string, other: number | undefined, otherUnit: string): boolean {
  if (one === undefined || other === undefined) return one === other;
  const converted = convert(one, oneUnit, otherUnit);
  return converted !== undefined && Math.abs(converted - other) <= 1e-9 * Math.abs(other);
}

/** Treatment that would let out more of a parameter than may come in. */
function outletsAboveInlet<F extends ListingFact>(facts: readonly F[]): readonly ListingSign<F>[] {
  const inlets = facts.filter(({ metric }) => metric === 'inlet');
  return facts.flatMap((fact) => {
    const out = fact.metric === 'outlet' ? greatest(fact) : undefined;
    if (out === undefined || fact.parameter === undefined || fact.parameter === 'ph') return [];
    const above = inlets.find((inlet) => {
      const most = inlet.parameter === fact.parameter ? greatest(inlet) : undefined;
      // `at least` of an inlet says nothing of the most that may come in.
      if (most === undefined || inlet.op === '>=' || inlet.op === '>') return false;
      const converted = convert(out, fact.unit, inlet.unit);
      return converted !== undefined && converted > most;
    });
    return above ? [{ code: 'OUTLET_ABOVE_INLET' as const, fact, inlet: above }] : [];
  });
}

/** Figures that have become ten times as much, or a tenth, as when a unit was mistaken. */
function tenfold<F extends ListingFact>(facts: readonly F[], published: readonly F[]): readonly ListingSign<F>[] {
  return facts.flatMap((fact) => {
    const before = published.find((one) => keyOf(one) === keyOf(fact) && one.op === fact.op);
    const [was, is] = [before && greatest(before), greatest(fact)];
    if (before === undefined || !was || !is) return [];
    const converted = convert(was, before.unit, fact.unit);
    if (!converted) return [];
    const ratio = Math.abs(is / converted);
    const far = ratio >= TENFOLD || ratio <= 1 / TENFOLD;
    return far ? [{ code: 'TENFOLD' as const, fact, published: before }] : [];
  });
}

/** A promised outlet holds only inside the inlet that is stated; where none is, it can hardly be matched. */
function withoutEnvelope<F extends ListingFact>(facts: readonly F[]): readonly ListingSign<F>[] {
  const stated = new Set(facts.filter(({ metric }) => metric === 'inlet').map(({ parameter }) => parameter));
  const lacking = facts.filter(({ metric, parameter }) => metric === 'outlet' && !stated.has(parameter));
  return lacking.length === 0 ? [] : [{ code: 'NO_ENVELOPE', facts: lacking }];
}
