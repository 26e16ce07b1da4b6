import { isStated, usualOp } from '@huanpei/reference';
import type { EditedContentFragment, ListingTemplateQuery } from '../../generated/listing-editor';
import type {
  AttachmentKind,
  Basis,
  Domain,
  ListingContentInput,
  ListingKind,
  MoneyInput,
  Op,
} from '../../generated/schema';
import { opOf } from '../../graphql/statement';
import type { Figure } from '../fields/figure';
import type { Reference } from '../fields/reference';

/** One line of the performance table while it is being written. */
export interface FactRow {
  /** Stable while the row stands. */
  readonly key: number;
  readonly metric: string;
  readonly parameter: string | undefined;
  readonly figure: Figure;
  readonly condition: string;
  readonly basis: Basis;
  readonly attachmentId: string | undefined;
  readonly note: string;
}

export interface AttachmentRow {
  /** Id within the listing, to which facts refer. */
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly title: string;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly url: string;
  readonly sha256: string | null;
}

/** A listing while it is being written. Texts are as typed; empty ones say nothing. */
export interface Draft {
  readonly kind: ListingKind;
  readonly domain: Domain;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly summaryZh: string;
  readonly summaryEn: string;
  readonly technologies: readonly string[];
  readonly scenarios: readonly string[];
  readonly services: readonly string[];
  readonly regions: readonly string[];
  readonly modular: boolean;
  readonly maxUnits: number | undefined;
  readonly leadDays: number | undefined;
  readonly price: MoneyInput | undefined;
  /** What was typed as the price and could not be read. */
  readonly priceUnread?: string | undefined;
  readonly pricePer: string;
  readonly facts: readonly FactRow[];
  readonly certificates: readonly { readonly scheme: string; readonly validUntil: string }[];
  readonly attachments: readonly AttachmentRow[];
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

export const EMPTY: Draft = {
  kind: 'EQUIPMENT',
  domain: 'water',
  nameZh: '',
  nameEn: '',
  summaryZh: '',
  summaryEn: '',
  technologies: [],
  scenarios: [],
  services: [],
  regions: [],
  modular: false,
  maxUnits: undefined,
  leadDays: undefined,
  price: undefined,
  pricePer: 'unit',
  facts: [],
  certificates: [],
  attachments: [],
  sources: [],
};

export function draftOf(content: EditedContentFragment): Draft {
  const codes = (list: readonly { readonly code: string }[] | null | undefined) => (list ?? []).map(({ code }) => code);
  return {
    kind: content.kind,
    domain: content.domain,
    nameZh: content.name.zh ?? '',
    nameEn: content.name.en ?? '',
    summaryZh: content.summary?.zh ?? '',
    summaryEn: content.summary?.en ?? '',
    technologies: codes(content.technologies),
    scenarios: codes(content.scenarios),
    services: codes(content.services),
    regions: codes(content.regions),
    modular: content.modular ?? false,
    maxUnits: content.maxUnits ?? undefined,
    leadDays: content.leadDays ?? undefined,
    price: content.price
      ? { amountMinor: content.price.money.amountMinor, currency: content.price.money.currency }
      : undefined,
    pricePer: content.price?.per ?? 'unit',
    facts: content.facts.map((fact, key) => ({
      key,
      metric: fact.metric.code,
      parameter: fact.parameter?.code,
      figure: {
        op: fact.op,
        value: fact.value ?? undefined,
        ...(typeof fact.valueMax === 'number' ? { valueMax: fact.valueMax } : {}),
        unit: fact.unit,
      },
      condition: fact.condition ?? '',
      basis: fact.basis,
      attachmentId: fact.attachmentId ?? undefined,
      note: fact.note ?? '',
    })),
    certificates: (content.certificates ?? []).map(({ scheme, validUntil }) => ({
      scheme: scheme.code,
      validUntil: validUntil ?? '',
    })),
    attachments: content.attachments.map((one) => ({
      id: one.id,
      kind: one.kind,
      title: one.title,
      number: one.number ?? '',
      issuer: one.issuer ?? '',
      issuedOn: one.issuedOn ?? '',
      validUntil: one.validUntil ?? '',
      url: one.url ?? '',
      sha256: one.sha256 ?? null,
    })),
    sources: content.sources.map(({ title, url }) => ({ title, url: url ?? '' })),
  };
}

const stated = (text: string): string | null => text.trim() || null;
const some = <T>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null);
const nameOf = (zh: string, en: string) => ({ zh: stated(zh), en: stated(en) });

