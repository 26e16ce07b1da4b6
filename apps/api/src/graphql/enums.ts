import {
  ATTACHMENT_KINDS,
  AUDIT_ACTIONS,
  EXPIRY_KINDS,
  GAP_KINDS,
  GAP_SOURCES,
  LISTING_KINDS,
  LISTING_ORIGINS,
  LISTING_STATES,
  NOTIFICATION_KINDS,
  ORGANISATION_KINDS,
  ORGANISATION_STATES,
  PROCUREMENT_METHODS,
  REFUSAL_CODES,
  ROLES,
  TAILORING_KINDS,
  TENDER_ORIGINS,
  TENDER_STATES,
  TRACKS,
  WORK_KINDS,
} from '@huanpei/domain';
import { IMPORT_STATES, ITEM_OUTCOMES, ITEM_PLANS } from '@huanpei/app';
import { CELL_FAULTS, CELL_WARNINGS, IMPORT_KINDS, SHEET_FORMATS } from '@huanpei/exchange';
import {
  BASES,
  DOMAINS,
  FINDING_CODES,
  MISSING_CODES,
  MISSING_FROM,
  SCORE_TERMS,
  TRAIN_OBJECTIVES,
  UNREACHED_CODES,
} from '@huanpei/matching';
import { registerEnumType } from '@nestjs/graphql';

/** A GraphQL enum of literals; every value carries a description. */
function literals<const T extends string>(
  name: string,
  description: string,
  values: readonly T[],
  saying: Partial<Record<T, string>> = {},
): { readonly [K in T]: K } {
  const object = Object.fromEntries(values.map((value) => [value, value])) as { readonly [K in T]: K };
  const words = (value: T) =>
    saying[value] ??
    value
      .toLowerCase()
      .replaceAll('_', ' ')
      .replace(/^./, (c) => c.toUpperCase());
  registerEnumType(object, {
    name,
    description,
    valuesMap: Object.fromEntries(values.map((value) => [value, { description: `${words(value)}.` }])) as never,
  });
  return object;
}

