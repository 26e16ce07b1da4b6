import {
  honoursHeld,
  offerOf,
  type Listing,
  type ListingContent,
  type Organisation,
  type Tender,
} from '@huanpei/domain';
import { heldThings, labels, parameters, catalogues, standards, type Language } from '@huanpei/reference';
import type { Facet, SearchDocument } from '../ports/search-index';
import {
  codesOfParameter,
  domainsOfMedia,
  parametersOfStandard,
  regionsAround,
  regionsServed,
  scenariosOf,
  withAncestors,
} from './facets';
import { figuresOf, instantFigure } from './figures';

/**
 * A published listing as it is found: by its own words, the names of what it speaks of in both languages, what its facts
 * are about and how sure they are, and its figures. Certificates, honours and reports count as they stand on `today`
 * (`YYYY-MM-DD` in Asia/Shanghai); a listing whose report or certificate lapses is indexed again.
 */
export function documentOfListing(
  listing: Listing,
  content: ListingContent,
  supplier: Organisation,
  today: string,
): SearchDocument {
  const offer = offerOf(listing.id, content, supplier, today);
  const { technologies, scenarios = [], services = [] } = content;
  const honours = offer.honours ?? [];
  const certificates = certificatesOn(content, today);
  const measured = content.facts.flatMap(({ parameter }) => parameter ?? []);
  const named = [...technologies, ...scenarios, ...services];
  return document({
    kind: 'LISTING',
    id: listing.id,
    revision: listing.revision,
    title: content.name,
    technologies: named,
    codes: [],
    facets: {
      domain: [content.domain],
      scenario: scenariosOf(scenarios, technologies),
      technology: withAncestors(technologies),
      parameter: measured,
      basis: offer.facts.map(({ basis }) => basis ?? 'GUARANTEED'),
      certificate: certificates,
      honour: honours,
      region: regionsServed(content.regions ?? []),
      catalogue: catalogues().of(technologies, honours),
    },
    figures: [...figuresOf(offer), ...instantFigure('published', listing.publishedAt)],
    words: (language) => {
      const label = labels(language);
      return [
        content.summary?.[language],
        supplier.name[language],
        ...withAncestors(named).map(label.technology),
        ...new Set(content.facts.map(({ metric }) => label.metric(metric))),
        ...measured.flatMap((code) => [label.parameter(code), ...codesOfParameter(code)]),
        ...[...certificates, ...honours].flatMap((code) => [label.scheme(code), code]),
      ];
    },
  });
}

/** A published tender: its lots, what they are about, the parameters they limit and the standards they cite. */
export function documentOfTender(tender: Tender): SearchDocument {
  const { content } = tender;
  const needs = content.lots.map((lot) => lot.need);
  const technologies = needs.flatMap((need) => need.technologies ?? []);
  const cited = needs.flatMap((need) => need.standards ?? []);
  const measured = [
    ...needs.flatMap((need) => [
      ...(need.duty ?? []).flatMap(({ parameter }) => parameter ?? []),
      ...(need.requirements ?? []).flatMap((one) => ('parameter' in one ? (one.parameter ?? []) : [])),
    ]),
    ...cited.flatMap(({ code, level, parameters: only }) => only ?? parametersOfStandard(code, level)),
  ];
  const places = [content.region, ...needs.map(({ region }) => region)].filter((code) => typeof code === 'string');
  return document({
    kind: 'TENDER',
    id: tender.id,
    revision: tender.revision,
    title: content.title,
    technologies,
    codes: [],
    facets: {
      domain: needs.map(({ domain }) => domain),
      scenario: scenariosOf(
        needs.flatMap(({ scenario }) => scenario ?? []),
        technologies,
      ),
      technology: withAncestors(technologies),
      parameter: measured,
      region: places.flatMap(regionsAround),
    },
    figures: [
      ...instantFigure('published', tender.publishedAt),
      // Of one that is closed no deadline is left to be met.
      ...instantFigure('deadline', tender.state === 'PUBLISHED' ? content.deadline : null),
    ],
    words: (language) => {
      const label = labels(language);
      return [
        content.summary?.[language],
        ...content.lots.map((lot) => lot.title[language]),
        ...withAncestors(technologies).map(label.technology),
        ...measured.flatMap((code) => [label.parameter(code), ...codesOfParameter(code)]),
        ...cited.map(({ code, level }) => `${code} ${label.standard(code)} ${label.level(code, level)}`),
        ...places.map(label.region),
      ];
    },
  });
}

/** How many listings' names a firm is found by; their technologies and parameters all count. */
const MOST_NAMES = 500;

/**
 * A verified supplier: its name and credit code, its honours, and what its listings on the market offer together. It has
 * no figures, since those belong to a product. `listings` are those on the market, `today` is as for a listing. The
 * revision is the firm's version; what changes with its listings overwrites at the same one.
 */
