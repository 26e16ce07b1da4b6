export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant as ISO 8601 with its zone, such as 2026-12-31T01:00:00Z. */
  DateTime: { input: string; output: string; }
  /** A whole number of at most 2^53 - 1 in size. */
  Long: { input: number; output: number; }
};

/** A key to be made. */
export type ApiKeyInput = {
  /** Addresses and networks (CIDR) from which it may be used; from anywhere when not given. */
  addresses?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What it is for. */
  name: Scalars['String']['input'];
  /** What it may be used for; the least that will do. */
  scopes: Array<ApiScope>;
  /** For how many days it holds, at most 730. */
  validDays?: Scalars['Int']['input'];
};

/** Whether a key is of the demonstration. */
export type ApiKeyKind =
  /** Of an organisation of the demonstration; begins with `hp_demo_`. */
  | 'DEMO'
  /** Of a real organisation; begins with `hp_live_`. */
  | 'LIVE';

/** Whether a key holds. */
export type ApiKeyState =
  /** It holds. */
  | 'ACTIVE'
  /** Its time is over. */
  | 'EXPIRED'
  /** It was ended. */
  | 'REVOKED';

/** What a key may be used for. */
export type ApiScope =
  /** Importing and exporting spreadsheets 导入导出表格. */
  | 'IMPORTS'
  /** Listings and firms, and what your own listings lack 读取装备. */
  | 'LISTINGS_READ'
  /** Your own listings: draft, hand in, confirm, archive 维护装备. */
  | 'LISTINGS_WRITE'
  /** Notifications, and marking them as read 读取通知. */
  | 'NOTIFICATIONS_READ'
  /** What operators watch; for keys of operators 读取运营数据. */
  | 'OPERATIONS_READ'
  /** Reference data 参考数据. */
  | 'REFERENCE_READ'
  /** Tenders, demands, matches, previews and comparisons 读取招标、匹配与对比. */
  | 'TENDERS_READ'
  /** Your own tenders: draft, publish, amend, cancel 维护招标. */
  | 'TENDERS_WRITE';

/** Which filter of a search a figure in its words can become. */
export type AskedFigureKind =
  /** `capacityForFlow` 处理能力满足流量. */
  | 'CAPACITY_FOR_FLOW'
  /** `energyAtMost` 能耗不高于. */
  | 'ENERGY_AT_MOST'
  /** `outletAtMost` 出口浓度不高于. */
  | 'OUTLET_AT_MOST'
  /** `priceAtMost`, for one unit 单价不高于. */
  | 'PRICE_AT_MOST'
  /** `removalAtLeast` 去除率不低于. */
  | 'REMOVAL_AT_LEAST';

/** What was taken for granted. */
export type AssumptionCode =
  /** The stage states nothing of it and is taken to leave it as it is 未载明，按不变计. */
  | 'ASSUMED_UNCHANGED';

/** What is known of a supporting document. */
export type AttachmentInput = {
  /** Id within the listing, to which facts refer. */
  id: Scalars['ID']['input'];
  /** Day of issue, `YYYY-MM-DD`. */
  issuedOn?: InputMaybe<Scalars['String']['input']>;
  /** Who issued it. */
  issuer?: InputMaybe<Scalars['String']['input']>;
  /** What it is. */
  kind: AttachmentKind;
  /** Its number. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** SHA-256 of the file, in hexadecimal. */
  sha256?: InputMaybe<Scalars['String']['input']>;
  /** Its title. */
  title: Scalars['String']['input'];
  /** Where it can be read. */
  url?: InputMaybe<Scalars['String']['input']>;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  validUntil?: InputMaybe<Scalars['String']['input']>;
};

/** What a supporting document is. */
export type AttachmentKind =
  /** Brochure. */
  | 'BROCHURE'
  /** Certificate. */
  | 'CERTIFICATE'
  /** Drawing. */
  | 'DRAWING'
  /** Other. */
  | 'OTHER'
  /** Reference project. */
  | 'REFERENCE_PROJECT'
  /** Test report. */
  | 'TEST_REPORT';

/** Why an attempt failed. */
export type AttemptFault =
  /** The name resolves to an address that is not of the public internet 非公网地址. */
  | 'ADDRESS_REFUSED'
  /** No connection, or it broke 连接失败. */
  | 'CONNECTION'
  /** The sending process ended before it had the answer 发送中断. */
  | 'CUT_OFF'
  /** The name cannot be looked up 域名无法解析. */
  | 'NAME_NOT_FOUND'
  /** It answered with a redirect, which is not followed 重定向. */
  | 'REDIRECT'
  /** Its secret cannot be read any more: rotate it 密钥失效. */
  | 'SECRET_UNREADABLE'
  /** It answered with a status other than 2xx 状态码错误. */
  | 'STATUS'
  /** No whole answer within ten seconds 超时. */
  | 'TIMEOUT'
  /** The certificate or the handshake is at fault 证书或 TLS 错误. */
  | 'TLS';

/** What was decided. */
export type AuditAction =
  /** Account locked. */
  | 'ACCOUNT_LOCKED'
  /** Api key created. */
  | 'API_KEY_CREATED'
  /** Api key revoked. */
  | 'API_KEY_REVOKED'
  /** Api key rotated. */
  | 'API_KEY_ROTATED'
  /** Dead job retried. */
  | 'DEAD_JOB_RETRIED'
  /** Demo data loaded. */
  | 'DEMO_DATA_LOADED'
  /** Honours recorded. */
  | 'HONOURS_RECORDED'
  /** Listing approve. */
  | 'LISTING_APPROVE'
  /** Listing archive. */
  | 'LISTING_ARCHIVE'
  /** Listing confirmed. */
  | 'LISTING_CONFIRMED'
  /** Listing drafted. */
  | 'LISTING_DRAFTED'
  /** Listing lapsed. */
  | 'LISTING_LAPSED'
  /** Listing recalled. */
  | 'LISTING_RECALLED'
  /** Listing reinstate. */
  | 'LISTING_REINSTATE'
  /** Listing reject. */
  | 'LISTING_REJECT'
  /** Listing request changes. */
  | 'LISTING_REQUEST_CHANGES'
  /** Listing submitted. */
  | 'LISTING_SUBMITTED'
  /** Listing suspend. */
  | 'LISTING_SUSPEND'
  /** Member added. */
  | 'MEMBER_ADDED'
  /** Member deactivated. */
  | 'MEMBER_DEACTIVATED'
  /** Member role changed. */
  | 'MEMBER_ROLE_CHANGED'
  /** Organisation registered. */
  | 'ORGANISATION_REGISTERED'
  /** Organisation reinstate. */
  | 'ORGANISATION_REINSTATE'
  /** Organisation reject. */
  | 'ORGANISATION_REJECT'
  /** Organisation suspend. */
  | 'ORGANISATION_SUSPEND'
  /** Organisation verify. */
  | 'ORGANISATION_VERIFY'
  /** Password changed. */
  | 'PASSWORD_CHANGED'
  /** Session family revoked. */
  | 'SESSION_FAMILY_REVOKED'
  /** Tailoring closed. */
  | 'TAILORING_CLOSED'
  /** Tailoring suspected. */
  | 'TAILORING_SUSPECTED'
  /** Tender amended. */
  | 'TENDER_AMENDED'
  /** Tender cancelled. */
  | 'TENDER_CANCELLED'
  /** Tender closed. */
  | 'TENDER_CLOSED'
  /** Tender drafted. */
  | 'TENDER_DRAFTED'
  /** Tender matched. */
  | 'TENDER_MATCHED'
  /** Tender published. */
  | 'TENDER_PUBLISHED'
  /** Webhook changed. */
  | 'WEBHOOK_CHANGED'
  /** Webhook created. */
  | 'WEBHOOK_CREATED'
  /** Webhook deleted. */
  | 'WEBHOOK_DELETED'
  /** Webhook disabled. */
  | 'WEBHOOK_DISABLED'
  /** Webhook secret rotated. */
  | 'WEBHOOK_SECRET_ROTATED';

/** What is wrong with a link of the audit chain. */
export type AuditFault =
  /** An entry is missing. */
  | 'GAP'
  /** It was changed since it was written. */
  | 'HASH'
  /** It does not follow the entry before it. */
  | 'PREVIOUS_HASH';