export const DomainEnum = literals('Domain', 'The medium an offer or a need belongs to.', DOMAINS, {
  air: 'Air 大气',
  water: 'Water 水',
  soil: 'Soil and groundwater 土壤与地下水',
  waste: 'Solid waste 固体废物',
  monitoring: 'Monitoring instruments 监测仪器',
  x: 'Across media: noise, components, agents, services 跨介质',
});
export const BasisEnum = literals('Basis', 'How sure a stated figure is, strongest first.', BASES, {
  VERIFIED: 'Verified by a third party 第三方验证',
  TESTED: 'Accredited test report 检测报告',
  GUARANTEED: 'Guaranteed by the supplier 供应商保证',
  TYPICAL: 'Usual for the technology, no promise 典型值',
  PLANNING: 'For planning only 规划值',
});
export const LanguageEnum = literals('Language', 'A language of the product.', ['zh', 'en'], {
  zh: 'Chinese 中文',
  en: 'English 英文',
});
export const OrganisationKindEnum = literals(
  'OrganisationKind',
  'What an organisation does on the marketplace.',
  ORGANISATION_KINDS,
);
export const OrganisationStateEnum = literals(
  'OrganisationState',
  'Whether operators have admitted the organisation.',
  ORGANISATION_STATES,
);
export const CreditCodeCheckEnum = literals(
  'CreditCodeCheck',
  'Whether the unified social credit code passes its check digit (GB 32100-2015).',
  ['OK', 'CHECK_FAILED', 'OVERRIDDEN', 'ABSENT'],
  { OVERRIDDEN: 'The check failed and an operator accepted the code all the same' },
);
export const OrganisationDecisionEnum = literals(
  'OrganisationDecision',
  'What an operator can decide on an organisation.',
  ['VERIFY', 'REJECT', 'SUSPEND', 'REINSTATE'],
);
export const RoleEnum = literals('Role', 'What a member may do in the own organisation.', ROLES);
export const ListingStateEnum = literals(
  'ListingState',
  'Where a listing stands between draft and archive.',
  LISTING_STATES,
);
export const ListingKindEnum = literals('ListingKind', 'What is offered.', LISTING_KINDS);
export const ListingOriginEnum = literals('ListingOrigin', 'Where a listing comes from.', LISTING_ORIGINS, {
  SUPPLIER: 'Entered by a supplier',
  REAL_RECORD: 'A real public record under a demonstration supplier',
  ILLUSTRATION: 'Made up to show how matching works',
});
export const StagedStateEnum = literals('StagedState', 'Where a staged revision stands.', [
  'DRAFT',
  'SUBMITTED',
  'CHANGES_REQUESTED',
  'REJECTED',
]);
export const ReviewDecisionEnum = literals('ReviewDecision', 'What an operator can decide on a submitted revision.', [
  'APPROVE',
  'REQUEST_CHANGES',
  'REJECT',
]);
export const AttachmentKindEnum = literals('AttachmentKind', 'What a supporting document is.', ATTACHMENT_KINDS);
export const ImportanceEnum = literals('Importance', 'How much a fact is missed when it is not stated.', [
  'ESSENTIAL',
  'RECOMMENDED',
]);
export const ExpiryKindEnum = literals('ExpiryKind', 'What ends by itself.', EXPIRY_KINDS, {
  CONFIRMATION: "The supplier's confirmation of the listing 供应商的确认",
  CERTIFICATE: 'A certificate 认证',
  REPORT: 'A report that proves figures 检测报告',
  HONOUR: 'An honour of the firm 荣誉',
});
export const GapSourceEnum = literals('GapSource', 'Where needs are taken from.', GAP_SOURCES, {
  OPEN_TENDERS: 'Lots of tenders open now 公开招标',
  ARCHIVED_DEMANDS: 'Real public demands of the past, put to the market of today 历史真实需求',
});
export const GapKindEnum = literals('GapKind', 'Why nothing listed meets a need.', GAP_KINDS, {
  NOTHING_LISTED: 'Nothing of the kind is listed 没有同类设备',
  ALL_RULED_OUT: 'Everything that was compared is ruled out 全部不满足',
  UNDECIDED: 'The data of some listings do not say 部分设备缺少数据',
});
export const WorkKindEnum = literals('WorkKind', 'What is to be done so that more tenders are open.', WORK_KINDS, {
  STATE: 'State what is missing 补充说明',
  IMPROVE: 'Improve what fails 改进性能',
  PROVE: 'Prove it with better evidence 提供更强的依据',
  HOLD: 'Hold a certificate, an honour, a service or a region 具备资质',
});
export const TenderStateEnum = literals('TenderState', 'The one status of a tender.', TENDER_STATES);
export const TenderOriginEnum = literals('TenderOrigin', 'Where a tender comes from.', TENDER_ORIGINS, {
  ILLUSTRATION: 'Made up to show how matching works',
});
export const TrackEnum = literals('Track', 'The law a procurement is under.', TRACKS, {
  GOVERNMENT_PROCUREMENT: 'Government Procurement Law 政府采购法',
  TENDERING_LAW: 'Tendering and Bidding Law 招标投标法',
  PRIVATE: 'Under neither law; no period is checked 非依法招标',
});
export const ProcurementMethodEnum = literals('ProcurementMethod', 'How suppliers are chosen.', PROCUREMENT_METHODS);
export const VerdictEnum = literals(
  'Verdict',
  'One requirement checked against one offer. Missing data is never a pass and never a fail.',
  ['PASS', 'FAIL', 'UNKNOWN'],
);
export const FindingCodeEnum = literals(
  'FindingCode',
  'Why a finding has its verdict (docs/exchange.md).',
  FINDING_CODES,
);
export const MatchOutcomeEnum = literals(
  'MatchOutcome',
  'What all findings come to.',
  ['FITS', 'NEEDS_DATA', 'RULED_OUT'],
  {
    FITS: 'Every mandatory requirement is met',
    NEEDS_DATA: 'None is broken, but some cannot be decided',
    RULED_OUT: 'At least one mandatory requirement is broken',
  },
);
export const ClosenessEnum = literals('Closeness', 'How near a listing is to fitting.', [
  'FITS',
  'ONE_FIGURE_MISSING',
  'NEAR_MISS',
]);
export const TailoringKindEnum = literals(
  'TailoringKind',
  'What looks as if a set of requirements was written for one supplier.',
  TAILORING_KINDS,
  {
    ONE_SUPPLIER_FITS: 'Everything that fits is of one supplier',
    ONE_SUPPLIER_MAY_FIT: 'Nothing fits, and what one missing figure keeps from fitting is all of one supplier',
  },
);
export const NotificationKindEnum = literals('NotificationKind', 'What a notification is about.', NOTIFICATION_KINDS);
export const RefusalCodeEnum = literals('RefusalCode', 'Why something was refused.', REFUSAL_CODES);
export const AuditActionEnum = literals('AuditAction', 'What was decided.', AUDIT_ACTIONS);
export const AuditSubjectEnum = literals('AuditSubject', 'What a decision was about.', [
  'ORGANISATION',
  'MEMBER',
  'LISTING',
  'TENDER',
  'SYSTEM',
]);
export const TrainObjectiveEnum = literals('TrainObjective', 'What a train should have least of.', TRAIN_OBJECTIVES, {
  LIFE_CYCLE_COST:
    'Price, and electricity over the years where its price is given; no chemicals, sludge, labour or replacement 设备价格与电费，不含药剂、污泥、人工和更换',
  ENERGY: 'Electricity for each cubic metre that enters the train 电耗',
  STAGES: 'Stages 处理段数',
  FOOTPRINT: 'Ground 占地面积',
});
export const UnreachedCodeEnum = literals('UnreachedCode', 'Why no train was found.', UNREACHED_CODES, {
  NOTHING_TO_DO: 'What comes in keeps every limit that can be decided 进水已达标',
  NO_STAGE: 'No listing can be a stage 没有可用的处理段',
  NOBODY_STATES: 'No listing states anything of the parameter 无设备载明',
  OUT_OF_REACH: 'No train meets this demand even by itself 单项即无法达到',
  SUM_EXCEEDED: 'The demand on a sum rules every train out 合计超限',
  NOT_TOGETHER: 'Each demand can be met, but not all by one train 不能同时满足',
  STOPPED: 'The time was over before it was known 限时中止',
});
export const MissingCodeEnum = literals('MissingCode', 'Why a train is not known to fit.', MISSING_CODES, {
  NOT_STATED: 'It is not stated 未载明',
  CONDITION_UNDECIDED: 'Whether a condition holds is not known 条件无法判断',
  WEAK_EVIDENCE: 'The evidence is weaker than is asked for 依据不足',
  TYPICAL_SPREAD: 'A typical or planning range straddles what decides 典型值区间跨越限值',
  UNIT: 'The units do not convert 单位无法换算',
  CURRENCY: 'The prices are in several currencies 币种不一',
  INLET_NOT_STATED: 'The inlet of a limited parameter is not known 进口浓度未载明',
  ORDER_UNKNOWN: 'No rule says where in a train the technology stands 工艺位置未知',
  LIMIT_UNCONFIRMED: 'The limit is not confirmed 限值未经确认',
  STANDARD_UNKNOWN: 'The standard or its class is not known 标准或级别未知',
});
export const MissingFromEnum = literals('MissingFrom', 'Who could tell what is missing.', MISSING_FROM, {
  SUPPLIER: 'The supplier of a stage 供应商',
  BUYER: 'The buyer, in the need 采购方',
  ENGINEER: 'An engineer 工程师',
});
export const AssumptionCodeEnum = literals('AssumptionCode', 'What was taken for granted.', ['ASSUMED_UNCHANGED'], {
  ASSUMED_UNCHANGED: 'The stage states nothing of it and is taken to leave it as it is 未载明，按不变计',
});
export const ScoreTermEnum = literals('ScoreTerm', 'A term of the score (docs/matching.md).', SCORE_TERMS, {
  completeness: 'Share of the requirements that are known to be met',
  margin: 'Room to the limits, other than price and energy',
  evidence: 'How well what is met is proven',
  capacity: 'How well the capacity is used, and how far it turns down',
  price: 'Room to the budget; without one, the price over flow and years',
  energy: 'Room to the demanded energy; without such a demand, how little is stated',
  suitability: 'How far its technology is made for what the need asks about',
  scenario: 'Whether the offer is made for the scenario of the need',
  record: 'Honours of the firm, and contracts it carried to acceptance',
  freshness: 'How lately the supplier confirmed the listing',
});
export const ImportKindEnum = literals('ImportKind', 'What a file holds.', IMPORT_KINDS, {
  LISTINGS: 'Listings with their facts, attachments and sources 装备',
  TENDERS: 'Tenders with their lots, requirements, duties and standards 招标',
});
export const SheetFormatEnum = literals('SheetFormat', 'The format of a file.', SHEET_FORMATS, {
  XLSX: 'An Excel workbook',
  CSV: 'One sheet as text divided by commas, semicolons or tabs',
});
export const ImportStateEnum = literals('ImportState', 'Where an import stands.', IMPORT_STATES, {
  UPLOADED: 'Waits to be checked 待检查',
  CHECKED: 'Has a report and waits for you to start it 已检查',
  RUNNING: 'Is being done 执行中',
  DONE: 'Everything was done that could be 已完成',
  UNREADABLE: 'The file cannot be read 无法读取',
  STOPPED: 'Whoever started it may not go on 已停止',
  CANCELLED: 'Ended by hand 已取消',
});
export const ImportPlanEnum = literals('ImportPlan', 'What an import would do with a thing.', ITEM_PLANS, {
  CREATE: 'Its key is not known: it is created 新建',
  CHANGE: 'Its key is known and it says something else 更新',
  UNCHANGED: 'Its key is known and it says the same 不变',
  REFUSED: 'It has faults and is left alone 不予导入',
});
export const ImportOutcomeEnum = literals('ImportOutcome', 'What became of a thing.', ITEM_OUTCOMES, {
  CREATED: 'It was created 已新建',
  CHANGED: 'A revision was staged, or the draft changed 已更新',
  UNCHANGED: 'It said the same 未变',
  FAILED: 'It could not be done, see its faults 失败',
});
export const ImportNoteCodeEnum = literals(
  'ImportNoteCode',
  'What is wrong with a cell, or what was read into it (docs/import-export.md).',
  [...CELL_FAULTS, ...CELL_WARNINGS],
);
export const SearchKindEnum = literals('SearchKind', 'What a search can find.', ['LISTING', 'TENDER']);

/** GraphQL names cannot hold the signs of the exchange format. */
export const OpEnum = {
  EQ: '=',
  LE: '<=',
  LT: '<',
  GE: '>=',
  GT: '>',
  RANGE: 'range',
  NOT_DETECTABLE: 'not_detectable',
} as const;
registerEnumType(OpEnum, {
  name: 'Op',
  description: 'How a figure is stated or demanded.',
  valuesMap: {
    EQ: { description: 'Exactly: =.' },
    LE: { description: 'At most: <=.' },
    LT: { description: 'Below: <.' },
    GE: { description: 'At least: >=.' },
    GT: { description: 'Above: >.' },
    RANGE: { description: 'From value to valueMax, both included.' },
    NOT_DETECTABLE: { description: 'Not detectable; a value is the detection limit of the method. For outlets only.' },
  },
});
