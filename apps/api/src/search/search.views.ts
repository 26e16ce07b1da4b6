import { isAskedAbout, type AskedSort, type Facet, type SearchAnswer, type SearchFilter } from '@huanpei/app';
import type { Language, Listing } from '@huanpei/domain';
import { catalogues, labels, taxonomy } from '@huanpei/reference';
import { contentOf } from '../listing/listing.content';
import type { FactObject } from '../listing/listing.objects';
import { factView } from '../listing/listing.views';
import type { SearchFacetCountObject } from './search.objects';

const MOST_FACTS = 10;
/** Where nothing was asked about: enough to tell one listing from the next. */
const FEW_FACTS = 3;

/** How much it does comes before what it takes in. */
const turnOf = ({ metric, parameter }: { readonly metric: string; readonly parameter?: string }): number => {
  if (metric === 'capacity' && parameter === undefined) return 0;
  return metric === 'outlet' || metric === 'removal_pct' ? 1 : 2;
};

/** What a listing states of what was asked about; else a few of its figures. */
export function statedOf(
  listing: Listing,
  filter: SearchFilter,
  sort: AskedSort | undefined,
  today: string,
  language: Language,
): readonly FactObject[] {
  const { facts, attachments } = contentOf(listing);
  const asked = facts.filter((fact) => isAskedAbout(fact, filter, sort));
  const shown =
    asked.length > 0
      ? asked.slice(0, MOST_FACTS)
      : [...facts].sort((one, other) => turnOf(one) - turnOf(other)).slice(0, FEW_FACTS);
  return shown.map((fact) => factView(fact, attachments, today, language));
}

const NAMES: Readonly<Record<Facet, { readonly zh: string; readonly en: string }>> = {
  domain: { zh: '领域', en: 'Domain' },
  scenario: { zh: '应用场景', en: 'Scenario' },
  technology: { zh: '技术', en: 'Technology' },
  parameter: { zh: '参数', en: 'Parameter' },
  basis: { zh: '数据依据', en: 'Basis of evidence' },
  certificate: { zh: '认证', en: 'Certificate' },
  honour: { zh: '企业荣誉（属于企业，不证明产品）', en: 'Honour of the firm (no proof of a product)' },
  region: { zh: '地区（服务范围或项目所在地）', en: 'Region (served, or where the tender is)' },
  catalogue: { zh: '官方名录', en: 'Official catalogue' },
};

function labelOf(facet: Facet, code: string, language: Language): string {
  const label = labels(language);
  switch (facet) {
    case 'domain':
      return label.domain(code);
    case 'scenario':
    case 'technology':
      return label.technology(code);
    case 'parameter':
      return label.parameter(code);
    case 'basis':
      return label.basis(code);
    case 'certificate':
      return label.certificate(code);
    case 'honour':
      return language === 'zh' ? `${label.honour(code)}（企业）` : `${label.honour(code)} (of the firm)`;
    case 'region':
      return label.region(code);
    case 'catalogue':
      return catalogues().byCode(code)?.[language] ?? code;
  }
}

/** The counted facets with their names in both languages. */
export const facetsView = ({ facets }: Pick<SearchAnswer, 'facets'>): readonly SearchFacetCountObject[] =>
  facets.map(({ facet, values }) => ({
    facet,
    ...NAMES[facet],
    ...valuesOf(facet, values),
  }));

/** Domains and scenarios, which technologies are also found by, have facets of their own. */
function valuesOf(
  facet: Facet,
  counted: SearchAnswer['facets'][number]['values'],
): Pick<SearchFacetCountObject, 'valueCount' | 'all'> {
  const values =
    facet === 'technology'
      ? counted.filter(({ value }) => !['domain', 'scenario'].includes(taxonomy().byCode(value)?.level ?? ''))
      : counted;
  return {
    valueCount: values.length,
    all: values.map(({ value, count }) => ({
      code: value,
      zh: labelOf(facet, value, 'zh'),
      en: labelOf(facet, value, 'en'),
      count,
    })),
  };
}