/** The order of the audit trail. */
export type AuditOrder =
  /** Newest first. */
  | 'NEWEST_FIRST'
  /** Oldest first. */
  | 'OLDEST_FIRST';

/** What a decision was about. */
export type AuditSubject =
  /** Api key. */
  | 'API_KEY'
  /** Listing. */
  | 'LISTING'
  /** Member. */
  | 'MEMBER'
  /** Organisation. */
  | 'ORGANISATION'
  /** System. */
  | 'SYSTEM'
  /** Tender. */
  | 'TENDER'
  /** Webhook. */
  | 'WEBHOOK';

/** How sure a stated figure is, strongest first. */
export type Basis =
  /** Guaranteed by the supplier 供应商保证. */
  | 'GUARANTEED'
  /** For planning only 规划值. */
  | 'PLANNING'
  /** Accredited test report 检测报告. */
  | 'TESTED'
  /** Usual for the technology, no promise 典型值. */
  | 'TYPICAL'
  /** Verified by a third party 第三方验证. */
  | 'VERIFIED';

/** Which way a figure is better for a buyer. */
export type Better =
  /** More is better 越高越好. */
  | 'HIGHER'
  /** Less is better 越低越好. */
  | 'LOWER';

/** Equipment whose stated capacity covers a flow: from its lower end, or nothing, to its upper end times the units of modular equipment. */
export type CapacityForFlowInput = {
  /** Whether to keep listings that do not state it; missing data is neither a pass nor a fail. */
  orNotStated?: Scalars['Boolean']['input'];
  /** A unit of flow: `m3/d`, `m3/h`, `万m3/d`, `Nm3/h`, `t/d`, `MW` … */
  unit: Scalars['String']['input'];
  /** The flow. */
  value: Scalars['Float']['input'];
};

/** How a figure stands among those it is compared with. */
export type CellStanding =
  /** No promised figure (guaranteed or better proven) is better 最优. */
  | 'BEST'
  /** Best of typical or planning figures, since none is promised 典型值中最优. */
  | 'BEST_OF_TYPICAL'
  /** A typical or planning figure beyond the best promised one; it beats nothing 典型值更优但无保证. */
  | 'BETTER_NOT_PROMISED';

/** Whether a listing says anything in a row. */
export type CellState =
  /** It held it, and it has ended 已过期. */
  | 'EXPIRED'
  /** It holds it 具备. */
  | 'HELD'
  /** It lists what it holds, and this is not among it 不具备. */
  | 'NOT_HELD'
  /** It says nothing either way 未载明. */
  | 'NOT_STATED'
  /** It states figures, or a list, which may be empty 已载明. */
  | 'STATED';

