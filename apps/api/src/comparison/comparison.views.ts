import type { ComparedDemand, ListingComparison } from '@huanpei/app';
import type { Attachment, Language, ListingFact } from '@huanpei/domain';
import {
  figureName,
  limitOf,
  money,
  number,
  statement,
  subjectOf,
  type CellStanding,
  type ComparedCell,
  type ComparedFigure,
  type ComparedRow,
  type ComparedSubject,
  type Name,
} from '@huanpei/matching';
import { labels, type Labels } from '@huanpei/reference';
import type { CodedObject } from '../graphql/common.objects';
import { findingView } from '../match/match.views';
import { coded } from '../reference/reference.views';
import type {
  ComparedCellObject,
  ComparedDemandObject,
  ComparedFigureObject,
  ComparedRowObject,
  ComparisonObject,
} from './comparison.objects';

/** Figures stay numbers until here. */
export function comparisonView(comparison: ListingComparison, language: Language): ComparisonObject {
  const { asOf, engine, referenceEdition, listings, demands, rows } = comparison;
  const attachments = listings.map(({ content }) => content.attachments ?? []);
  const ids = listings.map(({ listing }) => listing.id);
  return {
    asOf,
    engine,
    referenceEdition,
    listings: listings.map(({ listing, content, supplier, match }) => ({
      listingId: listing.id,
      listing,
      name: inWords(content.name, language),
      supplier: inWords(supplier.name, language),
      outcome: match?.outcome ?? null,
      score: match?.score ?? null,
      units: match?.units ?? null,
    })),
    demands: demands.map((demand) => demandView(demand, ids, language)),
    rows: rows.map((row) => rowView(row, attachments, language)),
  };
}

const inWords = (name: Name, language: Language): string => name[language] ?? name.zh ?? name.en ?? '';

function demandView(
  { id, asked, mandatory, findings }: ComparedDemand,
  ids: readonly string[],
  language: Language,
): ComparedDemandObject {
  const label = labels(language);
  return {
    id,
    subject: subjectOf(asked, language, label),
    limit: limitOf(asked, language, label) || null,
    mandatory,
    findings: ids.map((listingId, at) => {
      const finding = findings[at];
      return { listingId, finding: finding ? findingView(finding, language) : null };
    }),
  };
}

function rowView(
  row: ComparedRow,
  attachments: readonly (readonly Attachment[])[],
  language: Language,
): ComparedRowObject {
  const { id, subject, unit, comparable, better, difference, cells } = row;
  const label = labels(language);
  const isFigure = subject.kind === 'FIGURE';
  return {
    id,
    kind: subject.kind,
    subject: rowName(row, language, label),
    metric: isFigure ? coded(subject.metric, label.metric) : null,
    parameter: isFigure && subject.parameter !== undefined ? coded(subject.parameter, label.parameter) : null,
    condition: isFigure ? subject.condition : null,
    unit,
    comparable,
    better,
    difference,
    cells: cells.map((cell, at) => cellView(row, cell, attachments[at] ?? [], language, label)),
  };
}

const NAMES: Readonly<Record<Exclude<ComparedSubject['kind'], 'FIGURE'>, Readonly<Record<Language, string>>>> = {
  PRICE: { zh: '报价', en: 'Price' },
  LEAD_DAYS: { zh: '交货期', en: 'Delivery time' },
  PARALLEL_UNITS: { zh: '并联台数', en: 'Units that may share a duty' },
  CERTIFICATE: { zh: '产品认证', en: 'Certificate of the product' },
  HONOUR: { zh: '企业荣誉', en: 'Honour of the firm' },
  SERVICE: { zh: '服务', en: 'Service' },
  TECHNOLOGIES: { zh: '技术', en: 'Technologies' },
  SCENARIOS: { zh: '适用场景', en: 'Scenarios' },
  REGIONS: { zh: '服务地区', en: 'Regions served' },
};

function rowName({ subject, unit }: ComparedRow, language: Language, label: Labels): string {
  switch (subject.kind) {
    case 'FIGURE': {
      const { metric, parameter, condition } = subject;
      const name = figureName(
        { metric, unit: unit ?? '', ...(parameter === undefined ? {} : { parameter }) },
        language,
        label,
      );
      if (condition === null) return name;
      return language === 'zh' ? `${name}（${label.condition(condition)}）` : `${name} (${label.condition(condition)})`;
    }
    case 'CERTIFICATE':
      return `${NAMES[subject.kind][language]} · ${label.certificate(subject.code)}`;
    case 'HONOUR':
      return `${NAMES[subject.kind][language]} · ${label.honour(subject.code)}`;
    case 'SERVICE':
      return `${NAMES[subject.kind][language]} · ${label.service(subject.code)}`;
    default:
      return NAMES[subject.kind][language];
  }
}

