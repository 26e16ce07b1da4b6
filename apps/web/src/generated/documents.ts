import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** What was decided. */
export type AuditAction =
  /** Account locked. */
  | 'ACCOUNT_LOCKED'
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
  | 'TENDER_PUBLISHED';

/** What a decision was about. */
export type AuditSubject =
  /** Listing. */
  | 'LISTING'
  /** Member. */
  | 'MEMBER'
  /** Organisation. */
  | 'ORGANISATION'
  /** System. */
  | 'SYSTEM'
  /** Tender. */
  | 'TENDER';

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

/** A certificate that is held. */
export type CertificateInput = {
  /** Code of the scheme. */
  scheme: Scalars['String']['input'];
  /** Last day on which it holds, `YYYY-MM-DD`. */
  validUntil?: InputMaybe<Scalars['String']['input']>;
};

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

/** What ends by itself. */
export type ExpiryKind =
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
  /** When it holds, such as `water temperature > 12 degC`. */
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

/** A language of the product. */
export type Language =
  /** English 英文. */
  | 'en'
  /** Chinese 中文. */
  | 'zh';

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

/** What a notification is about. */
export type NotificationKind =
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
  /** Tailoring suspected. */
  | 'TAILORING_SUSPECTED'
  /** Tender amended. */
  | 'TENDER_AMENDED'
  /** Tender cancelled. */
  | 'TENDER_CANCELLED'
  /** Tender matches. */
  | 'TENDER_MATCHES';

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

/** Why something was refused. */
export type RefusalCode =
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
  /** Locked out. */
  | 'LOCKED_OUT'
  /** Market loading. */
  | 'MARKET_LOADING'
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

/** What a search can find. */
export type SearchKind =
  /** Listing. */
  | 'LISTING'
  /** Tender. */
  | 'TENDER';

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

/** Where a tender comes from. */
export type TenderOrigin =
  /** Buyer. */
  | 'BUYER'
  /** Made up to show how matching works. */
  | 'ILLUSTRATION';

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
};

export type AboutQueryVariables = Exact<{ [key: string]: never; }>;


export type AboutQuery = { about: { demo: boolean, openTenders: number, listings: number, suppliers: number, demands: number } };

export type TenderCardFragment = { id: string, state: TenderState, origin: TenderOrigin, deadline?: string | null, title: { zh?: string | null, en?: string | null }, region?: { label: string } | null, budget?: { display: string } | null, buyer: { demo: boolean, name: { zh?: string | null, en?: string | null } }, lots: Array<{ id: string, domain: Domain, matches?: { fits: number, needsData: number, compared: number } | null }> };

export type TendersQueryVariables = Exact<{
  states?: InputMaybe<Array<TenderState> | TenderState>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type TendersQuery = { tenders: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor?: string | null }, edges: Array<{ node: { id: string, state: TenderState, origin: TenderOrigin, deadline?: string | null, title: { zh?: string | null, en?: string | null }, region?: { label: string } | null, budget?: { display: string } | null, buyer: { demo: boolean, name: { zh?: string | null, en?: string | null } }, lots: Array<{ id: string, domain: Domain, matches?: { fits: number, needsData: number, compared: number } | null }> } }> } };

export type MatchRowFragment = { listingId: string, outcome: MatchOutcome, score: number, units?: number | null, listing?: { id: string, origin: ListingOrigin, name: { zh?: string | null, en?: string | null }, supplier: { demo: boolean, name: { zh?: string | null, en?: string | null } } } | null, findings: Array<{ id: string, verdict: Verdict, code: FindingCode, mandatory: boolean, says: string }> };

export type LotDemandsFragment = { id: string, title: { zh?: string | null, en?: string | null }, technologies: Array<{ code: string, label: string }>, duty: Array<{ says: string }>, requirements: Array<{ id: string, mandatory: boolean, says: string }>, standards: Array<{ code: string, level: string, says: string }> };

export type RelaxationRowFragment = { requirement: string, says: string };

export type TenderPageQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
}>;