/** A certificate that is held. */
export type CertificateInput = {
  /** Code of the scheme. */
  scheme: Scalars['String']['input'];
  /** Last day on which it holds, `YYYY-MM-DD`. */
  validUntil?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a thing. */
export type ChangeKind =
  /** Stated now, and not before 新增. */
  | 'ADDED'
  /** Stated otherwise 修改. */
  | 'CHANGED'
  /** Stated before, and no more 删除. */
  | 'REMOVED';

/** A cited standard and class. */
export type CitationInput = {
  /** Code of the standard. */
  code: Scalars['String']['input'];
  /** Code of the class. */
  level: Scalars['String']['input'];
  /** Only these parameters; all when not given. */
  parameters?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Conditions and scopes that hold, as in the data. */
  where?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Conditions and scopes that do not hold. */
  whereNot?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** How near a listing is to fitting. */
export type Closeness =
  /** Fits. */
  | 'FITS'
  /** Near miss. */
  | 'NEAR_MISS'
  /** One figure missing. */
  | 'ONE_FIGURE_MISSING';

/** What kind of thing a row of a comparison is about. */
export type ComparedKind =
  /** A certificate of the product 产品认证. */
  | 'CERTIFICATE'
  /** A performance figure under one condition 性能指标. */
  | 'FIGURE'
  /** An honour of the firm, which proves nothing of the product 企业荣誉. */
  | 'HONOUR'
  /** Days to delivery 交货期. */
  | 'LEAD_DAYS'
  /** How many equal units may share a duty 并联台数. */
  | 'PARALLEL_UNITS'
  /** Price 报价. */
  | 'PRICE'
  /** All regions served 服务地区. */
  | 'REGIONS'
  /** All its scenarios 适用场景. */
  | 'SCENARIOS'
  /** A service 服务. */
  | 'SERVICE'
  /** All its technologies 技术. */
  | 'TECHNOLOGIES';

/** A lot of a tender that you may see. */
export type ComparedLotInput = {
  /** Id of the lot within the tender. */
  lotId: Scalars['ID']['input'];
  /** Id of the tender. */
  tenderId: Scalars['ID']['input'];
};

/** Whether the unified social credit code passes its check digit (GB 32100-2015). */
export type CreditCodeCheck =
  /** Absent. */
  | 'ABSENT'
  /** Check failed. */
  | 'CHECK_FAILED'
  /** Ok. */
  | 'OK'
  /** The check failed and an operator accepted the code all the same. */
  | 'OVERRIDDEN';

/** What to change; what is left out stays. */
export type DeliveryPreferencesInput = {
  /** Full hour in Asia/Shanghai at which digests are sent, 0 to 23. */
  digestHour?: InputMaybe<Scalars['Int']['input']>;
  /** Day of the weekly digest: 1 is Monday, 7 is Sunday. */
  digestWeekday?: InputMaybe<Scalars['Int']['input']>;
  /** Groups to change. */
  groups?: InputMaybe<Array<GroupPreferenceInput>>;
  /** Language of mails; null for the member's own. */
  language?: InputMaybe<Language>;
  /** When no mail is sent; null for none. */
  quietHours?: InputMaybe<QuietHoursInput>;
  /** Whether amended and cancelled tenders are mailed in quiet hours too. */
  urgentInQuietHours?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What became of a delivery. */
export type DeliveryState =
  /** The endpoint took it (2xx) 已送达. */
  | 'DELIVERED'
  /** It was given up 失败. */
  | 'FAILED'
  /** It is yet to be delivered 待投递. */
  | 'PENDING';

/** The medium an offer or a need belongs to. */
export type Domain =
  /** Air 大气. */
  | 'air'
  /** Monitoring instruments 监测仪器. */
  | 'monitoring'
  /** Soil and groundwater 土壤与地下水. */
  | 'soil'
  /** Solid waste 固体废物. */
  | 'waste'
  /** Water 水. */
  | 'water'
  /** Across media: noise, components, agents, services 跨介质. */
  | 'x';

/** What the equipment will face: metric `capacity`, `inlet` (with a parameter) or `operating_temp`. */
export type DutyFactInput = {
  /** `capacity`, `inlet` or `operating_temp`. */
  metric: Scalars['String']['input'];
  /** A figure or a range; the figure is the design value. */
  op?: Op;
  /** Code of the parameter; `inlet` needs one. */
  parameter?: InputMaybe<Scalars['String']['input']>;
  /** Unit, as written in the exchange format. */
  unit: Scalars['String']['input'];
  /** The figure, or the lower end of a range. */
  value: Scalars['Float']['input'];
  /** The upper end of a range. */
  valueMax?: InputMaybe<Scalars['Float']['input']>;
};

/** What electricity costs, to be counted with the price of a train. */
export type ElectricityInput = {
  /** Price of a megawatt-hour (1000 kWh); ¥0.60 per kWh is 60000 fen. */
  perMWh: MoneyInput;
  /** For how many years it is counted, at most 100. */
  years: Scalars['Float']['input'];
};

/** Equipment that states an energy use at or below a figure. */
export type EnergyAtMostInput = {
  /** Of what: `spec_energy_water` (of water), `spec_energy_evap` (of what is evaporated), `spec_energy_soil` (of soil), `spec_energy` (of anything else). */
  metric?: Scalars['String']['input'];
  /** Whether to keep listings that do not state it; missing data is neither a pass nor a fail. */
  orNotStated?: Scalars['Boolean']['input'];
  /** Its unit, such as `kWh/m3` or `kWh/t`. */
  unit: Scalars['String']['input'];
  /** The figure. */
  value: Scalars['Float']['input'];
};

/** What ends by itself. */
export type ExpiryKind =
  /** A key with which programs act for the organisation 接口密钥. */
  | 'API_KEY'
  /** A certificate 认证. */
  | 'CERTIFICATE'
  /** The supplier's confirmation of the listing 供应商的确认. */
  | 'CONFIRMATION'
  /** An honour of the firm 荣誉. */
  | 'HONOUR'
  /** A report that proves figures 检测报告. */
  | 'REPORT';

/** One performance figure. */
export type FactInput = {
  /** The attachment that proves it. */
  attachmentId?: InputMaybe<Scalars['ID']['input']>;
  /** How sure it is; your guarantee when nothing is said. */
  basis?: InputMaybe<Basis>;
  /** When it holds, such as `water temperature > 12 °C` or `水温 > 12 ℃`; kept in the form that a duty decides (`water_temp > 12 degC`). Any other text is kept as it is and decides nothing. */
  condition?: InputMaybe<Scalars['String']['input']>;
  /** Code of the metric. */
  metric: Scalars['String']['input'];
  /** Remarks. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** How the figure is stated. */
  op: Op;
  /** Code of the parameter. */
  parameter?: InputMaybe<Scalars['String']['input']>;
  /** Unit, as written in the exchange format. */
  unit: Scalars['String']['input'];
  /** The figure, or the lower end of a range. */
  value?: InputMaybe<Scalars['Float']['input']>;
  /** The upper end of a range. */
  valueMax?: InputMaybe<Scalars['Float']['input']>;
};

/** A kind of file. */
export type FileFormat =
  /** Comma-separated values in UTF-8 with a mark. */
  | 'CSV'
  /** A workbook (Office Open XML). */
  | 'XLSX';

/** Why a finding has its verdict (docs/exchange.md). */
export type FindingCode =
  /** Above envelope. */
  | 'ABOVE_ENVELOPE'
  /** Above limit. */
  | 'ABOVE_LIMIT'
  /** All alternatives fail. */
  | 'ALL_ALTERNATIVES_FAIL'
  /** Below envelope. */
  | 'BELOW_ENVELOPE'
  /** Below limit. */
  | 'BELOW_LIMIT'
  /** Condition undecided. */
  | 'CONDITION_UNDECIDED'
  /** Currency. */
  | 'CURRENCY'
  /** Expired. */
  | 'EXPIRED'
  /** Inlet above envelope. */
  | 'INLET_ABOVE_ENVELOPE'
  /** Inlet already meets. */
  | 'INLET_ALREADY_MEETS'
  /** Inlet below envelope. */
  | 'INLET_BELOW_ENVELOPE'
  /** Inlet not stated. */
  | 'INLET_NOT_STATED'
  /** Limit unconfirmed. */
  | 'LIMIT_UNCONFIRMED'
  /** Not held. */
  | 'NOT_HELD'
  /** Not stated. */
  | 'NOT_STATED'
  /** No alternative passes. */
  | 'NO_ALTERNATIVE_PASSES'
  /** Ok. */
  | 'OK'
  /** Standard unknown. */
  | 'STANDARD_UNKNOWN'
  /** Typical spread. */
  | 'TYPICAL_SPREAD'
  /** Unit. */
  | 'UNIT'
  /** Weak evidence. */
  | 'WEAK_EVIDENCE';

/** How often mail is sent. */
export type Frequency =
  /** Once a day, together 每日汇总. */
  | 'DAILY'
  /** At once 即时. */
  | 'INSTANT'
  /** Once a week, together 每周汇总. */
  | 'WEEKLY';

/** Which gaps to give. */
export type GapFilter = {
  /** Of this medium. */
  domain?: InputMaybe<Domain>;
  /** For this reason. */
  kind?: InputMaybe<GapKind>;
  /** In this region, or anything inside it. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** Of this scenario of the catalogue, or anything beneath it. */
  scenario?: InputMaybe<Scalars['String']['input']>;
};

/** Why nothing listed meets a need. */
export type GapKind =
  /** Everything that was compared is ruled out 全部不满足. */
  | 'ALL_RULED_OUT'
  /** Nothing of the kind is listed 没有同类设备. */
  | 'NOTHING_LISTED'
  /** The data of some listings do not say 部分设备缺少数据. */
  | 'UNDECIDED';

/** Where needs are taken from. */
export type GapSource =
  /** Real public demands of the past, put to the market of today 历史真实需求. */
  | 'ARCHIVED_DEMANDS'
  /** Lots of tenders open now 公开招标. */
  | 'OPEN_TENDERS';

/** What to change for one group; what is left out stays. */
export type GroupPreferenceInput = {
  /** Whether it is mailed at all. */
  email?: InputMaybe<Scalars['Boolean']['input']>;
  /** How often. */
  frequency?: InputMaybe<Frequency>;
  /** The group. */
  group: NotificationGroup;
};

/** How a technology stands towards another step of a train. */
export type GuideRuleKind =
  /** It stands behind that step. */
  | 'MUST_FOLLOW'
  /** It stands before that step. */
  | 'MUST_PRECEDE'
  /** It usually stands behind that step. */
  | 'USUALLY_FOLLOWS'
  /** It usually stands before that step. */
  | 'USUALLY_PRECEDES';

/** Why a standard is named for a scenario. */
export type GuideStandardReason =
  /** Its rows limit what technologies of it act on 限值涉及. */
  | 'LIMITS'
  /** Its title, or that of one of its classes, speaks of it 标题指明. */
  | 'TITLE';

/** An honour of a firm. */
export type HonourInput = {
  /** Whether the evidence was seen. */
  checked: Scalars['Boolean']['input'];
  /** Code of the scheme. */
  code: Scalars['String']['input'];
  /** Day of issue, `YYYY-MM-DD`. */
  issuedOn?: InputMaybe<Scalars['String']['input']>;
  /** Its number. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  validUntil?: InputMaybe<Scalars['String']['input']>;
};

/** What a file holds. */
export type ImportKind =
  /** Listings with their facts, attachments and sources 装备. */
  | 'LISTINGS'
  /** Tenders with their lots, requirements, duties and standards 招标. */
  | 'TENDERS';

/** What is wrong with a cell, or what was read into it (docs/import-export.md). */
export type ImportNoteCode =
  /** Ambiguous name. */
  | 'AMBIGUOUS_NAME'
  /** Ambiguous number. */
  | 'AMBIGUOUS_NUMBER'
  /** Approximate. */
  | 'APPROXIMATE'
  /** Condition open. */
  | 'CONDITION_OPEN'
  /** Condition read. */
  | 'CONDITION_READ'
  /** Currency read. */
  | 'CURRENCY_READ'
  /** Date in figure. */
  | 'DATE_IN_FIGURE'
  /** Date read. */
  | 'DATE_READ'
  /** Empty word. */
  | 'EMPTY_WORD'
  /** Excel date. */
  | 'EXCEL_DATE'
  /** Excel error. */
  | 'EXCEL_ERROR'
  /** Facts removed. */
  | 'FACTS_REMOVED'
  /** Formula cached. */
  | 'FORMULA_CACHED'
  /** Full width. */
  | 'FULL_WIDTH'
  /** Key missing. */
  | 'KEY_MISSING'
  /** Key twice. */
  | 'KEY_TWICE'
  /** Key unknown. */
  | 'KEY_UNKNOWN'
  /** Key was number. */
  | 'KEY_WAS_NUMBER'
  /** Lot twice. */
  | 'LOT_TWICE'
  /** Lot unknown. */
  | 'LOT_UNKNOWN'
  /** Merged. */
  | 'MERGED'
  /** Metric split. */
  | 'METRIC_SPLIT'
  /** Name read. */
  | 'NAME_READ'
  /** Not an instant. */
  | 'NOT_AN_INSTANT'
  /** Not a day. */
  | 'NOT_A_DAY'
  /** Not a figure. */
  | 'NOT_A_FIGURE'
  /** Not a number. */
  | 'NOT_A_NUMBER'
  /** Not detected. */
  | 'NOT_DETECTED'
  /** Not money. */
  | 'NOT_MONEY'
  /** Not whole. */
  | 'NOT_WHOLE'
  /** Operator assumed. */
  | 'OPERATOR_ASSUMED'
  /** Operator conflict. */
  | 'OPERATOR_CONFLICT'
  /** Operator in cell. */
  | 'OPERATOR_IN_CELL'
  /** Percent format. */
  | 'PERCENT_FORMAT'
  /** Plus minus. */
  | 'PLUS_MINUS'
  /** Power of ten. */
  | 'POWER_OF_TEN'
  /** Range conflict. */
  | 'RANGE_CONFLICT'
  /** Range in cell. */
  | 'RANGE_IN_CELL'
  /** Refused. */
  | 'REFUSED'
  /** Required. */
  | 'REQUIRED'
  /** Says little. */
  | 'SAYS_LITTLE'
  /** Text number. */
  | 'TEXT_NUMBER'
  /** Thousands. */
  | 'THOUSANDS'
  /** Too long. */
  | 'TOO_LONG'
  /** Unit assumed. */
  | 'UNIT_ASSUMED'
  /** Unit conflict. */
  | 'UNIT_CONFLICT'
  /** Unit in cell. */
  | 'UNIT_IN_CELL'
  /** Unit missing. */
  | 'UNIT_MISSING'
  /** Unit synonym. */
  | 'UNIT_SYNONYM'
  /** Unit unknown. */
  | 'UNIT_UNKNOWN'
  /** Unknown choice. */
  | 'UNKNOWN_CHOICE'
  /** Unknown name. */
  | 'UNKNOWN_NAME';

/** What became of a thing. */
export type ImportOutcome =
  /** A revision was staged, or the draft changed 已更新. */
  | 'CHANGED'
  /** It was created 已新建. */
  | 'CREATED'
  /** It could not be done, see its faults 失败. */
  | 'FAILED'
  /** It said the same 未变. */
  | 'UNCHANGED';

/** What an import would do with a thing. */
export type ImportPlan =
  /** Its key is known and it says something else 更新. */
  | 'CHANGE'
  /** Its key is not known: it is created 新建. */
  | 'CREATE'
  /** It has faults and is left alone 不予导入. */
  | 'REFUSED'
  /** Its key is known and it says the same 不变. */
  | 'UNCHANGED';

/** Where an import stands. */
export type ImportState =
  /** Ended by hand 已取消. */
  | 'CANCELLED'
  /** Has a report and waits for you to start it 已检查. */
  | 'CHECKED'
  /** Everything was done that could be 已完成. */
  | 'DONE'
  /** Is being done 执行中. */
  | 'RUNNING'
  /** Whoever started it may not go on 已停止. */
  | 'STOPPED'
  /** The file cannot be read 无法读取. */
  | 'UNREADABLE'
  /** Waits to be checked 待检查. */
  | 'UPLOADED';

/** How much a fact is missed when it is not stated. */
export type Importance =
  /** Essential. */
  | 'ESSENTIAL'
  /** Recommended. */
  | 'RECOMMENDED';

/** A kind of work that waits for operators. */
export type InboxKind =
  /** Jobs that were given up 已放弃的任务. */
  | 'DEAD_JOB'
  /** Revisions of published listings, handed in 修订待审核. */
  | 'LISTING_REVISION'
  /** Listings that were never published, handed in 新装备待审核. */
  | 'NEW_LISTING'
  /** Organisations that wait to be verified 单位待核验. */
  | 'ORGANISATION'
  /** Published listings that were not confirmed in time 装备久未确认. */
  | 'STALE_LISTING'
  /** Open tenders that look as if they were written for one supplier 疑似量身定做. */
  | 'TAILORING_WARNING';

/** A language of the product. */
export type Language =
  /** English 英文. */
  | 'en'
  /** Chinese 中文. */
  | 'zh';

/** Equipment whose stated lead time is at or below so many days. */
export type LeadDaysAtMostInput = {
  /** Days. */
  days: Scalars['Int']['input'];
  /** Whether to keep listings that do not state it; missing data is neither a pass nor a fail. */
  orNotStated?: Scalars['Boolean']['input'];
};

/** What is added to a listing. A figure takes the place of what was said of the same thing under the same condition, a certificate that of its scheme, an attachment that of its id. An empty list says "none" where nothing was said. */
export type ListingAnswerInput = {
  /** Documents that prove the figures. */
  attachments?: InputMaybe<Array<AttachmentInput>>;
  /** Certificates. */
  certificates?: InputMaybe<Array<CertificateInput>>;
  /** Figures. */
  facts?: InputMaybe<Array<FactInput>>;
  /** Days to delivery. */
  leadDays?: InputMaybe<Scalars['Float']['input']>;
  /** Price. */
  price?: InputMaybe<PriceInput>;
  /** Codes of regions served; `*` is everywhere. */
  regions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Codes of services offered with it. */
  services?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What is said of a piece of equipment. A list left out is not stated; an empty one says "none". */
export type ListingContentInput = {
  /** Documents that prove the figures. */
  attachments?: InputMaybe<Array<AttachmentInput>>;
  /** Certificates. */
  certificates?: InputMaybe<Array<CertificateInput>>;
  /** The medium. */
  domain: Domain;
  /** Performance facts. */
  facts: Array<FactInput>;
  /** What is offered. */
  kind?: ListingKind;
  /** Days to delivery. */
  leadDays?: InputMaybe<Scalars['Float']['input']>;
  /** The most units that may. */
  maxUnits?: InputMaybe<Scalars['Int']['input']>;
  /** Whether equal units may share the duty. */
  modular?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name. */
  name: NameInput;
  /** Price. */
  price?: InputMaybe<PriceInput>;
  /** Codes of regions served; `*` is everywhere. */
  regions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Codes of scenarios it is meant for. */
  scenarios?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Codes of services offered with it. */
  services?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Where the record comes from. */
  sources?: InputMaybe<Array<SourceInput>>;
  /** In some sentences. */
  summary?: InputMaybe<NameInput>;
  /** Codes of the catalogue. */
  technologies: Array<Scalars['String']['input']>;
};

/** Which listings to give. */
export type ListingFilter = {
  /** Of this medium. */
  domain?: InputMaybe<Domain>;
  /** Of this origin. */
  origin?: InputMaybe<ListingOrigin>;
  /** Of this supplier. */
  supplierId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this technology or anything beneath it. */
  technology?: InputMaybe<Scalars['String']['input']>;
};

/** What is offered. */
export type ListingKind =
  /** Equipment. */
  | 'EQUIPMENT'
  /** Material. */
  | 'MATERIAL'
  /** Service. */
  | 'SERVICE';

/** Where a listing comes from. */
export type ListingOrigin =
  /** Made up to show how matching works. */
  | 'ILLUSTRATION'
  /** A real public record under a demonstration supplier. */
  | 'REAL_RECORD'
  /** Entered by a supplier. */
  | 'SUPPLIER';

/** A part of what a listing says. */
export type ListingSection =
  /** Attachments. */
  | 'ATTACHMENTS'
  /** Certificates. */
  | 'CERTIFICATES'
  /** Facts. */
  | 'FACTS'
  /** Name, kind, medium, price and the like 基本信息. */
  | 'GENERAL'
  /** Regions. */
  | 'REGIONS'
  /** Scenarios. */
  | 'SCENARIOS'
  /** Services. */
  | 'SERVICES'
  /** Sources. */
  | 'SOURCES'
  /** Technologies. */
  | 'TECHNOLOGIES';

/** Where a listing stands between draft and archive. */
export type ListingState =
  /** Archived. */
  | 'ARCHIVED'
  /** Changes requested. */
  | 'CHANGES_REQUESTED'
  /** Draft. */
  | 'DRAFT'
  /** Published. */
  | 'PUBLISHED'
  /** Rejected. */
  | 'REJECTED'
  /** Submitted. */
  | 'SUBMITTED'
  /** Suspended. */
  | 'SUSPENDED';

/** A part of a tender that is awarded by itself. */
export type LotInput = {
  /** Short id, unique within the tender: `1`, `2` … */
  id: Scalars['String']['input'];
  /** What is needed. */
  need: NeedInput;
  /** Title. */
  title: NameInput;
};

/** What all findings come to. */
export type MatchOutcome =
  /** Every mandatory requirement is met. */
  | 'FITS'
  /** None is broken, but some cannot be decided. */
  | 'NEEDS_DATA'
  /** At least one mandatory requirement is broken. */
  | 'RULED_OUT';

/** A colleague to be added. */
export type MemberInput = {
  /** E-mail address. */
  email: Scalars['String']['input'];
  /** Language of messages; Chinese when not given. */
  language?: InputMaybe<Language>;
  /** Name. */
  name: Scalars['String']['input'];
  /** A first password, handed over outside the platform. */
  password: Scalars['String']['input'];
  /** What the member may do. */
  role: Role;
};

/** Why a train is not known to fit. */
export type MissingCode =
  /** Whether a condition holds is not known 条件无法判断. */
  | 'CONDITION_UNDECIDED'
  /** The prices are in several currencies 币种不一. */
  | 'CURRENCY'
  /** The inlet of a limited parameter is not known 进口浓度未载明. */
  | 'INLET_NOT_STATED'
  /** The limit is not confirmed 限值未经确认. */
  | 'LIMIT_UNCONFIRMED'
  /** It is not stated 未载明. */
  | 'NOT_STATED'
  /** No rule says where in a train the technology stands 工艺位置未知. */
  | 'ORDER_UNKNOWN'
  /** The standard or its class is not known 标准或级别未知. */
  | 'STANDARD_UNKNOWN'
  /** A typical or planning range straddles what decides 典型值区间跨越限值. */
  | 'TYPICAL_SPREAD'
  /** The units do not convert 单位无法换算. */
  | 'UNIT'
  /** The evidence is weaker than is asked for 依据不足. */
  | 'WEAK_EVIDENCE';

/** Who could tell what is missing. */
export type MissingFrom =
  /** The buyer, in the need 采购方. */
  | 'BUYER'
  /** An engineer 工程师. */
  | 'ENGINEER'
  /** The supplier of a stage 供应商. */
  | 'SUPPLIER';

/** An amount in whole minor units (fen for CNY). */
export type MoneyInput = {
  /** Minor units. */
  amountMinor: Scalars['Long']['input'];
  /** ISO 4217 code. */
  currency?: Scalars['String']['input'];
};

/** A name or text in Chinese, English or both. */
export type NameInput = {
  /** In English. */
  en?: InputMaybe<Scalars['String']['input']>;
  /** In Chinese. */
  zh?: InputMaybe<Scalars['String']['input']>;
};

/** What is needed: the duty and the demands. */
export type NeedInput = {
  /** The medium. */
  domain: Domain;
  /** What the equipment will face. */
  duty?: InputMaybe<Array<DutyFactInput>>;
  /** The least evidence on which any demand may pass. */
  minimumBasis?: InputMaybe<Basis>;
  /** Code of the region; demands nothing by itself. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** What is demanded. */
  requirements?: InputMaybe<Array<RequirementInput>>;
  /** Code of the scenario; demands nothing by itself. */
  scenario?: InputMaybe<Scalars['String']['input']>;
  /** Standards to be kept. */
  standards?: InputMaybe<Array<CitationInput>>;
  /** Codes of the catalogue; listings that share none are not compared. */
  technologies?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Weights of the score, where the usual ones will not do. */
  weights?: InputMaybe<Array<ScoreWeightInput>>;
};

/** What a member can be mailed about, each switched on and off by itself. */
export type NotificationGroup =
  /** Decisions on listings, and what lapses 设备条目. */
  | 'LISTINGS'
  /** Tenders and listings that fit, or nearly fit 匹配. */
  | 'MATCHES'
  /** What operators look into 平台运营. */
  | 'OPERATION'
  /** The own organisation and its webhooks 本单位. */
  | 'ORGANISATION'
  /** What saved searches have found 已存检索. */
  | 'SEARCHES'
  /** Tenders amended or cancelled 招标更正与取消. */
  | 'TENDERS';

/** What a notification is about. */
export type NotificationKind =
  /** Api key expiring. */
  | 'API_KEY_EXPIRING'
  /** Listing approved. */
  | 'LISTING_APPROVED'
  /** Listing changes requested. */
  | 'LISTING_CHANGES_REQUESTED'
  /** Listing confirmed. */
  | 'LISTING_CONFIRMED'
  /** Listing expiring. */
  | 'LISTING_EXPIRING'
  /** Listing lapsed. */
  | 'LISTING_LAPSED'
  /** Listing reinstated. */
  | 'LISTING_REINSTATED'
  /** Listing rejected. */
  | 'LISTING_REJECTED'
  /** Listing suspended. */
  | 'LISTING_SUSPENDED'
  /** New listing matches. */
  | 'NEW_LISTING_MATCHES'
  /** Organisation reinstated. */
  | 'ORGANISATION_REINSTATED'
  /** Organisation rejected. */
  | 'ORGANISATION_REJECTED'
  /** Organisation suspended. */
  | 'ORGANISATION_SUSPENDED'
  /** Organisation verified. */
  | 'ORGANISATION_VERIFIED'
  /** Saved search hits. */
  | 'SAVED_SEARCH_HITS'
  /** Tailoring suspected. */
  | 'TAILORING_SUSPECTED'
  /** Tender amended. */
  | 'TENDER_AMENDED'
  /** Tender cancelled. */
  | 'TENDER_CANCELLED'
  /** Tender matches. */
  | 'TENDER_MATCHES'
  /** Webhook disabled. */
  | 'WEBHOOK_DISABLED';

/** How a figure is stated or demanded. */
export type Op =
  /** Exactly: =. */
  | 'EQ'
  /** At least: >=. */
  | 'GE'
  /** Above: >. */
  | 'GT'
  /** At most: <=. */
  | 'LE'
  /** Below: <. */
  | 'LT'
  /** Not detectable; a value is the detection limit of the method. For outlets only. */
  | 'NOT_DETECTABLE'
  /** From value to valueMax, both included. */
  | 'RANGE';

/** What an operator can decide on an organisation. */
export type OrganisationDecision =
  /** Reinstate. */
  | 'REINSTATE'
  /** Reject. */
  | 'REJECT'
  /** Suspend. */
  | 'SUSPEND'
  /** Verify. */
  | 'VERIFY';

/** What an organisation does on the marketplace. */
export type OrganisationKind =
  /** Buyer. */
  | 'BUYER'
  /** Operator. */
  | 'OPERATOR'
  /** Supplier. */
  | 'SUPPLIER';

/** Whether operators have admitted the organisation. */
export type OrganisationState =
  /** Pending. */
  | 'PENDING'
  /** Rejected. */
  | 'REJECTED'
  /** Suspended. */
  | 'SUSPENDED'
  /** Verified. */
  | 'VERIFIED';

/** Equipment that states an outlet at or below a figure. */
export type OutletAtMostInput = {
  /** Whether to keep listings that do not state it; missing data is neither a pass nor a fail. */
  orNotStated?: Scalars['Boolean']['input'];
  /** Code of the parameter, or what people write: `cod`, `CODCr`, `氨氮`. */
  parameter: Scalars['String']['input'];
  /** Its unit, such as `mg/L` or `mg/m3`; one in a liquid never answers for one in a gas. */
  unit: Scalars['String']['input'];
  /** The figure. */
  value: Scalars['Float']['input'];
};

/** The first owner of a new organisation. */
export type OwnerInput = {
  /** E-mail address. */
  email: Scalars['String']['input'];
  /** Language of messages; Chinese when not given. */
  language?: InputMaybe<Language>;
  /** Name. */
  name: Scalars['String']['input'];
  /** Password, at least 12 characters. */
  password: Scalars['String']['input'];
};

/** Equipment whose stated price is at or below an amount. */
export type PriceAtMostInput = {
  /** Whole minor units (fen for CNY). */
  amountMinor: Scalars['Long']['input'];
  /** ISO 4217 code; no currency answers for another. */
  currency?: Scalars['String']['input'];
  /** Whether to keep listings that do not state it; missing data is neither a pass nor a fail. */
  orNotStated?: Scalars['Boolean']['input'];
  /** For what: one `unit`, or a unit of flow such as `m3/d`; one never answers for the other. */
  per?: Scalars['String']['input'];
};

/** A price in whole minor units (fen for CNY). */
export type PriceInput = {
  /** Minor units. */
  amountMinor: Scalars['Long']['input'];
  /** ISO 4217 code. */
  currency?: Scalars['String']['input'];
  /** `unit`, or the unit of flow it is for, such as `m3/d`. */
  per?: Scalars['String']['input'];
};

/** How suppliers are chosen. */
export type ProcurementMethod =
  /** Consultation. */
  | 'CONSULTATION'
  /** Inquiry. */
  | 'INQUIRY'
  /** Negotiation. */
  | 'NEGOTIATION'
  /** Open. */
  | 'OPEN'
  /** Single source. */
  | 'SINGLE_SOURCE';

/** Times of the day in Asia/Shanghai, over midnight too. */
export type QuietHoursInput = {
  /** Beginning, `HH:MM`. */
  from: Scalars['String']['input'];
  /** End, `HH:MM`. */
  to: Scalars['String']['input'];
};

/** What a stretch of a text became in a need. */
export type ReadingKind =
  /** What the equipment will face 工况. */
  | 'DUTY'
  /** Where it is for 地区. */
  | 'REGION'
  /** What is demanded 要求. */
  | 'REQUIREMENT'
  /** What it is for 场景. */
  | 'SCENARIO'
  /** A standard with its class 标准. */
  | 'STANDARD'
  /** A kind of equipment that is asked for 技术. */
  | 'TECHNOLOGY';

/** Why something was refused. */
export type RefusalCode =
  /** Address refused. */
  | 'ADDRESS_REFUSED'
  /** Already looked at. */
  | 'ALREADY_LOOKED_AT'
  /** Busy. */
  | 'BUSY'
  /** Credit code check failed. */
  | 'CREDIT_CODE_CHECK_FAILED'
  /** Deadline missing. */
  | 'DEADLINE_MISSING'
  /** Deadline passed. */
  | 'DEADLINE_PASSED'
  /** Deadline too soon. */
  | 'DEADLINE_TOO_SOON'
  /** Documents period too short. */
  | 'DOCUMENTS_PERIOD_TOO_SHORT'
  /** Duplicate. */
  | 'DUPLICATE'
  /** Email taken. */
  | 'EMAIL_TAKEN'
  /** Forbidden. */
  | 'FORBIDDEN'
  /** Invalid. */
  | 'INVALID'
  /** Last owner. */
  | 'LAST_OWNER'
  /** Limit reached. */
  | 'LIMIT_REACHED'
  /** Locked out. */
  | 'LOCKED_OUT'
  /** Market loading. */
  | 'MARKET_LOADING'
  /** Method not of law. */
  | 'METHOD_NOT_OF_LAW'
  /** Nothing demanded. */
  | 'NOTHING_DEMANDED'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not verified. */
  | 'NOT_VERIFIED'
  /** Organisation not active. */
  | 'ORGANISATION_NOT_ACTIVE'
  /** Reason required. */
  | 'REASON_REQUIRED'
  /** Required. */
  | 'REQUIRED'
  /** Session expired. */
  | 'SESSION_EXPIRED'
  /** Sign in failed. */
  | 'SIGN_IN_FAILED'
  /** Stale version. */
  | 'STALE_VERSION'
  /** Too long. */
  | 'TOO_LONG'
  /** Too many imports. */
  | 'TOO_MANY_IMPORTS'
  /** Too many keys. */
  | 'TOO_MANY_KEYS'
  /** Unknown code. */
  | 'UNKNOWN_CODE'
  /** Weak password. */
  | 'WEAK_PASSWORD'
  /** Wrong state. */
  | 'WRONG_STATE';

/** A supplier or buyer that applies. */
export type RegistrationInput = {
  /** Unified social credit code (GB 32100-2015); needed in China. */
  creditCode?: InputMaybe<Scalars['String']['input']>;
  /** `SUPPLIER` or `BUYER`. */
  kind: OrganisationKind;
  /** Name of the firm or body. */
  name: NameInput;
  /** Its first owner. */
  owner: OwnerInput;
  /** Code of the region of its seat. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** Equipment that states a removal at or above a share. */
export type RemovalAtLeastInput = {
  /** Whether to keep listings that do not state it; missing data is neither a pass nor a fail. */
  orNotStated?: Scalars['Boolean']['input'];
  /** Code of the parameter, or what people write. */
  parameter: Scalars['String']['input'];
  /** The share in percent, 0 to 100. */
  percent: Scalars['Float']['input'];
};

/** One demand: a number (metric, op, value, unit), a held thing (certificate, honour, service or region), leadDays, or a price. */
export type RequirementInput = {
  /** Code of a certificate that must be held. */
  certificate?: InputMaybe<Scalars['String']['input']>;
  /** When it applies, such as `capacity >= 10000 m3/d`. */
  condition?: InputMaybe<Scalars['String']['input']>;
  /** Requirements that share a group are alternatives. */
  group?: InputMaybe<Scalars['String']['input']>;
  /** Code of an honour that the firm must hold. */
  honour?: InputMaybe<Scalars['String']['input']>;
  /** Id within the lot. */
  id: Scalars['String']['input'];
  /** The most days to delivery. */
  leadDays?: InputMaybe<Scalars['Float']['input']>;
  /** ★ when true, ▲ (scored) when false. */
  mandatory: Scalars['Boolean']['input'];
  /** Code of the metric of a numeric demand. */
  metric?: InputMaybe<Scalars['String']['input']>;
  /** The least evidence on which it may pass. */
  minimumBasis?: InputMaybe<Basis>;
  /** How the figure limits. */
  op?: InputMaybe<Op>;
  /** Code of the parameter; `outlet`, `removal_pct` and `inlet` need one. */
  parameter?: InputMaybe<Scalars['String']['input']>;
  /** The most for the whole duty. */
  price?: InputMaybe<MoneyInput>;
  /** Code of a region that must be served. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** Code of a service that must be offered. */
  service?: InputMaybe<Scalars['String']['input']>;
  /** Unit of the figure. */
  unit?: InputMaybe<Scalars['String']['input']>;
  /** The figure, or the lower end of a range. */
  value?: InputMaybe<Scalars['Float']['input']>;
  /** The upper end of a range. */
  valueMax?: InputMaybe<Scalars['Float']['input']>;
  /** Weight in the score; 1 when not given. */
  weight?: InputMaybe<Scalars['Float']['input']>;
};

/** What an operator can decide on a submitted revision. */
export type ReviewDecision =
  /** Approve. */
  | 'APPROVE'
  /** Reject. */
  | 'REJECT'
  /** Request changes. */
  | 'REQUEST_CHANGES';

/** What a member may do in the own organisation. */
export type Role =
  /** Administrator. */
  | 'ADMINISTRATOR'
  /** Editor. */
  | 'EDITOR'
  /** Moderator. */
  | 'MODERATOR'
  /** Owner. */
  | 'OWNER'
  /** Viewer. */
  | 'VIEWER';

/** Whether listings differ in a row. */
export type RowDifference =
  /** Two of those that state it differ 差异. */
  | 'DIFFERENT'
  /** All state it alike 相同. */
  | 'SAME'
  /** Those that state it agree, and some do not state it 仅部分载明. */
  | 'SOME_STATE';

/** What is looked for: words with filters, or a need, or listings of which both is true; or, by itself, the tenders that could be served. */
export type SavedQueryInput = {
  /** How close to the need, or to the tenders, counts; all when not given. */
  closeness?: InputMaybe<Array<Closeness>>;
  /** A need, which the matching engine puts to the market; only listings meet one. */
  need?: InputMaybe<NeedInput>;
  /** Words with filters. */
  search?: InputMaybe<SavedWordsInput>;
  /** Open tenders that a listing of your own could serve. */
  tendersForMe?: InputMaybe<TendersForMeInput>;
};

/** Changes to a saved search; what is not given stays. */
export type SavedSearchChanges = {
  /** When you are told; `NONE` ends it. */
  delivery?: InputMaybe<WatchRhythm>;
  /** The hour in Asia/Shanghai, 0 to 23. */
  hour?: InputMaybe<Scalars['Int']['input']>;
  /** What you call it. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Whether it tells nothing for the time being; what comes meanwhile is not told later. */
  paused?: InputMaybe<Scalars['Boolean']['input']>;
  /** What is looked for, in place of the whole query before. */
  query?: InputMaybe<SavedQueryInput>;
  /** Whether colleagues may see and run it. */
  shared?: InputMaybe<Scalars['Boolean']['input']>;
  /** The weekday, 1 (Monday) to 7. */
  weekday?: InputMaybe<Scalars['Int']['input']>;
};

/** A search to be saved. */
export type SavedSearchInput = {
  /** When you are told of what comes; needs a verified organisation for all but `NONE`. */
  delivery?: WatchRhythm;
  /** The hour in Asia/Shanghai, 0 to 23, of a daily or weekly message. */
  hour?: Scalars['Int']['input'];
  /** What you call it; at most 100 characters. */
  name: Scalars['String']['input'];
  /** Whether it tells nothing for the time being. */
  paused?: Scalars['Boolean']['input'];
  /** What is looked for. */
  query: SavedQueryInput;
  /** Whether colleagues of your organisation may see and run it; only you are told. */
  shared?: Scalars['Boolean']['input'];
  /** The day of a weekly message, 1 (Monday) to 7. */
  weekday?: Scalars['Int']['input'];
};

/** Words with filters, as `search` takes them. */
export type SavedWordsInput = {
  /** What to keep. */
  filter?: InputMaybe<SearchFilter>;
  /** Only these kinds. Only new listings and tenders are told of. */
  kinds?: InputMaybe<Array<SearchKind>>;
  /** Words or codes, at most 400 characters; of none, everything. */
  text?: Scalars['String']['input'];
};

/** A term of the score (docs/matching.md). */
export type ScoreTerm =
  /** How well the capacity is used, and how far it turns down. */
  | 'capacity'
  /** Share of the requirements that are known to be met. */
  | 'completeness'
  /** Room to the demanded energy; without such a demand, how little is stated. */
  | 'energy'
  /** How well what is met is proven. */
  | 'evidence'
  /** How lately the supplier confirmed the listing. */
  | 'freshness'
  /** Room to the limits, other than price and energy. */
  | 'margin'
  /** Room to the budget; without one, the price over flow and years. */
  | 'price'
  /** Honours of the firm, and contracts it carried to acceptance. */
  | 'record'
  /** Whether the offer is made for the scenario of the need. */
  | 'scenario'
  /** How far its technology is made for what the need asks about. */
  | 'suitability';

/** The weight of one term of the score. */
export type ScoreWeightInput = {
  /** The term. */
  term: ScoreTerm;
  /** Its weight, 0 or more. */
  weight: Scalars['Float']['input'];
};

/** What is counted beside the hits of a search, and can be narrowed to. */
export type SearchFacet =
  /** How sure the facts of a listing are. */
  | 'BASIS'
  /** Official catalogues the kind of equipment or the firm is in. */
  | 'CATALOGUE'
  /** Certificates in date. */
  | 'CERTIFICATE'
  /** Medium. */
  | 'DOMAIN'
  /** Honours of the firm; never proof of a product. */
  | 'HONOUR'
  /** What is measured or limited. */
  | 'PARAMETER'
  /** Regions served at least in part; of a tender where it is. */
  | 'REGION'
  /** Scenario, stated or above a technology. */
  | 'SCENARIO'
  /** Technology; its domains and scenarios have facets of their own. */
  | 'TECHNOLOGY';

/** What a search keeps. Of each list one value is enough, and all that is given must hold. Codes and units are checked: one that is not known is refused with its path. Figures are stated by listings alone. */
export type SearchFilter = {
  /** How sure a fact of it is, as of today. */
  bases?: InputMaybe<Array<Basis>>;
  /** A flow that its stated capacity covers. */
  capacityForFlow?: InputMaybe<CapacityForFlowInput>;
  /** Official catalogues the kind of equipment or the firm is in. */
  catalogues?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Certificates in date. */
  certificates?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Media. */
  domains?: InputMaybe<Array<Domain>>;
  /** Energy use at or below. */
  energyAtMost?: InputMaybe<EnergyAtMostInput>;
  /** Honours of the firm, checked and in date; they are never proof of a product. */
  honours?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Lead time at or below. */
  leadDaysAtMost?: InputMaybe<LeadDaysAtMostInput>;
  /** Outlets at or below. */
  outletAtMost?: InputMaybe<Array<OutletAtMostInput>>;
  /** What is measured or limited: codes, or what people write. */
  parameters?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Price at or below. */
  priceAtMost?: InputMaybe<PriceAtMostInput>;
  /** Regions served at least in part, and where a tender is: a province finds who serves it, the whole country, or one of its cities. Below a province its province counts. */
  regions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Removals at or above. */
  removalAtLeast?: InputMaybe<Array<RemovalAtLeastInput>>;
  /** Scenarios of the catalogue, also those a technology stands under. */
  scenarios?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Entries of the catalogue, with what is under them. */
  technologies?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What a search can find. */
export type SearchKind =
  /** Equipment, a service or a material on the market 装备. */
  | 'LISTING'
  /** A parameter or metric of the reference data 参数. */
  | 'PARAMETER'
  /** A standard of the reference data 标准. */
  | 'STANDARD'
  /** A verified supplier 供应商. */
  | 'SUPPLIER'
  /** A published tender 招标. */
  | 'TENDER';

/** What hits can be sorted by. All but `RELEVANCE` put what does not state it last. */
export type SearchSort =
  /** The most it treats; modular equipment without a bound to its units has no bound 处理能力. */
  | 'CAPACITY'
  /** Until when a tender is open; those that are closed come last 截止时间. */
  | 'DEADLINE'
  /** The stated energy use 能耗. */
  | 'ENERGY'
  /** The lead time 交货期. */
  | 'LEAD_DAYS'
  /** When a listing or tender was published as it is 最新发布. */
  | 'NEWEST'
  /** The outlet of a parameter 出口浓度. */
  | 'OUTLET'
  /** The stated price 价格. */
  | 'PRICE'
  /** How well they agree with the words; of no words, the newest first 相关度. */
  | 'RELEVANCE'
  /** The removal of a parameter 去除率. */
  | 'REMOVAL';

/** In which order hits come. Equal ones, and those that do not state what is sorted by, come newest first. Figures are compared by the end the supplier answers for: the upper of a capacity, an outlet or an energy use, the lower of a removal. */
export type SearchSortInput = {
  /** By what. */
  by: SearchSort;
  /** For `PRICE`: ISO 4217 code; `CNY` when not given. */
  currency?: InputMaybe<Scalars['String']['input']>;
  /** The largest first. When not given: the newest, the most capacity and the most removal first, else the least. */
  descending?: InputMaybe<Scalars['Boolean']['input']>;
  /** For `ENERGY`, as in the filter; `spec_energy_water` when not given. */
  metric?: InputMaybe<Scalars['String']['input']>;
  /** For `OUTLET` and `REMOVAL`: code of the parameter, or what people write. */
  parameter?: InputMaybe<Scalars['String']['input']>;
  /** For `PRICE`: one `unit`, which is meant when not given, or a unit of flow such as `m3/d`. */
  per?: InputMaybe<Scalars['String']['input']>;
  /** For `CAPACITY` (`m3/d` when not given), `OUTLET` (the first unit of the parameter) and `ENERGY` (`kWh/m3`): what does not convert to it counts as not stated. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** The format of a file. */
export type SheetFormat =
  /** One sheet as text divided by commas, semicolons or tabs. */
  | 'CSV'
  /** An Excel workbook. */
  | 'XLSX';

/** Where a record comes from. */
export type SourceInput = {
  /** Its title. */
  title: Scalars['String']['input'];
  /** Its address. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** Where a staged revision stands. */
export type StagedState =
  /** Changes requested. */
  | 'CHANGES_REQUESTED'
  /** Draft. */
  | 'DRAFT'
  /** Rejected. */
  | 'REJECTED'
  /** Submitted. */
  | 'SUBMITTED';

/** What looks as if a set of requirements was written for one supplier. */
export type TailoringKind =
  /** Everything that fits is of one supplier. */
  | 'ONE_SUPPLIER_FITS'
  /** Nothing fits, and what one missing figure keeps from fitting is all of one supplier. */
  | 'ONE_SUPPLIER_MAY_FIT';

/** What a tender says. A draft may leave the deadline out; a publication may not. */
export type TenderContentInput = {
  /** Budget. */
  budget?: InputMaybe<MoneyInput>;
  /** Bid deadline. */
  deadline?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when the documents are on offer; until the deadline when not given. */
  documentsUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** Lots; at least one to publish. */
  lots: Array<LotInput>;
  /** How suppliers are chosen. */
  method?: ProcurementMethod;
  /** Code of the region. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** In some sentences. */
  summary?: InputMaybe<NameInput>;
  /** Title. */
  title: NameInput;
  /** The law it is under. */
  track?: Track;
};

/** In what order tenders are listed. */
export type TenderOrder =
  /** Open ones first, the nearest deadline first; then the others, newest first 按截止时间. */
  | 'DEADLINE'
  /** The latest published first 按发布时间. */
  | 'PUBLICATION';

/** Where a tender comes from. */
export type TenderOrigin =
  /** Buyer. */
  | 'BUYER'
  /** Made up to show how matching works. */
  | 'ILLUSTRATION';

/** A part of a tender that can be amended. */
export type TenderPart =
  /** Budget. */
  | 'BUDGET'
  /** Deadline. */
  | 'DEADLINE'
  /** Documents until. */
  | 'DOCUMENTS_UNTIL'
  /** Domain. */
  | 'DOMAIN'
  /** What the equipment will face 工况. */
  | 'DUTY'
  /** A whole lot 标段. */
  | 'LOT'
  /** Lot region. */
  | 'LOT_REGION'
  /** Lot title. */
  | 'LOT_TITLE'
  /** Minimum basis. */
  | 'MINIMUM_BASIS'
  /** Region. */
  | 'REGION'
  /** Requirement. */
  | 'REQUIREMENT'
  /** Scenario. */
  | 'SCENARIO'
  /** Standard. */
  | 'STANDARD'
  /** Summary. */
  | 'SUMMARY'
  /** Technology. */
  | 'TECHNOLOGY'
  /** Title. */
  | 'TITLE'
  /** Weights. */
  | 'WEIGHTS';

/** The one status of a tender. */
export type TenderState =
  /** Accepted. */
  | 'ACCEPTED'
  /** Awarded. */
  | 'AWARDED'
  /** Cancelled. */
  | 'CANCELLED'
  /** Closed. */
  | 'CLOSED'
  /** Contracted. */
  | 'CONTRACTED'
  /** Draft. */
  | 'DRAFT'
  /** Evaluated. */
  | 'EVALUATED'
  /** Failed. */
  | 'FAILED'
  /** Opened. */
  | 'OPENED'
  /** Published. */
  | 'PUBLISHED';

/** Open tenders that a listing of your own could serve; for suppliers. An empty list leaves all in. */
export type TendersForMeInput = {
  /** Media of the lot. */
  domains?: InputMaybe<Array<Domain>>;
  /** Regions: where the tender is, or around it. */
  regions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Codes of the catalogue: what the lot names, or what is above it. */
  scenarios?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The law a procurement is under. */
export type Track =
  /** Government Procurement Law 政府采购法. */
  | 'GOVERNMENT_PROCUREMENT'
  /** Under neither law; no period is checked 非依法招标. */
  | 'PRIVATE'
  /** Tendering and Bidding Law 招标投标法. */
  | 'TENDERING_LAW';

/** What a train should have least of. */
export type TrainObjective =
  /** Electricity for each cubic metre that enters the train 电耗. */
  | 'ENERGY'
  /** Ground 占地面积. */
  | 'FOOTPRINT'
  /** Price, and electricity over the years where its price is given; no chemicals, sludge, labour or replacement 设备价格与电费，不含药剂、污泥、人工和更换. */
  | 'LIFE_CYCLE_COST'
  /** Stages 处理段数. */
  | 'STAGES';

/** Which trains to look for, and for how long. */
export type TrainOptionsInput = {
  /** Counted with the price by `LIFE_CYCLE_COST`; the price alone when not given. */
  electricity?: InputMaybe<ElectricityInput>;
  /** The most stages of a train, 1 to 6. */
  maxStages?: Scalars['Int']['input'];
  /** What a train should have least of. */
  objective?: TrainObjective;
  /** For how many seconds to search at most; what the marketplace allows (`TRAIN_SECONDS`, usually 10) when not given. */
  seconds?: InputMaybe<Scalars['Float']['input']>;
  /** How many trains, each of other technologies, 1 to 10. */
  top?: Scalars['Int']['input'];
};

/** Why no train was found. */
export type UnreachedCode =
  /** No listing states anything of the parameter 无设备载明. */
  | 'NOBODY_STATES'
  /** What comes in keeps every limit that can be decided 进水已达标. */
  | 'NOTHING_TO_DO'
  /** Each demand can be met, but not all by one train 不能同时满足. */
  | 'NOT_TOGETHER'
  /** No listing can be a stage 没有可用的处理段. */
  | 'NO_STAGE'
  /** No train meets this demand even by itself 单项即无法达到. */
  | 'OUT_OF_REACH'
  /** The time was over before it was known 限时中止. */
  | 'STOPPED'
  /** The demand on a sum rules every train out 合计超限. */
  | 'SUM_EXCEEDED';

/** One requirement checked against one offer. Missing data is never a pass and never a fail. */
export type Verdict =
  /** Fail. */
  | 'FAIL'
  /** Pass. */
  | 'PASS'
  /** Unknown. */
  | 'UNKNOWN';

/** When the owner of a saved search is told of what comes. */
export type WatchRhythm =
  /** Each day at a chosen hour, in one message 每日. */
  | 'DAILY'
  /** At once, one message for each thing 即时. */
  | 'INSTANT'
  /** Never; it is only kept 不通知. */
  | 'NONE'
  /** Each week on a chosen day and hour, in one message 每周. */
  | 'WEEKLY';

/** What to change of an endpoint; what is left out stays. */
export type WebhookChanges = {
  /** False switches it off, true on, also after it was disabled. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is for; an empty text takes it away. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Which kinds it hears of; an empty list is all. */
  kinds?: InputMaybe<Array<NotificationKind>>;
  /** The address: https, of the public internet. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** An endpoint to be made. */
export type WebhookInput = {
  /** What it is for. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Which kinds it hears of; all when none is named. */
  kinds?: InputMaybe<Array<NotificationKind>>;
  /** The address: https, of the public internet. */
  url: Scalars['String']['input'];
};

/** Whether events are posted to an endpoint. */
export type WebhookState =
  /** They are 启用. */
  | 'ACTIVE'
  /** Disabled by the platform: nothing could be delivered for five days, or it answered 410 已停用. */
  | 'DISABLED'
  /** Switched off by the organisation 已关闭. */
  | 'OFF';

/** Why a stretch of a text was left to the reader. */
export type WhyUnread =
  /** It may mean several things. */
  | 'AMBIGUOUS'
  /** Said to be excluded. */
  | 'EXCLUDED'
  /** A figure, and nothing near that it could be of. */
  | 'NOTHING_NAMED'
  /** Near a class, but not that class 准IV类. */
  | 'NOT_THE_CLASS'
  /** What is met today, not what is asked for. */
  | 'PRESENT_STATE'
  /** A second figure of what already has one. */
  | 'SECOND_FIGURE'
  /** A standard the reference data do not have. */
  | 'UNKNOWN_STANDARD'
  /** Nothing says whether it is the least or the most. */
  | 'WHICH_BOUND'
  /** A standard without its class. */
  | 'WHICH_CLASS'
  /** Nothing says whether it comes in or goes out. */
  | 'WHICH_SIDE';

/** What is to be done so that more tenders are open. */
export type WorkKind =
  /** Hold a certificate, an honour, a service or a region 具备资质. */
  | 'HOLD'
  /** Improve what fails 改进性能. */
  | 'IMPROVE'
  /** Prove it with better evidence 提供更强的依据. */
  | 'PROVE'
  /** State what is missing 补充说明. */
  | 'STATE';

/** Which items to give. */
export type WorklistFilter = {
  /** Of these kinds. */
  kinds?: InputMaybe<Array<WorkKind>>;
  /** Of this listing. */
  listingId?: InputMaybe<Scalars['ID']['input']>;
  /** Only what opens a tender that none of your listings fits yet (true), or what opens none. */
  opensMore?: InputMaybe<Scalars['Boolean']['input']>;
};
