/** What a supplier could say, better, prove or hold so that more tenders are open to it. */

import {
  basisRank,
  convert,
  counts,
  evaluatePrepared,
  type Asked,
  type Basis,
  type Demand,
  type Fact,
  type Finding,
  type Match,
  type Offer,
  type PreparedNeed,
} from '@huanpei/matching';
import { takesPlaceOf } from './listing-answer';
import type { MinorMoney } from './money';
import { lotKeyOf } from './tender';

/** STATE a fact that is missing, IMPROVE one that fails, PROVE one with better evidence, HOLD a certificate or the like. */
export const WORK_KINDS = ['STATE', 'IMPROVE', 'PROVE', 'HOLD'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** What the engine says of one of the supplier's listings and one lot of an open tender. */
export interface LotStanding {
  readonly tenderId: string;
  readonly lotId: string;
  readonly deadline: Date | null;
  /** Of the whole tender: a lot states no budget of its own. */
  readonly budget: MinorMoney | null;
  /** How many lots the tender has, among them those that the listing is not compared with. */
  readonly lotsOfTender: number;
  readonly offer: Offer;
  readonly prepared: PreparedNeed;
  /** What the engine says of the two. */
  readonly match: Match;
}

/** The thing that is wanted of a listing, whatever the tender. */
interface Wanted {
  readonly kind: WorkKind;
  /** What is wanted and how much of it, as one tender asks for it. */
  readonly asked: Asked;
  /** Which way a larger figure goes: 1 asks more of the equipment, -1 less; 0 where figures cannot be ranked. */
  readonly harder: 1 | -1 | 0;
  /** The least evidence that will do. */
  readonly basis?: Basis;
}

/** One lot that asks for it. */
export interface WorkDemand extends Wanted {
  readonly tenderId: string;
  readonly lotId: string;
  readonly deadline: Date | null;
  readonly finding: Finding;
  /** Whether nothing else stands in the way: with exactly what is asked, the engine says that the listing fits. */
  readonly alone: boolean;
  /** Findings that stand in the way besides, also those that only show once this one is out of the way. */
  readonly others: number;
  /** Whether another listing of the firm fits the lot already. */
  readonly fitsAlready: boolean;
}

/** One thing to do for one listing, with everything it would open. */
export interface WorkItem {
  /** Stable while the thing stands: listing, kind and what it is about. */
  readonly key: string;
  readonly listingId: string;
  readonly kind: WorkKind;
  /** What the strictest of the lots it unlocks asks (of all, when it unlocks none); it can differ from lot to lot. */
  readonly asked: Asked;
  /** Whether `asked` is enough for every lot it unlocks; else each lot has to be looked at. */
  readonly enough: boolean;
  readonly basis: Basis | null;
  /** Ids of the tenders of which at least one lot lacks only this. */
  readonly unlocks: readonly string[];
  /** How many of them another listing of the firm fits already, in every lot that this one would open. */
  readonly fittedAlready: number;
  /** Ids of the others, where it is one thing among several. */
  readonly amongOthers: readonly string[];
  /** Stated budgets of the tenders it unlocks that no listing of the firm fits yet, each once, one sum for each currency. */
  readonly worth: readonly MinorMoney[];
  /** Whether `worth` is only an upper bound: a budget in it is also for lots that this would not open. */
  readonly worthAtMost: boolean;
  /** How many of those tenders state no budget. */
  readonly withoutBudget: number;
  /** The lots, those it unlocks first, then by deadline. */
  readonly demands: readonly WorkDemand[];
}

/**
 * Findings that stand in a supplier's way, grouped by what would remove them and ordered by what that opens: tenders that
 * none of its listings fits yet, then all, then their budgets. A thing unlocks a lot only when it is all that stands in the way, which is tried with the
 * engine; what only the buyer or the platform can settle is no item, but stands in the way like any other.
 */
export function worklistOf(standings: readonly LotStanding[]): readonly WorkItem[] {
  const fitting = new Set(standings.filter(({ match }) => match.outcome === 'FITS').map(lotKeyOf));
  const items = new Map<string, WorkDemand[]>();
  const budgets = new Map(standings.map(({ tenderId, budget, lotsOfTender }) => [tenderId, { budget, lotsOfTender }]));
  for (const standing of standings) {
    const { tenderId, lotId, deadline } = standing;
    const listingId = standing.offer.id;
    const opens = opensOf(standing);
    const thingsOfOpens = opens.map((options) => new Set(options.map(({ wanted }) => thingOf(wanted))));
    const seen = new Set<string>();
    for (const { wanted, finding } of opens.flat()) {
      const key = keyOf(listingId, wanted);
      // An answer on one thing leaves what is about other things as it is; the rest the engine has to say.
      const besides = thingsOfOpens.filter((things) => !things.has(thingOf(wanted))).length;
      const others = besides > 0 ? besides : opensWith(standing, wanted);
      const demand: WorkDemand = {
        ...wanted,
        tenderId,
        lotId,
        deadline,
        finding,
        alone: others === 0,
        others,
        fitsAlready: fitting.has(lotKeyOf(standing)),
      };
      // Two limits on one figure are one thing to do; the stricter one says how much of it, where one is.
      const demands = items.get(key) ?? [];
      const before = seen.has(key) ? demands.at(-1) : undefined;
      const both = before && stricter(before, demand);
      if (both) demands[demands.length - 1] = both;
      else demands.push(demand);
      seen.add(key);
      items.set(key, demands);
    }
  }
  return [...items].map(([key, demands]) => itemOf(key, demands, budgets)).sort(byOpening);
}

/** How many findings stand in the way once the offer says exactly what is asked: a wider inlet may lay bare the outlet. */
function opensWith({ offer, prepared, match }: LotStanding, wanted: Wanted): number {
  const answered = evaluatePrepared(prepared, withAnswer(offer, wanted, match.units ?? 1));
  return answered.findings.filter((finding) => counts(finding) && finding.verdict !== 'PASS').length;
}

/** The offer with just as much as is asked, on just the evidence that will do. */
function withAnswer(offer: Offer, { asked, harder, basis = 'GUARANTEED' }: Wanted, units: number): Offer {
  const joined = (held: readonly string[] | undefined, code: string) => [...(held ?? []), code];
  switch (asked.kind) {
    case 'NUMERIC': {
      const { op, value, valueMax, condition: _condition, ...thing } = asked.demand;
      // What is to be taken in is stated as the range that is taken in.
      const envelope = ENVELOPES.includes(thing.metric);
      const end = envelope && harder !== -1 ? (valueMax ?? value) : value;
      const figures = !envelope && op === 'range' ? { value, valueMax } : { value: end };
      const fact = {
        ...thing,
        op: !envelope ? op : harder === -1 ? ('>=' as const) : ('<=' as const),
        ...figures,
        basis,
      } as Fact;
      return { ...offer, facts: [...offer.facts.filter((old) => !takesPlaceOf(fact, old)), fact] };
    }
    case 'CERTIFICATE':
      return { ...offer, certificates: [...(offer.certificates ?? []), { scheme: asked.code }] };
    case 'HONOUR':
      return { ...offer, honours: joined(offer.honours, asked.code) };
    case 'SERVICE':
      return { ...offer, services: joined(offer.services, asked.code) };
    case 'REGION':
      return { ...offer, regions: joined(offer.regions, asked.code) };
    case 'LEAD_DAYS':
      return { ...offer, leadDays: asked.days };
    case 'PRICE':
      return { ...offer, price: { amount: asked.price.amount / units, currency: asked.price.currency } };
    case 'STANDARD':
    case 'GROUP':
      return offer;
  }
}

interface Option {
  readonly wanted: Wanted;
  readonly finding: Finding;
}

/** For each finding that stands in the way the things any one of which would remove it; none where no supplier can. */
function opensOf({ match, prepared }: LotStanding): readonly (readonly Option[])[] {
  const option = (finding: Finding): readonly Option[] => {
    if (finding.verdict === 'PASS') return [];
    const wanted = wantedOf(
      finding,
      prepared.demands.find(({ id }) => id === finding.id),
    );
    return wanted ? [{ wanted, finding }] : [];
  };
  return match.findings
    .filter((finding) => counts(finding) && finding.verdict !== 'PASS')
    .map((finding) => {
      const { asked, code, stated } = finding;
      // Of alternatives any one will do.
      if (asked.kind === 'GROUP') return match.findings.filter(({ id }) => asked.members.includes(id)).flatMap(option);
      // The price of a unit is there; how many are needed is not, and that the capacity would say.
      const unitsOpen = asked.kind === 'PRICE' && code === 'NOT_STATED' && stated?.price !== undefined;
      return unitsOpen ? match.findings.filter(({ id }) => id === 'capacity').flatMap(option) : option(finding);
    });
}

const ENVELOPES: readonly string[] = ['capacity', 'inlet', 'operating_temp'];

/** What would remove a finding; undefined where it is not the supplier's to remove. */
function wantedOf(finding: Finding, demand: Demand | undefined): Wanted | undefined {
  const { asked, code, stated } = finding;
  const least = demand?.minimumBasis;
  const want = (kind: WorkKind, of: Asked = asked, basis = least): Wanted => ({
    kind,
    asked: of,
    harder: harderOf(of, code),
    // What is held, the price and the days carry no evidence.
    ...(basis === undefined || of.kind !== 'NUMERIC' ? {} : { basis }),
  });
  switch (code) {
    case 'OK':
    case 'INLET_ALREADY_MEETS':
    // The buyer, or the platform, has to say more.
    case 'INLET_NOT_STATED':
    case 'LIMIT_UNCONFIRMED':
    case 'STANDARD_UNKNOWN':
    case 'ALL_ALTERNATIVES_FAIL':
    case 'NO_ALTERNATIVE_PASSES':
      return undefined;
    case 'CONDITION_UNDECIDED':
      return demand && 'open' in demand && demand.open !== undefined ? undefined : want('STATE');
    case 'NOT_STATED':
      if (asked.kind === 'HONOUR') return want('HOLD');
      // Not detectable by a method without a detection limit: there is nothing to compare with.
      if (asked.kind === 'NUMERIC' && asked.demand.value === undefined) return undefined;
      return want('STATE');
    case 'UNIT':
      // A duty in units that do not convert is the buyer's to mend.
      return asked.kind === 'NUMERIC' && asked.demand.unit === '' ? undefined : want('STATE');
    case 'CURRENCY':
      return want('STATE');
    case 'WEAK_EVIDENCE':
      return want('PROVE');
    case 'TYPICAL_SPREAD':
      return want('PROVE', asked, strongest([least, 'GUARANTEED']));
    case 'ABOVE_LIMIT':
    case 'BELOW_LIMIT':
    case 'ABOVE_ENVELOPE':
    case 'BELOW_ENVELOPE':
      return want('IMPROVE');
    case 'INLET_ABOVE_ENVELOPE':
    case 'INLET_BELOW_ENVELOPE': {
      const inlets = (stated?.inlet ?? []).map((demanded) => want('IMPROVE', { kind: 'NUMERIC', demand: demanded }));
      return inlets.reduce<Wanted | undefined>((a, b) => (a ? (stricter(a, b) ?? a) : b), undefined);
    }
    case 'NOT_HELD':
    case 'EXPIRED':
      return want('HOLD');
  }
}

function strongest(bases: readonly (Basis | undefined)[]): Basis | undefined {
  return bases.filter((basis) => basis !== undefined).sort((a, b) => basisRank(a) - basisRank(b))[0];
}

function harderOf(asked: Asked, code: Finding['code']): Wanted['harder'] {
  if (asked.kind === 'PRICE' || asked.kind === 'LEAD_DAYS') return -1;
  if (asked.kind !== 'NUMERIC') return 0;
  const { metric, parameter, op } = asked.demand;
  // What has to be taken in: the farther out, the harder.
  if (ENVELOPES.includes(metric)) {
    if (code === 'BELOW_ENVELOPE' || code === 'INLET_BELOW_ENVELOPE') return -1;
    if (code === 'ABOVE_ENVELOPE' || code === 'INLET_ABOVE_ENVELOPE') return 1;
    // Who takes in much takes in little too; of pH and temperatures both ends matter.
    const oneSided = metric === 'capacity' || (metric === 'inlet' && !['ph', 'water_temp'].includes(parameter ?? ''));
    return oneSided ? 1 : 0;
  }
  switch (op) {
    case '<=':
    case '<':
    case 'not_detectable':
      return -1;
    case '>=':
    case '>':
      return 1;
    case '=':
    case 'range':
      return 0;
  }
}

/** What it is about, whatever is wanted of it. */
export function thingOf({ asked }: Pick<Wanted, 'asked'>): string {
  const about = (() => {
    switch (asked.kind) {
      case 'NUMERIC':
        return [asked.demand.metric, asked.demand.parameter ?? ''];
      case 'CERTIFICATE':
      case 'HONOUR':
      case 'SERVICE':
      case 'REGION':
        return [asked.code];
      case 'LEAD_DAYS':
      case 'PRICE':
      case 'STANDARD':
      case 'GROUP':
        return [];
    }
  })();
  return [asked.kind, ...about].join('|');
}

/** What is wanted, without how much of it, so that all tenders that want it come together. */
function keyOf(listingId: string, wanted: Wanted): string {
  const { kind, harder, basis } = wanted;
  // To treat more and to treat less are two improvements, and better evidence is asked for by its rank.
  const way = kind === 'IMPROVE' ? [String(harder)] : kind === 'PROVE' ? [basis ?? ''] : [];
  return [listingId, kind, thingOf(wanted), ...way].join('|');
}

/** The figure a demand is ranked by. */
function figureOf({ asked, harder }: Wanted): { readonly value: number; readonly unit: string } | undefined {
  switch (asked.kind) {
    case 'NUMERIC': {
      const { value, valueMax, unit } = asked.demand;
      const end = harder === 1 ? (valueMax ?? value) : value;
      return end === undefined ? undefined : { value: end, unit };
    }
    case 'LEAD_DAYS':
      return { value: asked.days, unit: 'd' };
    case 'PRICE':
      return { value: asked.price.amount, unit: asked.price.currency };
    case 'CERTIFICATE':
    case 'HONOUR':
    case 'SERVICE':
    case 'REGION':
    case 'STANDARD':
    case 'GROUP':
      return undefined;
  }
}

/** The one that asks more; undefined when the two cannot be ranked. The first of two that ask the same. */
function stricter<W extends Wanted>(a: W, b: W): W | undefined {
  const [x, y] = [figureOf(a), figureOf(b)];
  if (a.asked.kind !== 'NUMERIC' && x === undefined) return a;
  if (!x || !y) return undefined;
  const inUnitOfX = x.unit === y.unit ? y.value : convert(y.value, y.unit, x.unit);
  if (inUnitOfX === undefined) return undefined;
  if (inUnitOfX === x.value) return isOpen(b) && !isOpen(a) ? b : a;
  if (a.harder === 0 || a.harder !== b.harder) return undefined;
  return (inUnitOfX - x.value) * a.harder > 0 ? b : a;
}

const isOpen = ({ asked }: Wanted): boolean =>
  asked.kind === 'NUMERIC' && (asked.demand.op === '<' || asked.demand.op === '>');

function itemOf(key: string, all: readonly WorkDemand[], budgets: ReadonlyMap<string, TenderBudget>): WorkItem {
  const demands = [...all].sort(byNearness);
  const alone = demands.filter((demand) => demand.alone);
  const unlocks = [...new Set(alone.map(({ tenderId }) => tenderId))];
  const others = new Set(demands.map(({ tenderId }) => tenderId).filter((id) => !unlocks.includes(id)));
  const of = alone.length > 0 ? alone : demands;
  const [first] = of;
  if (!first) throw new Error('an item without a demand');
  let strictest: WorkDemand | undefined = first;
  for (const demand of of.slice(1)) strictest = strictest && stricter(strictest, demand);
  const { asked, kind } = strictest ?? first;
  return {
    key,
    listingId: key.slice(0, key.indexOf('|')),
    kind,
    asked,
    enough: strictest !== undefined,
    basis: strongest(of.map(({ basis }) => basis)) ?? null,
    unlocks,
    fittedAlready: unlocks.filter((id) => alone.every((demand) => demand.tenderId !== id || demand.fitsAlready)).length,
    amongOthers: [...others],
    // What the firm can have anyway is not at stake.
    ...worthOf(
      alone.filter(({ fitsAlready }) => !fitsAlready),
      budgets,
    ),
    demands,
  };
}

/** Whether it opens a tender that no listing of the firm fits yet. */
export const opensMore = ({ unlocks, fittedAlready }: Pick<WorkItem, 'unlocks' | 'fittedAlready'>): boolean =>
  unlocks.length > fittedAlready;

/** The budget of a tender, and for how many lots it is. */
export type TenderBudget = Pick<LotStanding, 'budget' | 'lotsOfTender'>;

/**
 * What lots that open are worth: the stated budget of each of their tenders, once. Lots state no budget of their own, so
 * where a tender has others besides, its budget is no more than a bound on what these are worth.
 */
export function worthOf(
  lots: readonly Pick<LotStanding, 'tenderId' | 'lotId'>[],
  budgets: ReadonlyMap<string, TenderBudget>,
): Pick<WorkItem, 'worth' | 'worthAtMost' | 'withoutBudget'> {
  const opened = new Map<string, Set<string>>();
  for (const { tenderId, lotId } of lots) opened.set(tenderId, (opened.get(tenderId) ?? new Set()).add(lotId));
  const stated = [...opened].flatMap(([tenderId, { size }]) => {
    const { budget = null, lotsOfTender = size } = budgets.get(tenderId) ?? {};
    return budget === null ? [] : [{ budget, others: lotsOfTender > size }];
  });
  return {
    worth: sumOf(stated.map(({ budget }) => budget)),
    worthAtMost: stated.some(({ others }) => others),
    withoutBudget: opened.size - stated.length,
  };
}

/** One sum for each currency, CNY first; nothing is converted. A sum too large to be kept exactly stays at the largest. */
export function sumOf(amounts: readonly MinorMoney[]): readonly MinorMoney[] {
  const sums = new Map<string, number>();
  for (const { amountMinor, currency } of amounts) {
    sums.set(currency, Math.min((sums.get(currency) ?? 0) + amountMinor, Number.MAX_SAFE_INTEGER));
  }
  return [...sums]
    .map(([currency, amountMinor]) => ({ currency, amountMinor }))
    .sort((a, b) => rank(a.currency) - rank(b.currency) || (a.currency < b.currency ? -1 : 1));
}

const rank = (currency: string): number => (currency === 'CNY' ? 0 : 1);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byNearness(a: WorkDemand, b: WorkDemand): number {
  return (
    Number(b.alone) - Number(a.alone) ||
    a.others - b.others ||
    (a.deadline?.getTime() ?? Infinity) - (b.deadline?.getTime() ?? Infinity) ||
    byText(lotKeyOf(a), lotKeyOf(b))
  );
}

/** Sums of one currency compare; of different ones nothing is said. */
function worthIn(currency: string, { worth }: WorkItem): number {
  return worth.find((sum) => sum.currency === currency)?.amountMinor ?? 0;
}

function byOpening(a: WorkItem, b: WorkItem): number {
  const currencies = [...new Set([...a.worth, ...b.worth].map(({ currency }) => currency))].sort(
    (x, y) => rank(x) - rank(y) || byText(x, y),
  );
  const richer = currencies.map((currency) => worthIn(currency, b) - worthIn(currency, a)).find((by) => by !== 0);
  const newly = ({ unlocks, fittedAlready }: WorkItem) => unlocks.length - fittedAlready;
  return (
    newly(b) - newly(a) ||
    b.unlocks.length - a.unlocks.length ||
    (richer ?? 0) ||
    b.amongOthers.length - a.amongOthers.length ||
    byText(a.key, b.key)
  );
}