export function documentOfSupplier(
  organisation: Organisation,
  listings: readonly Listing[],
  today: string,
): SearchDocument {
  const contents = listings.flatMap(({ id, content }) =>
    content ? [{ content, offer: offerOf(id, content, organisation, today) }] : [],
  );
  const honours = honoursHeld(organisation, today);
  const technologies = contents.flatMap(({ content }) => content.technologies);
  const measured = contents.flatMap(({ content }) => content.facts.flatMap(({ parameter }) => parameter ?? []));
  const certificates = contents.flatMap(({ content }) => certificatesOn(content, today));
  const { creditCode, region, name } = organisation;
  return document({
    kind: 'SUPPLIER',
    id: organisation.id,
    revision: organisation.version,
    title: name,
    technologies,
    codes: creditCode === null ? [] : [creditCode],
    facets: {
      domain: contents.map(({ content }) => content.domain),
      scenario: scenariosOf(
        contents.flatMap(({ content }) => content.scenarios ?? []),
        technologies,
      ),
      technology: withAncestors(technologies),
      parameter: measured,
      basis: contents.flatMap(({ offer }) => offer.facts.map(({ basis }) => basis ?? 'GUARANTEED')),
      certificate: certificates,
      honour: honours,
      region: regionsServed(contents.flatMap(({ content }) => content.regions ?? [])),
      catalogue: catalogues().of(technologies, honours),
    },
    figures: [],
    words: (language) => {
      const label = labels(language);
      return [
        ...withAncestors(technologies).map(label.technology),
        ...[...new Set(certificates), ...honours].flatMap((code) => [label.scheme(code), code]),
        ...(region === null ? [] : [label.region(region)]),
        ...[...new Set(measured)].map(label.parameter),
        ...contents.slice(0, MOST_NAMES).map(({ content }) => content.name[language]),
      ];
    },
  });
}

/**
 * Every standard with what it limits, and every parameter and metric with its names. Their ids are their codes, and they
 * change only with the reference data, so all are of revision 1: putting them again overwrites.
 */
export function documentsOfReference(): readonly SearchDocument[] {
  return [
    ...standards().list.map(({ code }) => documentOfStandard(code)),
    ...parameters().list.map(({ code }) => documentOfParameter(code)),
  ];
}

function documentOfStandard(code: string): SearchDocument {
  const standard = standards().byCode(code);
  if (!standard) throw new Error(`no such standard: ${code}`);
  const limited = parametersOfStandard(code);
  return document({
    kind: 'STANDARD',
    id: code,
    revision: 1,
    title: standard,
    technologies: [],
    codes: [code],
    facets: {
      domain: domainsOfMedia([standard.medium]),
      parameter: limited,
      region: regionsAround(standard.jurisdiction),
    },
    figures: [],
    words: (language) => {
      const label = labels(language);
      return [
        ...standard.aliases,
        ...standard.levels.map((level) => level[language]),
        ...limited.flatMap((one) => [label.parameter(one), ...codesOfParameter(one)]),
        label.medium(standard.medium),
      ];
    },
  });
}

function documentOfParameter(code: string): SearchDocument {
  const parameter = parameters().byCode(code);
  if (!parameter) throw new Error(`no such parameter: ${code}`);
  return document({
    kind: 'PARAMETER',
    id: code,
    revision: 1,
    title: parameter,
    technologies: [],
    codes: codesOfParameter(code).filter((one) => one !== code),
    facets: { domain: domainsOfMedia(parameter.media), parameter: [code] },
    figures: [],
    words: (language) => {
      const label = labels(language);
      return [
        // Our own code is no way to cite it, and nobody is to be offered it.
        code,
        ...parameter.aliases,
        label.kind(parameter.kind),
        label.group(parameter.group),
        ...parameter.media.map(label.medium),
      ];
    },
  });
}

/** Certificates in date, those that are not known to the reference data left out. */
const certificatesOn = ({ certificates = [] }: ListingContent, today: string): readonly string[] =>
  certificates
    .filter(
      ({ scheme, validUntil }) => heldThings().byCode(scheme) && (validUntil === undefined || validUntil >= today),
    )
    .map(({ scheme }) => scheme);

function document({
  words,
  title,
  facets,
  technologies,
  ...rest
}: Omit<SearchDocument, 'words' | 'title' | 'facets'> & {
  readonly title: { readonly zh?: string; readonly en?: string };
  readonly facets: { readonly [F in Facet]?: readonly string[] };
  readonly words: (language: Language) => readonly (string | undefined)[];
}): SearchDocument {
  const inWords = (language: Language): string =>
    [...new Set(words(language).filter((word) => word !== undefined && word !== ''))].join(' ');
  return {
    ...rest,
    title: { zh: title.zh ?? '', en: title.en ?? '' },
    words: { zh: inWords('zh'), en: inWords('en') },
    technologies: withAncestors(technologies),
    facets: Object.fromEntries(
      Object.entries(facets).flatMap(([facet, values]) => (values.length > 0 ? [[facet, [...new Set(values)]]] : [])),
    ),
  };
}
