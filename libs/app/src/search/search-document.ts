import type { Listing, ListingContent, Organisation, Tender } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import { labels, taxonomy } from '@huanpei/reference';
import type { SearchDocument } from '../ports/search-index';

const LANGUAGES = ['zh', 'en'] as const;

/** The words by which a published listing is found: its own, and the names of what it speaks of in both languages. */
export function documentOfListing(listing: Listing, content: ListingContent, supplier: Organisation): SearchDocument {
  const words = (language: 'zh' | 'en') => {
    const label = labels(language);
    return [
      content.summary?.[language],
      supplier.name[language],
      ...content.technologies.map((code) => label.technology(code)),
      ...content.facts.flatMap((fact) => [
        label.metric(fact.metric),
        fact.parameter === undefined ? undefined : label.parameter(fact.parameter),
      ]),
      ...(content.certificates ?? []).map((certificate) => label.scheme(certificate.scheme)),
    ];
  };
  return document('LISTING', listing.id, listing.revision, content.domain, content.name, words, content.technologies);
}

/** The same for a tender: its lots, their parameters and the standards they cite. */
export function documentOfTender(tender: Tender): SearchDocument {
  const { content } = tender;
  const needs = content.lots.map((lot) => lot.need);
  const technologies = needs.flatMap((need) => need.technologies ?? []);
  const words = (language: 'zh' | 'en') => {
    const label = labels(language);
    const parameters = needs.flatMap((need) => [
      ...(need.duty ?? []).map((fact) => fact.parameter),
      ...(need.requirements ?? []).map((requirement) =>
        'parameter' in requirement ? requirement.parameter : undefined,
      ),
    ]);
    return [
      content.summary?.[language],
      ...content.lots.map((lot) => lot.title[language]),
      ...technologies.map((code) => label.technology(code)),
      ...parameters.map((code) => (code === undefined ? undefined : label.parameter(code))),
      ...needs.flatMap((need) =>
        (need.standards ?? []).map(({ code, level }) => `${code} ${label.standard(code)} ${label.level(code, level)}`),
      ),
    ];
  };
  return document('TENDER', tender.id, tender.revision, needs[0]?.domain ?? 'x', content.title, words, technologies);
}

function document(
  kind: SearchDocument['kind'],
  id: string,
  revision: number,
  domain: Domain,
  title: { readonly zh?: string; readonly en?: string },
  words: (language: 'zh' | 'en') => readonly (string | undefined)[],
  technologies: readonly string[],
): SearchDocument {
  const [zh, en] = LANGUAGES.map((language) =>
    [...new Set(words(language).filter((word) => word !== undefined && word !== ''))].join(' '),
  );
  return {
    kind,
    id,
    revision,
    codes: [],
    facets: { domain: [domain] },
    figures: [],
    title: { zh: title.zh ?? '', en: title.en ?? '' },
    words: { zh: zh ?? '', en: en ?? '' },
    technologies: [...new Set(technologies.flatMap((code) => [code, ...taxonomy().ancestors(code)]))],
  };
}