function cellView(
  row: ComparedRow,
  cell: ComparedCell,
  attachments: readonly Attachment[],
  language: Language,
  label: Labels,
): ComparedCellObject {
  const { offerId, state, figures, codes, validUntil, standing } = cell;
  const shown = figures.map((figure) => figureView(row, figure, attachments, language, label));
  const named = codes.map((code) => codedIn(row.subject, code, label));
  return {
    listingId: offerId,
    state,
    figures: shown,
    codes: named,
    validUntil,
    standing,
    says: cellSays(cell, shown, named, language),
  };
}

const codedIn = ({ kind }: ComparedSubject, code: string, label: Labels): CodedObject =>
  coded(code, kind === 'REGIONS' ? label.region : label.technology);

function cellSays(
  { state, validUntil, standing }: ComparedCell,
  figures: readonly ComparedFigureObject[],
  codes: readonly CodedObject[],
  language: Language,
): string {
  const zh = language === 'zh';
  const until = validUntil === null ? '' : zh ? `（有效期至 ${validUntil}）` : ` (until ${validUntil})`;
  switch (state) {
    case 'NOT_STATED':
      return zh ? '未载明' : 'not stated';
    case 'NOT_HELD':
      return zh ? '不具备' : 'not held';
    case 'HELD':
      return `${zh ? '具备' : 'held'}${until}`;
    case 'EXPIRED':
      return `${zh ? '已过期' : 'expired'}${until}`;
    case 'STATED': {
      const parts = figures.length > 0 ? figures.map(({ says }) => says) : codes.map(({ label }) => label);
      const said = parts.length === 0 ? (zh ? '无' : 'none') : parts.join(zh ? '；' : '; ');
      return standing === null
        ? said
        : `${said}${zh ? `【${STANDINGS[standing].zh}】` : ` [${STANDINGS[standing].en}]`}`;
    }
  }
}

export const STANDINGS: Readonly<Record<CellStanding, Readonly<Record<Language, string>>>> = {
  BEST: { zh: '最优', en: 'best' },
  BEST_OF_TYPICAL: { zh: '典型值中最优，均无保证', en: 'best of typical figures; none is promised' },
  BETTER_NOT_PROMISED: { zh: '典型值更优，但无保证', en: 'better, but typical and not promised' },
};

function figureView(
  row: ComparedRow,
  figure: ComparedFigure,
  attachments: readonly Attachment[],
  language: Language,
  label: Labels,
): ComparedFigureObject {
  const { op, value, valueMax, unit, comparable, basis, fact } = figure;
  const { attachmentId } = (fact ?? {}) as Partial<ListingFact>;
  const figures = figureSays(row.subject, figure, language, label);
  const evidence = attachments.find(({ id }) => id === attachmentId) ?? null;
  const notes = [
    ...(basis === null ? [] : [label.basis(basis)]),
    ...(evidence === null ? [] : [evidence.title]),
    ...(comparable ? [] : [language === 'zh' ? '单位无法换算，不作比较' : 'its unit does not convert; not compared']),
  ];
  const more = notes.join(language === 'zh' ? '，' : ', ');
  return {
    op,
    value: value ?? null,
    valueMax: valueMax ?? null,
    unit,
    comparable,
    basis,
    evidence,
    stated: fact ? statement(fact, language, label) : figures,
    says: more === '' ? figures : language === 'zh' ? `${figures}（${more}）` : `${figures} (${more})`,
  };
}

function figureSays({ kind }: ComparedSubject, figure: ComparedFigure, language: Language, label: Labels): string {
  const { op, value = 0, unit } = figure;
  const zh = language === 'zh';
  switch (kind) {
    case 'PRICE': {
      const [currency = '', ...per] = unit.split('/');
      return `${money(value, currency)}${per.length === 0 ? '' : `/${label.unit(per.join('/'))}`}`;
    }
    case 'LEAD_DAYS':
      return zh ? `${number(value)} 天` : `${number(value)} ${value === 1 ? 'day' : 'days'}`;
    case 'PARALLEL_UNITS':
      if (op === '=') return zh ? '只能单台' : 'one only';
      if (op === '>=') return zh ? '可并联，台数不限' : 'any number';
      return zh ? `最多 ${number(value)} 台` : `at most ${number(value)}`;
    default:
      return statement({ metric: '', ...figure }, language, label);
  }
}