export type TenderPageQuery = { tender?: { revision: number, reason?: string | null, id: string, state: TenderState, origin: TenderOrigin, deadline?: string | null, summary?: { zh?: string | null, en?: string | null } | null, lots: Array<{ id: string, domain: Domain, matches?: { compared: number, fits: number, needsData: number, engine: string, referenceEdition: string, asOf: string, ruledOut: number, stale: boolean, top: Array<{ listingId: string, outcome: MatchOutcome, score: number, units?: number | null, listing?: { id: string, origin: ListingOrigin, name: { zh?: string | null, en?: string | null }, supplier: { demo: boolean, name: { zh?: string | null, en?: string | null } } } | null, findings: Array<{ id: string, verdict: Verdict, code: FindingCode, mandatory: boolean, says: string }> }>, nearMisses: Array<{ listingId: string, outcome: MatchOutcome, score: number, units?: number | null, listing?: { id: string, origin: ListingOrigin, name: { zh?: string | null, en?: string | null }, supplier: { demo: boolean, name: { zh?: string | null, en?: string | null } } } | null, findings: Array<{ id: string, verdict: Verdict, code: FindingCode, mandatory: boolean, says: string }> }>, relaxations: Array<{ requirement: string, says: string }> } | null, title: { zh?: string | null, en?: string | null }, technologies: Array<{ code: string, label: string }>, duty: Array<{ says: string }>, requirements: Array<{ id: string, mandatory: boolean, says: string }>, standards: Array<{ code: string, level: string, says: string }> }>, title: { zh?: string | null, en?: string | null }, region?: { label: string } | null, budget?: { display: string } | null, buyer: { demo: boolean, name: { zh?: string | null, en?: string | null } } } | null };

export type DemandsQueryVariables = Exact<{
  domain?: InputMaybe<Domain>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type DemandsQuery = { archivedDemands: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor?: string | null }, edges: Array<{ node: { id: string, domain: Domain, buyer: string, country: string, stage: string, publishedOn?: string | null, title: { zh?: string | null, en?: string | null }, budget?: { display: string } | null, lacks: Array<{ says: string }>, sources: Array<{ title: string, url?: string | null }> } }> } };

export type DemandPageQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  top: Scalars['Int']['input'];
}>;


export type DemandPageQuery = { archivedDemand?: { id: string, domain: Domain, buyer: string, country: string, regionText?: string | null, stage: string, publishedOn?: string | null, title: { zh?: string | null, en?: string | null }, budget?: { display: string } | null, lacks: Array<{ code: string, says: string }>, sources: Array<{ title: string, url?: string | null }>, need: { id: string, preview?: { engine: string, referenceEdition: string, asOf: string, compared: number, fits: number, needsData: number, ruledOut: number, top: Array<{ listingId: string, outcome: MatchOutcome, score: number, units?: number | null, listing?: { id: string, origin: ListingOrigin, name: { zh?: string | null, en?: string | null }, supplier: { demo: boolean, name: { zh?: string | null, en?: string | null } } } | null, findings: Array<{ id: string, verdict: Verdict, code: FindingCode, mandatory: boolean, says: string }> }>, nearMisses: Array<{ listingId: string, outcome: MatchOutcome, score: number, units?: number | null, listing?: { id: string, origin: ListingOrigin, name: { zh?: string | null, en?: string | null }, supplier: { demo: boolean, name: { zh?: string | null, en?: string | null } } } | null, findings: Array<{ id: string, verdict: Verdict, code: FindingCode, mandatory: boolean, says: string }> }>, relaxations: Array<{ requirement: string, says: string }> } | null, title: { zh?: string | null, en?: string | null }, technologies: Array<{ code: string, label: string }>, duty: Array<{ says: string }>, requirements: Array<{ id: string, mandatory: boolean, says: string }>, standards: Array<{ code: string, level: string, says: string }> } } | null };

export type FeedbackRowFragment = { fits: number, suppliers: number, requirements?: Array<{ requirement: string, excludes: number, fitsWithout: number, emptiesMarket: boolean, says: string }> | null, tailoring?: { says: string } | null };

export type TenderFeedbackQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type TenderFeedbackQuery = { tender?: { id: string, lots: Array<{ id: string, feedback?: { fits: number, suppliers: number, requirements?: Array<{ requirement: string, excludes: number, fitsWithout: number, emptiesMarket: boolean, says: string }> | null, tailoring?: { says: string } | null } | null }> } | null };

export type DemandFeedbackQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type DemandFeedbackQuery = { archivedDemand?: { id: string, need: { feedback?: { fits: number, suppliers: number, requirements?: Array<{ requirement: string, excludes: number, fitsWithout: number, emptiesMarket: boolean, says: string }> | null, tailoring?: { says: string } | null } | null } } | null };

