import {
  ATTACHMENT_KINDS,
  LISTING_KINDS,
  PROCUREMENT_METHODS,
  TRACKS,
  type ListingContent,
  type TenderContent,
} from '@huanpei/domain';
import { BASES, DOMAINS, SCORE_TERMS } from '@huanpei/matching';
import { heldThings, parameters, regions, standards, taxonomy, units } from '@huanpei/reference';
import * as fc from 'fast-check';

const pick = <T>(list: readonly T[]) => fc.constantFrom(...list);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const PARAMETERS = parameters().measured.map(({ code }) => code);
const METRICS = parameters().metrics.map(({ code }) => code);
const TECHNOLOGIES = taxonomy().list.map(({ code }) => code);
const REGIONS = [
  ...regions()
    .list.map(({ code }) => code)
    .filter((_, index) => index % 40 === 0),
  '*',
];

/** Texts of the kinds that spreadsheets get wrong. */
const HOSTILE = [
  '=1+1',
  '+86 10 6655',
  '-5',
  '@SUM(A1)',
  "'quoted",
  "'=already",
  "''",
  ' blank before',
  'blank behind ',
  '\tTab',
  '1,234',
  '1e5',
  '0012',
  'true',
  '2024-01-05',
  '_x0041_',
  '_x000D_',
  'a"b',
  'a;b,c\td',
  'two\nlines',
  '\n',
  '<&>"\'',
  '-',
  '无',
  '未检出',
  '≤50',
  '😀 表情',
  'NULL',
  'ㅤ',
];
/** No control signs, and of line breaks only LF: the rest is not a text that people write, and XML cannot hold it. */
const text = (maxLength = 40) =>
  fc.oneof(
    pick(HOSTILE),
    fc
      .string({ unit: 'binary', minLength: 1, maxLength })
      .map((one) => one.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff\u007f-\u009f]/gu, 'x')),
  );
const name = fc
  .record({ zh: maybe(text()), en: maybe(text()) }, { requiredKeys: [] })
  .map(stated)
  .filter(({ zh, en }) => Boolean(zh?.trim() ?? en?.trim()));
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString());
const figure = fc
  .oneof(
    fc.integer({ min: -1000, max: 100_000 }),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.double({ min: 0, max: 1e-6, noNaN: true }),
  )
  .map((one) => (Object.is(one, -0) ? 0 : one));
const unit = fc.oneof(pick(units().list.map((one) => one.unit)), pick(['FNU', 'mg/l', '毫克/升', 'NTU ']));

/** Without keys that are undefined: what is absent is not stated. */
function stated<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Conditions in every form in which they may be kept: the engine's, people's, and neither's. */
const condition = fc
  .record({
    name: fc.oneof(
      pick([...PARAMETERS, 'capacity', 'operating_temp', 'Water Temperature', 'water', '水温', '流量', 'CO', '风速']),
    ),
    low: fc.option(pick(['-5 <=', '10 <', '1.50≤', '3']), { nil: '' }),
    sign: pick(['<', '<=', '>', '>=', '=', '＜', '≤', '']),
    high: pick(['12', '25.0', '1e3', '.5', '+7', '高']),
    unit: fc.oneof(fc.constant(''), unit, pick(['℃', '°C', ' degC', 'furlong', "'"])),
    blank: pick(['', ' ']),
  })
  .map(({ name: of, low, sign, high, unit: inUnit, blank }) => [low, of, sign, high, inUnit].join(blank));

const statement = (metric: fc.Arbitrary<string>) =>
  fc
    .record({
      metric,
      parameter: maybe(pick(PARAMETERS)),
      unit,
      condition: maybe(
        fc.oneof(
          text().filter((one) => one.trim() !== ''),
          condition,
        ),
      ),
      figures: fc.oneof(
        fc.record({ op: pick(['=', '<=', '<', '>=', '>']), value: figure }),
        fc.tuple(figure, figure).map(([a, b]) => ({ op: 'range', value: Math.min(a, b), valueMax: Math.max(a, b) })),
        fc.record({ op: fc.constant('not_detectable'), value: maybe(figure) }),
      ),
    })
    .map(({ figures, ...rest }) => stated({ ...rest, ...stated(figures) }));

const price = fc.record({
  // Fifteen digits are what a figure of a spreadsheet keeps.
  amountMinor: fc.integer({ min: 0, max: 999_999_999_999_999 }),
  currency: pick(['CNY', 'USD', 'JPY', 'KWD']),
});

