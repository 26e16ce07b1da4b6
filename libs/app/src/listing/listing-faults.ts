import { toMajor, type ListingContent, type Refusal } from '@huanpei/domain';
import { faultsOfOffer, schemaFaults } from '@huanpei/exchange';
import { labels, taxonomy } from '@huanpei/reference';
import { belowLeast, outOfRange, unknownCode } from '../codes';
import { asRefusal, MOST, nameTooLong, notADay, notAnAddress, tooLong, tooMany } from '../text-faults';

/**
 * What is wrong with a listing as entered, draft or not: the shape of the exchange format, codes the reference data do
 * not know, texts too long, days that do not exist, proofs that are not there. Paths begin with `content`.
 */
export function listingFaults(content: ListingContent): readonly Refusal[] {
  const large = [
    ...tooMany(content.facts, MOST.items, 'content.facts'),
    ...tooMany(content.attachments, MOST.items, 'content.attachments'),
    ...tooMany(content.technologies, 20, 'content.technologies'),
    ...tooMany(content.scenarios, 20, 'content.scenarios'),
    ...tooMany(content.certificates, MOST.items, 'content.certificates'),
    ...tooMany(content.services, 50, 'content.services'),
    ...tooMany(content.regions, 500, 'content.regions'),
    ...tooMany(content.sources, 50, 'content.sources'),
  ];
  // Checked first, so that a hostile size costs nothing.
  if (large.length > 0) return large;
  const { kind: _kind, summary: _summary, attachments: _attachments, sources: _sources, price, ...offer } = content;
  const exchanged = { id: 'listing', ...offer, ...(price ? { price: { ...toMajor(price), per: price.per } } : {}) };
  return [
    ...schemaFaults('offer', exchanged, 'content').map(asRefusal),
    ...faultsOfOffer(content, 'content').map(asRefusal),
    ...senseFaults(content),
    ...nameTooLong(content.name, MOST.name, 'content.name'),
    ...nameTooLong(content.summary, MOST.summary, 'content.summary'),
    ...priceFaults(content),
    ...codeFaults(content),
    ...proofFaults(content),
    ...(content.sources ?? []).flatMap(({ title, url }, index) => [
      ...tooLong(title, MOST.line, `content.sources[${index}].title`),
      ...notAnAddress(url, `content.sources[${index}].url`),
    ]),
  ];
}

/** Figures that cannot be true, whatever the equipment. */
function senseFaults({ facts, technologies, domain }: ListingContent): readonly Refusal[] {
  const strange = facts.flatMap((fact, index): readonly Refusal[] => {
    const at = `content.facts[${index}]`;
    const figures = [fact.value, fact.valueMax].filter((figure) => figure !== undefined);
    const outside = (low: number, high: number) => figures.some((figure) => figure < low || figure > high);
    const needsParameter = ['inlet', 'outlet', 'removal_pct'].includes(fact.metric) && fact.parameter === undefined;
    const range = (expected: string): Refusal => ({
      code: 'INVALID',
      field: `${at}.value`,
      facts: outOfRange(figures, expected),
    });
    return [
      ...(needsParameter ? [{ code: 'REQUIRED' as const, field: `${at}.parameter` }] : []),
      ...(fact.metric === 'removal_pct' && fact.unit === '%'
        ? outside(0, 100)
          ? [range('0–100 %')]
          : []
        : belowLeast(fact, `${at}.value`)),
      ...(fact.parameter === 'ph' && ['inlet', 'outlet'].includes(fact.metric) && outside(0, 14)
        ? [range('0–14')]
        : []),
    ];
  });
  const foreign = technologies.flatMap((code, index): readonly Refusal[] => {
    const root = taxonomy().ancestors(code).at(-1) ?? code;
    const own = taxonomy().byCode(root)?.level === 'cross' ? 'x' : root;
    const known = taxonomy().byCode(code) !== undefined;
    if (!known || own === domain || own === 'x') return [];
    const [zh, en] = [labels('zh'), labels('en')];
    return [
      {
        code: 'INVALID',
        field: `content.technologies[${index}]`,
        facts: {
          given: code,
          zh: `“${zh.technology(code)}”属于领域“${zh.domain(own)}”，与所填的“${zh.domain(domain)}”不符，请改其中一项`,
          en: `"${en.technology(code)}" belongs to the domain "${en.domain(own)}", not to "${en.domain(domain)}"; change one of the two`,
        },
      },
    ];
  });
  return [...strange, ...foreign];
}

function priceFaults({ price }: ListingContent): readonly Refusal[] {
  if (!price || (Number.isSafeInteger(price.amountMinor) && price.amountMinor >= 0)) return [];
  return [{ code: 'INVALID', field: 'content.price.amountMinor', facts: { expected: '>= 0' } }];
}

function codeFaults(content: ListingContent): readonly Refusal[] {
  const all = (kind: 'technology', codes: readonly string[] | undefined, field: string) =>
    (codes ?? []).flatMap((code, index) => unknownCode(kind, code, `content.${field}[${index}]`));
  return [
    ...all('technology', content.technologies, 'technologies'),
    ...all('technology', content.scenarios, 'scenarios'),
    ...all('technology', content.services, 'services'),
    ...(content.regions ?? []).flatMap((code, index) =>
      code === '*' ? [] : unknownCode('region', code, `content.regions[${index}]`),
    ),
    ...content.facts.flatMap((fact, index) => [
      ...unknownCode('metric', fact.metric, `content.facts[${index}].metric`),
      ...unknownCode('parameter', fact.parameter, `content.facts[${index}].parameter`),
      ...tooLong(fact.note, MOST.summary, `content.facts[${index}].note`),
    ]),
    ...(content.certificates ?? []).flatMap((certificate, index) => [
      ...unknownCode('certificate', certificate.scheme, `content.certificates[${index}].scheme`),
      ...notADay(certificate.validUntil, `content.certificates[${index}].validUntil`),
    ]),
  ];
}

function proofFaults(content: ListingContent): readonly Refusal[] {
  const ids = new Set<string>();
  const attachments = (content.attachments ?? []).flatMap((attachment, index): Refusal[] => {
    const field = `content.attachments[${index}]`;
    const twice = ids.has(attachment.id);
    ids.add(attachment.id);
    return [
      ...(twice ? [{ code: 'DUPLICATE' as const, field: `${field}.id`, facts: { id: attachment.id } }] : []),
      ...(attachment.title.trim() === '' ? [{ code: 'REQUIRED' as const, field: `${field}.title` }] : []),
      ...tooLong(attachment.title, MOST.line, `${field}.title`),
      ...tooLong(attachment.issuer, MOST.line, `${field}.issuer`),
      ...tooLong(attachment.number, MOST.line, `${field}.number`),
      ...notADay(attachment.issuedOn, `${field}.issuedOn`),
      ...notADay(attachment.validUntil, `${field}.validUntil`),
      ...notAnAddress(attachment.url, `${field}.url`),
      ...(attachment.sha256 === undefined || /^[0-9a-f]{64}$/.test(attachment.sha256)
        ? []
        : [{ code: 'INVALID' as const, field: `${field}.sha256`, facts: { expected: 'SHA-256, hex' } }]),
    ];
  });
  const proofs = content.facts.flatMap(({ attachmentId }, index): Refusal[] =>
    attachmentId === undefined || ids.has(attachmentId)
      ? []
      : [
          {
            code: 'UNKNOWN_CODE',
            field: `content.facts[${index}].attachmentId`,
            facts: { kind: 'attachment', given: attachmentId },
          },
        ],
  );
  return [...attachments, ...proofs];
}