export const TenderCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenderCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tender"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demo"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"needsData"}},{"kind":"Field","name":{"kind":"Name","value":"compared"}}]}}]}}]}}]} as unknown as DocumentNode<TenderCardFragment, unknown>;
export const MatchRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MatchRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Match"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listingId"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"listing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"mandatory"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}}]} as unknown as DocumentNode<MatchRowFragment, unknown>;
export const LotDemandsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LotDemands"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Lot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"technologies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mandatory"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"standards"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}}]} as unknown as DocumentNode<LotDemandsFragment, unknown>;
export const RelaxationRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RelaxationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Relaxation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]} as unknown as DocumentNode<RelaxationRowFragment, unknown>;
export const FeedbackRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FeedbackRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DraftFeedback"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"suppliers"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"excludes"}},{"kind":"Field","name":{"kind":"Name","value":"fitsWithout"}},{"kind":"Field","name":{"kind":"Name","value":"emptiesMarket"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tailoring"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}}]} as unknown as DocumentNode<FeedbackRowFragment, unknown>;
export const AboutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"About"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"about"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"demo"}},{"kind":"Field","name":{"kind":"Name","value":"openTenders"}},{"kind":"Field","name":{"kind":"Name","value":"listings"}},{"kind":"Field","name":{"kind":"Name","value":"suppliers"}},{"kind":"Field","name":{"kind":"Name","value":"demands"}}]}}]}}]} as unknown as DocumentNode<AboutQuery, AboutQueryVariables>;
export const TendersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tenders"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"states"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TenderState"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenders"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"Variable","name":{"kind":"Name","value":"states"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenderCard"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenderCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tender"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demo"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"needsData"}},{"kind":"Field","name":{"kind":"Name","value":"compared"}}]}}]}}]}}]} as unknown as DocumentNode<TendersQuery, TendersQueryVariables>;
export const TenderPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TenderPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tender"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenderCard"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LotDemands"}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compared"}},{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"needsData"}},{"kind":"Field","name":{"kind":"Name","value":"engine"}},{"kind":"Field","name":{"kind":"Name","value":"referenceEdition"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"ruledOut"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"top"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MatchRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nearMisses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MatchRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relaxations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RelaxationRow"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenderCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tender"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buyer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demo"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"needsData"}},{"kind":"Field","name":{"kind":"Name","value":"compared"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LotDemands"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Lot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"technologies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mandatory"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"standards"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MatchRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Match"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listingId"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"listing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"mandatory"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RelaxationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Relaxation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]} as unknown as DocumentNode<TenderPageQuery, TenderPageQueryVariables>;
export const DemandsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Demands"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"domain"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Domain"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archivedDemands"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"domain"},"value":{"kind":"Variable","name":{"kind":"Name","value":"domain"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"buyer"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lacks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DemandsQuery, DemandsQueryVariables>;
export const DemandPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DemandPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"top"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archivedDemand"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"buyer"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"regionText"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lacks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"need"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LotDemands"}},{"kind":"Field","name":{"kind":"Name","value":"preview"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"top"},"value":{"kind":"Variable","name":{"kind":"Name","value":"top"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"engine"}},{"kind":"Field","name":{"kind":"Name","value":"referenceEdition"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"compared"}},{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"needsData"}},{"kind":"Field","name":{"kind":"Name","value":"ruledOut"}},{"kind":"Field","name":{"kind":"Name","value":"top"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MatchRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nearMisses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MatchRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relaxations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RelaxationRow"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LotDemands"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Lot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"technologies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mandatory"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"standards"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MatchRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Match"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listingId"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"listing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"mandatory"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RelaxationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Relaxation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]} as unknown as DocumentNode<DemandPageQuery, DemandPageQueryVariables>;
export const TenderFeedbackDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TenderFeedback"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tender"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"feedback"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FeedbackRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FeedbackRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DraftFeedback"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"suppliers"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"excludes"}},{"kind":"Field","name":{"kind":"Name","value":"fitsWithout"}},{"kind":"Field","name":{"kind":"Name","value":"emptiesMarket"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tailoring"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}}]} as unknown as DocumentNode<TenderFeedbackQuery, TenderFeedbackQueryVariables>;
export const DemandFeedbackDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DemandFeedback"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archivedDemand"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"need"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feedback"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FeedbackRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FeedbackRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DraftFeedback"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"suppliers"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requirement"}},{"kind":"Field","name":{"kind":"Name","value":"excludes"}},{"kind":"Field","name":{"kind":"Name","value":"fitsWithout"}},{"kind":"Field","name":{"kind":"Name","value":"emptiesMarket"}},{"kind":"Field","name":{"kind":"Name","value":"says"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tailoring"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"says"}}]}}]}}]} as unknown as DocumentNode<DemandFeedbackQuery, DemandFeedbackQueryVariables>;