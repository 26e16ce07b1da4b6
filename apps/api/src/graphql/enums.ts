import {
  READING_KINDS,
  ASKED_FIGURE_KINDS,
  SEARCH_KINDS,
  SEARCH_SORTS,
  TENDER_ORDERS,
  WHY_UNREAD,
  type Facet,
} from '@huanpei/app';
import {
  API_SCOPES,
  ATTACHMENT_KINDS,
  ATTEMPT_FAULTS,
  AUDIT_ACTIONS,
  AUDIT_FAULTS,
  CHANGE_KINDS,
  DELIVERY_STATES,
  EXPIRY_KINDS,
  FREQUENCIES,
  GAP_KINDS,
  GAP_SOURCES,
  INBOX_KINDS,
  LISTING_KINDS,
  LISTING_ORIGINS,
  LISTING_SECTIONS,
  LISTING_STATES,
  NOTIFICATION_GROUPS,
  NOTIFICATION_KINDS,
  ORGANISATION_KINDS,
  ORGANISATION_STATES,
  PROCUREMENT_METHODS,
  REFUSAL_CODES,
  ROLES,
  TAILORING_KINDS,
  TENDER_ORIGINS,
  TENDER_PARTS,
  TENDER_STATES,
  TRACKS,
  WEBHOOK_STATES,
  WATCH_RHYTHMS,
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
export const ApiScopeEnum = literals('ApiScope', 'What a key may be used for.', API_SCOPES, {
  REFERENCE_READ: 'Reference data 参考数据',
  LISTINGS_READ: 'Listings and firms, and what your own listings lack 读取装备',
  LISTINGS_WRITE: 'Your own listings: draft, hand in, confirm, archive 维护装备',
  TENDERS_READ: 'Tenders, demands, matches, previews and comparisons 读取招标、匹配与对比',
  TENDERS_WRITE: 'Your own tenders: draft, publish, amend, cancel 维护招标',
  NOTIFICATIONS_READ: 'Notifications, and marking them as read 读取通知',
  IMPORTS: 'Importing and exporting spreadsheets 导入导出表格',
  OPERATIONS_READ: 'What operators watch; for keys of operators 读取运营数据',
});
export const ApiKeyKindEnum = literals('ApiKeyKind', 'Whether a key is of the demonstration.', ['LIVE', 'DEMO'], {
  LIVE: 'Of a real organisation; begins with `hp_live_`',
  DEMO: 'Of an organisation of the demonstration; begins with `hp_demo_`',
});
export const ApiKeyStateEnum = literals('ApiKeyState', 'Whether a key holds.', ['ACTIVE', 'EXPIRED', 'REVOKED'], {
  ACTIVE: 'It holds',
  EXPIRED: 'Its time is over',
  REVOKED: 'It was ended',
});
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
export const ChangeKindEnum = literals('ChangeKind', 'What became of a thing.', CHANGE_KINDS, {
  ADDED: 'Stated now, and not before 新增',
  REMOVED: 'Stated before, and no more 删除',
  CHANGED: 'Stated otherwise 修改',
});
export const ListingSectionEnum = literals('ListingSection', 'A part of what a listing says.', LISTING_SECTIONS, {
  GENERAL: 'Name, kind, medium, price and the like 基本信息',
});
export const TenderPartEnum = literals('TenderPart', 'A part of a tender that can be amended.', TENDER_PARTS, {
  LOT: 'A whole lot 标段',
  DUTY: 'What the equipment will face 工况',
});
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
  API_KEY: 'A key with which programs act for the organisation 接口密钥',
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
export const TenderOrderEnum = literals('TenderOrder', 'In what order tenders are listed.', TENDER_ORDERS, {
  DEADLINE: 'Open ones first, the nearest deadline first; then the others, newest first 按截止时间',
  PUBLICATION: 'The latest published first 按发布时间',
});
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
export const NotificationGroupEnum = literals(
  'NotificationGroup',
  'What a member can be mailed about, each switched on and off by itself.',
  NOTIFICATION_GROUPS,
  {
    MATCHES: 'Tenders and listings that fit, or nearly fit 匹配',
    SEARCHES: 'What saved searches have found 已存检索',
    TENDERS: 'Tenders amended or cancelled 招标更正与取消',
    LISTINGS: 'Decisions on listings, and what lapses 设备条目',
    ORGANISATION: 'The own organisation and its webhooks 本单位',
    OPERATION: 'What operators look into 平台运营',
  },
);
export const FrequencyEnum = literals('Frequency', 'How often mail is sent.', FREQUENCIES, {
  INSTANT: 'At once 即时',
  DAILY: 'Once a day, together 每日汇总',
  WEEKLY: 'Once a week, together 每周汇总',
});
export const WebhookStateEnum = literals('WebhookState', 'Whether events are posted to an endpoint.', WEBHOOK_STATES, {
  ACTIVE: 'They are 启用',
  OFF: 'Switched off by the organisation 已关闭',
  DISABLED: 'Disabled by the platform: nothing could be delivered for five days, or it answered 410 已停用',
});
export const DeliveryStateEnum = literals('DeliveryState', 'What became of a delivery.', DELIVERY_STATES, {
  PENDING: 'It is yet to be delivered 待投递',
  DELIVERED: 'The endpoint took it (2xx) 已送达',
  FAILED: 'It was given up 失败',
});
export const AttemptFaultEnum = literals('AttemptFault', 'Why an attempt failed.', ATTEMPT_FAULTS, {
  ADDRESS_REFUSED: 'The name resolves to an address that is not of the public internet 非公网地址',
  NAME_NOT_FOUND: 'The name cannot be looked up 域名无法解析',
  CONNECTION: 'No connection, or it broke 连接失败',
  TLS: 'The certificate or the handshake is at fault 证书或 TLS 错误',
  TIMEOUT: 'No whole answer within ten seconds 超时',
  REDIRECT: 'It answered with a redirect, which is not followed 重定向',
  STATUS: 'It answered with a status other than 2xx 状态码错误',
  SECRET_UNREADABLE: 'Its secret cannot be read any more: rotate it 密钥失效',
  CUT_OFF: 'The sending process ended before it had the answer 发送中断',
});
export const RefusalCodeEnum = literals('RefusalCode', 'Why something was refused.', REFUSAL_CODES);
export const AuditActionEnum = literals('AuditAction', 'What was decided.', AUDIT_ACTIONS);
export const InboxKindEnum = literals('InboxKind', 'A kind of work that waits for operators.', INBOX_KINDS, {
  NEW_LISTING: 'Listings that were never published, handed in 新装备待审核',
  LISTING_REVISION: 'Revisions of published listings, handed in 修订待审核',
  ORGANISATION: 'Organisations that wait to be verified 单位待核验',
  STALE_LISTING: 'Published listings that were not confirmed in time 装备久未确认',
  TAILORING_WARNING: 'Open tenders that look as if they were written for one supplier 疑似量身定做',
  DEAD_JOB: 'Jobs that were given up 已放弃的任务',
});
export const GuideStandardEnum = literals(
  'GuideStandardReason',
  'Why a standard is named for a scenario.',
  ['TITLE', 'LIMITS'],
  {
    TITLE: 'Its title, or that of one of its classes, speaks of it 标题指明',
    LIMITS: 'Its rows limit what technologies of it act on 限值涉及',
  },
);

export const GuideRuleEnum = literals(
  'GuideRuleKind',
  'How a technology stands towards another step of a train.',
  ['MUST_PRECEDE', 'MUST_FOLLOW', 'USUALLY_PRECEDES', 'USUALLY_FOLLOWS'],
  {
    MUST_PRECEDE: 'It stands before that step',
    MUST_FOLLOW: 'It stands behind that step',
    USUALLY_PRECEDES: 'It usually stands before that step',
    USUALLY_FOLLOWS: 'It usually stands behind that step',
  },
);
export const AuditOrderEnum = literals('AuditOrder', 'The order of the audit trail.', ['NEWEST_FIRST', 'OLDEST_FIRST']);
export const AuditFaultEnum = literals('AuditFault', 'What is wrong with a link of the audit chain.', AUDIT_FAULTS, {
  GAP: 'An entry is missing',
  PREVIOUS_HASH: 'It does not follow the entry before it',
  HASH: 'It was changed since it was written',
});
export const AuditSubjectEnum = literals('AuditSubject', 'What a decision was about.', [
  'ORGANISATION',
  'MEMBER',
  'API_KEY',
  'LISTING',
  'TENDER',
  'WEBHOOK',
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
export const ComparedKindEnum = literals(
  'ComparedKind',
  'What kind of thing a row of a comparison is about.',
  [
    'FIGURE',
    'PRICE',
    'LEAD_DAYS',
    'PARALLEL_UNITS',
    'CERTIFICATE',
    'HONOUR',
    'SERVICE',
    'TECHNOLOGIES',
    'SCENARIOS',
    'REGIONS',
  ],
  {
    FIGURE: 'A performance figure under one condition 性能指标',
    PRICE: 'Price 报价',
    LEAD_DAYS: 'Days to delivery 交货期',
    PARALLEL_UNITS: 'How many equal units may share a duty 并联台数',
    CERTIFICATE: 'A certificate of the product 产品认证',
    HONOUR: 'An honour of the firm, which proves nothing of the product 企业荣誉',
    SERVICE: 'A service 服务',
    TECHNOLOGIES: 'All its technologies 技术',
    SCENARIOS: 'All its scenarios 适用场景',
    REGIONS: 'All regions served 服务地区',
  },
);
export const CellStateEnum = literals(
  'CellState',
  'Whether a listing says anything in a row.',
  ['STATED', 'HELD', 'EXPIRED', 'NOT_HELD', 'NOT_STATED'],
  {
    STATED: 'It states figures, or a list, which may be empty 已载明',
    HELD: 'It holds it 具备',
    EXPIRED: 'It held it, and it has ended 已过期',
    NOT_HELD: 'It lists what it holds, and this is not among it 不具备',
    NOT_STATED: 'It says nothing either way 未载明',
  },
);
export const CellStandingEnum = literals(
  'CellStanding',
  'How a figure stands among those it is compared with.',
  ['BEST', 'BEST_OF_TYPICAL', 'BETTER_NOT_PROMISED'],
  {
    BEST: 'No promised figure (guaranteed or better proven) is better 最优',
    BEST_OF_TYPICAL: 'Best of typical or planning figures, since none is promised 典型值中最优',
    BETTER_NOT_PROMISED:
      'A typical or planning figure beyond the best promised one; it beats nothing 典型值更优但无保证',
  },
);
export const BetterEnum = literals('Better', 'Which way a figure is better for a buyer.', ['LOWER', 'HIGHER'], {
  LOWER: 'Less is better 越低越好',
  HIGHER: 'More is better 越高越好',
});
export const RowDifferenceEnum = literals(
  'RowDifference',
  'Whether listings differ in a row.',
  ['DIFFERENT', 'SAME', 'SOME_STATE'],
  {
    DIFFERENT: 'Two of those that state it differ 差异',
    SAME: 'All state it alike 相同',
    SOME_STATE: 'Those that state it agree, and some do not state it 仅部分载明',
  },
);
export const FileFormatEnum = literals('FileFormat', 'A kind of file.', ['XLSX', 'CSV'], {
  XLSX: 'A workbook (Office Open XML)',
  CSV: 'Comma-separated values in UTF-8 with a mark',
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
export const WatchRhythmEnum = literals(
  'WatchRhythm',
  'When the owner of a saved search is told of what comes.',
  WATCH_RHYTHMS,
  {
    NONE: 'Never; it is only kept 不通知',
    INSTANT: 'At once, one message for each thing 即时',
    DAILY: 'Each day at a chosen hour, in one message 每日',
    WEEKLY: 'Each week on a chosen day and hour, in one message 每周',
  },
);
export const ReadingKindEnum = literals('ReadingKind', 'What a stretch of a text became in a need.', READING_KINDS, {
  DUTY: 'What the equipment will face 工况',
  REQUIREMENT: 'What is demanded 要求',
  STANDARD: 'A standard with its class 标准',
  TECHNOLOGY: 'A kind of equipment that is asked for 技术',
  SCENARIO: 'What it is for 场景',
  REGION: 'Where it is for 地区',
});
export const WhyUnreadEnum = literals('WhyUnread', 'Why a stretch of a text was left to the reader.', WHY_UNREAD, {
  NOTHING_NAMED: 'A figure, and nothing near that it could be of',
  WHICH_SIDE: 'Nothing says whether it comes in or goes out',
  WHICH_BOUND: 'Nothing says whether it is the least or the most',
  WHICH_CLASS: 'A standard without its class',
  UNKNOWN_STANDARD: 'A standard the reference data do not have',
  NOT_THE_CLASS: 'Near a class, but not that class 准IV类',
  EXCLUDED: 'Said to be excluded',
  PRESENT_STATE: 'What is met today, not what is asked for',
  SECOND_FIGURE: 'A second figure of what already has one',
  AMBIGUOUS: 'It may mean several things',
});
export const SearchKindEnum = literals('SearchKind', 'What a search can find.', SEARCH_KINDS, {
  LISTING: 'Equipment, a service or a material on the market 装备',
  TENDER: 'A published tender 招标',
  SUPPLIER: 'A verified supplier 供应商',
  STANDARD: 'A standard of the reference data 标准',
  PARAMETER: 'A parameter or metric of the reference data 参数',
});

export const SearchSortEnum = literals(
  'SearchSort',
  'What hits can be sorted by. All but `RELEVANCE` put what does not state it last.',
  SEARCH_SORTS,
  {
    RELEVANCE: 'How well they agree with the words; of no words, the newest first 相关度',
    NEWEST: 'When a listing or tender was published as it is 最新发布',
    DEADLINE: 'Until when a tender is open; those that are closed come last 截止时间',
    PRICE: 'The stated price 价格',
    CAPACITY: 'The most it treats; modular equipment without a bound to its units has no bound 处理能力',
    ENERGY: 'The stated energy use 能耗',
    OUTLET: 'The outlet of a parameter 出口浓度',
    REMOVAL: 'The removal of a parameter 去除率',
    LEAD_DAYS: 'The lead time 交货期',
  },
);

export const AskedFigureKindEnum = literals(
  'AskedFigureKind',
  'Which filter of a search a figure in its words can become.',
  ASKED_FIGURE_KINDS,
  {
    CAPACITY_FOR_FLOW: '`capacityForFlow` 处理能力满足流量',
    OUTLET_AT_MOST: '`outletAtMost` 出口浓度不高于',
    REMOVAL_AT_LEAST: '`removalAtLeast` 去除率不低于',
    ENERGY_AT_MOST: '`energyAtMost` 能耗不高于',
    PRICE_AT_MOST: '`priceAtMost`, for one unit 单价不高于',
  },
);

/** GraphQL enums are written in capitals; the index keeps facets by the names of its fields. */
export const SearchFacetEnum = {
  DOMAIN: 'domain',
  SCENARIO: 'scenario',
  TECHNOLOGY: 'technology',
  PARAMETER: 'parameter',
  BASIS: 'basis',
  CERTIFICATE: 'certificate',
  HONOUR: 'honour',
  REGION: 'region',
  CATALOGUE: 'catalogue',
} as const satisfies Readonly<Record<string, Facet>>;
registerEnumType(SearchFacetEnum, {
  name: 'SearchFacet',
  description: 'What is counted beside the hits of a search, and can be narrowed to.',
  valuesMap: {
    DOMAIN: { description: 'Medium.' },
    SCENARIO: { description: 'Scenario, stated or above a technology.' },
    TECHNOLOGY: { description: 'Technology; its domains and scenarios have facets of their own.' },
    PARAMETER: { description: 'What is measured or limited.' },
    BASIS: { description: 'How sure the facts of a listing are.' },
    CERTIFICATE: { description: 'Certificates in date.' },
    HONOUR: { description: 'Honours of the firm; never proof of a product.' },
    REGION: { description: 'Regions served at least in part; of a tender where it is.' },
    CATALOGUE: { description: 'Official catalogues the kind of equipment or the firm is in.' },
  },
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