/** Any listing that the API would take, as far as its shape goes. */
export const arbitraryListing: fc.Arbitrary<ListingContent> = fc
  .record({
    kind: pick(LISTING_KINDS),
    name,
    summary: maybe(name),
    domain: pick(DOMAINS),
    technologies: fc.array(pick(TECHNOLOGIES), { maxLength: 4 }),
    scenarios: maybe(fc.array(pick(TECHNOLOGIES), { maxLength: 3 })),
    facts: fc.array(
      fc
        .tuple(
          statement(pick(METRICS)),
          fc.record({
            basis: maybe(pick(BASES)),
            note: maybe(text().filter((one) => one.trim() !== '')),
            attachmentId: maybe(pick(['a1', '007'])),
          }),
        )
        .map(([one, more]) => stated({ ...one, ...more })),
      { maxLength: 5 },
    ),
    modular: maybe(fc.boolean()),
    maxUnits: maybe(fc.integer({ min: 1, max: 1_000_000 })),
    certificates: maybe(
      fc.array(
        fc
          .record({ scheme: pick(heldThings().certificates.map(({ code }) => code)), validUntil: maybe(day) })
          .map(stated),
        { maxLength: 3 },
      ),
    ),
    services: maybe(fc.array(pick(heldThings().services), { maxLength: 3 })),
    regions: maybe(fc.array(pick(REGIONS), { maxLength: 4 })),
    price: maybe(fc.tuple(price, pick(['unit', 'm3/d', '台', 't/h'])).map(([one, per]) => ({ ...one, per }))),
    leadDays: maybe(fc.double({ min: 0, max: 1e6, noNaN: true }).map((one) => (Object.is(one, -0) ? 0 : one))),
    attachments: maybe(
      fc.array(
        fc
          .record({
            id: text(10).filter((one) => one.trim() !== ''),
            kind: pick(ATTACHMENT_KINDS),
            title: text().filter((one) => one.trim() !== ''),
            issuer: maybe(text().filter((one) => one.trim() !== '')),
            number: maybe(pick(['0012', '2024-118', '=A1'])),
            issuedOn: maybe(day),
            validUntil: maybe(day),
            url: maybe(fc.webUrl()),
          })
          .map(stated),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    sources: maybe(
      fc.array(fc.record({ title: text().filter((one) => one.trim() !== ''), url: maybe(fc.webUrl()) }).map(stated), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
  })
  .map((content) => stated(content) as unknown as ListingContent);

const LEVELS = standards().list.flatMap(({ code, levels }) => levels.map((level) => ({ code, level: level.code })));
const textsOf = ({ code, level }: { readonly code: string; readonly level: string }) =>
  standards()
    .limits(code, level)
    .flatMap(({ condition, scope }) => [condition, scope])
    .filter((one): one is string => one !== null && !one.includes('\n'));

const citation = pick(LEVELS).chain((cited) => {
  const texts = textsOf(cited);
  const lines = texts.length === 0 ? fc.constant(undefined) : maybe(fc.array(pick(texts), { maxLength: 3 }));
  return fc
    .record({ parameters: maybe(fc.array(pick(PARAMETERS), { maxLength: 3 })), where: lines, whereNot: lines })
    .map((more) => stated({ ...cited, ...more }));
});

const requirement = fc
  .tuple(
    fc.record({
      id: text(10).filter((one) => one.trim() !== ''),
      group: maybe(text(5).filter((one) => one.trim() !== '')),
      mandatory: fc.boolean(),
      weight: maybe(fc.integer({ min: 0, max: 100 })),
      minimumBasis: maybe(pick(BASES)),
    }),
    fc.oneof(
      statement(pick(METRICS)) as fc.Arbitrary<object>,
      fc.record({ certificate: pick(heldThings().certificates.map(({ code }) => code)) }),
      fc.record({ honour: pick(heldThings().honours.map(({ code }) => code)) }),
      fc.record({ service: pick(heldThings().services) }),
      fc.record({ region: pick(REGIONS.filter((code) => code !== '*')) }),
      fc.record({ leadDays: fc.integer({ min: 0, max: 1000 }) }),
      fc
        .record({
          amount: fc.integer({ min: 0, max: 1e12 }).map((one) => one / 1e4),
          currency: pick(['CNY', 'EUR']),
          per: maybe(pick(['unit', 'm3/d'])),
        })
        .map((one) => ({ price: stated(one) })),
    ),
  )
  .map(([base, kind]) => stated({ ...base, ...kind }));

const lot = fc
  .record({
    title: name,
    domain: pick(DOMAINS),
    technologies: maybe(fc.array(pick(TECHNOLOGIES), { maxLength: 3 })),
    scenario: maybe(pick(TECHNOLOGIES)),
    region: maybe(pick(REGIONS.filter((code) => code !== '*'))),
    minimumBasis: maybe(pick(BASES)),
    weights: maybe(
      fc.dictionary(
        pick(SCORE_TERMS),
        fc.double({ min: 0, max: 100, noNaN: true }).map((one) => (Object.is(one, -0) ? 0 : one)),
        { noNullPrototype: true },
      ),
    ),
    duty: maybe(fc.array(statement(pick(['capacity', 'inlet', 'operating_temp'])), { minLength: 1, maxLength: 3 })),
    requirements: maybe(fc.array(requirement, { minLength: 1, maxLength: 4 })),
    standards: maybe(fc.array(citation, { minLength: 1, maxLength: 2 })),
  })
  .map(({ title, ...need }) => ({ title, need: stated(need) }));

/** Any tender that the API would take, as far as its shape goes. */
export const arbitraryTender: fc.Arbitrary<TenderContent> = fc
  .record({
    title: name,
    summary: maybe(name),
    track: pick(TRACKS),
    method: pick(PROCUREMENT_METHODS),
    region: fc.option(pick(REGIONS.filter((code) => code !== '*'))),
    budget: fc.option(price),
    documentsUntil: fc.option(instant),
    deadline: fc.option(instant),
    lots: fc.array(lot, { maxLength: 3 }).map((lots) => lots.map((one, index) => ({ id: `${index + 1}`, ...one }))),
  })
  .map((content) => stated(content) as unknown as TenderContent);