/** What is sent: what was not filled in is left out, so that "not stated" stays what it is. */
export function inputOf(draft: Draft): ListingContentInput {
  const summary = nameOf(draft.summaryZh, draft.summaryEn);
  return {
    kind: draft.kind,
    domain: draft.domain,
    name: nameOf(draft.nameZh, draft.nameEn),
    summary: summary.zh === null && summary.en === null ? null : summary,
    technologies: [...draft.technologies],
    scenarios: some(draft.scenarios),
    services: some(draft.services),
    regions: some(draft.regions),
    modular: draft.modular || null,
    maxUnits: draft.modular ? (draft.maxUnits ?? null) : null,
    leadDays: draft.leadDays ?? null,
    price: draft.price ? { ...draft.price, per: draft.pricePer } : null,
    facts: draft.facts.map(({ metric, parameter, figure, condition, basis, attachmentId, note }) => ({
      metric,
      parameter: parameter ?? null,
      op: figure.op,
      value: figure.value ?? null,
      valueMax: figure.valueMax ?? null,
      unit: figure.unit,
      condition: stated(condition),
      basis,
      attachmentId: attachmentId ?? null,
      note: stated(note),
    })),
    certificates: some(
      draft.certificates.map(({ scheme, validUntil }) => ({ scheme, validUntil: stated(validUntil) })),
    ),
    attachments: some(
      draft.attachments.map(({ id, kind, title, number, issuer, issuedOn, validUntil, url, sha256 }) => ({
        id,
        kind,
        title: title.trim(),
        number: stated(number),
        issuer: stated(issuer),
        issuedOn: stated(issuedOn),
        validUntil: stated(validUntil),
        url: stated(url),
        sha256,
      })),
    ),
    sources: some(draft.sources.map(({ title, url }) => ({ title: title.trim(), url: stated(url) }))),
  };
}

/** A row that is begun and has no figure yet: it is kept on the page and not sent. */
export const isComplete = ({ metric, figure }: FactRow): boolean =>
  metric !== '' &&
  figure.unit !== '' &&
  figure.unread === undefined &&
  (figure.value !== undefined || figure.op === 'NOT_DETECTABLE');

/** The draft without rows that say nothing yet, with where each of the rows that are sent stands on the page. */
export function sendable(draft: Draft): { readonly draft: Draft; readonly places: readonly number[] } {
  const places = draft.facts.flatMap((row, place) => (isComplete(row) ? [place] : []));
  return { draft: { ...draft, facts: places.flatMap((place) => draft.facts[place] ?? []) }, places };
}

/** Something that was typed and cannot be sent as it stands. */
export interface Unsent {
  readonly part: 'performance' | 'offer';
  /** Place of the row of the performance table; none for the price. */
  readonly row?: number;
  /** Typed and not understood; otherwise begun, and without a figure. */
  readonly isUnread: boolean;
}

/** What would be lost if the draft were sent now: figures that could not be read, and rows that are begun. */
export function unsentOf(draft: Draft): readonly Unsent[] {
  const rows = draft.facts.flatMap((row, at): readonly Unsent[] =>
    isComplete(row) ? [] : [{ part: 'performance', row: at, isUnread: row.figure.unread !== undefined }],
  );
  return draft.priceUnread === undefined ? rows : [...rows, { part: 'offer', isUnread: true }];
}

/** Two drafts say the same when they would send the same. */
export const sameAs = (a: Draft, b: Draft): boolean => JSON.stringify(inputOf(a)) === JSON.stringify(inputOf(b));

type TemplateFact = ListingTemplateQuery['factTemplate']['facts'][number];

/** What of a template the rows do not speak of yet; alternatives count as one. */
export const missingOf = (facts: readonly TemplateFact[], rows: readonly FactRow[]): readonly TemplateFact[] =>
  facts.filter(({ metric, parameter, anyParameter, or }) => {
    const alternatives = or.map(({ code }) => code);
    return !isStated({ metric: metric.code, or: alternatives, parameter: parameter?.code, anyParameter }, rows);
  });

/** Something that lots of open tenders ask for and the listing does not state. */
export interface UnstatedFigure {
  readonly lots: number;
  readonly metric?: { readonly code: string } | null;
  readonly parameter?: { readonly code: string } | null;
}

/** What is missing with how many lots ask for it; what most ask first, else in the order of the template. */
export function mostAsked(
  missing: readonly TemplateFact[],
  unstated: readonly UnstatedFigure[],
): readonly { readonly fact: TemplateFact; readonly lots: number }[] {
  const asked = new Map(unstated.map(({ metric, parameter, lots }) => [`${metric?.code} ${parameter?.code}`, lots]));
  return missing
    .map((fact) => ({ fact, lots: asked.get(`${fact.metric.code} ${fact.parameter?.code}`) ?? 0 }))
    .sort((a, b) => b.lots - a.lots);
}

/** The sign a row begins with. */
export const opFor = (metric: string, parameter: string | undefined, reference: Pick<Reference, 'parameter'>): Op =>
  opOf(usualOp(metric, parameter, { parameterKind: (code) => reference.parameter(code)?.kind }));

export const nextKey = (rows: readonly FactRow[]): number => Math.max(-1, ...rows.map(({ key }) => key)) + 1;

/** A row of which nothing is said yet. */
export function newRow(rows: readonly FactRow[]): FactRow {
  return {
    key: nextKey(rows),
    metric: '',
    parameter: undefined,
    figure: { op: 'EQ', unit: '' },
    condition: '',
    basis: 'GUARANTEED',
    attachmentId: undefined,
    note: '',
  };
}

/** A row for what a template expects. */
export function rowOf(
  rows: readonly FactRow[],
  { metric, parameter, units }: Pick<TemplateFact, 'metric' | 'parameter' | 'units'>,
  reference: Pick<Reference, 'parameter'>,
): FactRow {
  const op = opFor(metric.code, parameter?.code, reference);
  return { ...newRow(rows), metric: metric.code, parameter: parameter?.code, figure: { op, unit: units[0] ?? '' } };
}

/** A free id for a document: `d1`, `d2` … */
export function freeId(attachments: readonly AttachmentRow[]): string {
  const taken = new Set(attachments.map(({ id }) => id));
  for (let number = 1; ; number += 1) if (!taken.has(`d${number}`)) return `d${number}`;
}

/** Faults of the server by the row they are about; the rest are about the whole. */
export function faultsByRow(
  reasons: readonly { readonly field?: string | null; readonly message: string }[],
  places: readonly number[],
): {
  readonly rows: ReadonlyMap<number, string>;
  readonly rest: readonly { field?: string | null; message: string }[];
} {
  const rows = new Map<number, string>();
  const rest: { field?: string | null; message: string }[] = [];
  for (const reason of reasons) {
    const place = places[Number(/^content\.facts\[(\d+)\]/.exec(reason.field ?? '')?.[1])];
    if (place === undefined) rest.push(reason);
    else rows.set(place, [rows.get(place), reason.message].filter(Boolean).join(' '));
  }
  return { rows, rest };
}
