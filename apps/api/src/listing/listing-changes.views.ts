import {
  listingChanges,
  type Attachment,
  type Figure,
  type Item,
  type Language,
  type ListingChange,
  type ListingContent,
  type ListingSection,
  type Price,
} from '@huanpei/domain';
import { CHOICES, sheetByCode, type ChoiceKind } from '@huanpei/exchange';
import { statement } from '@huanpei/matching';
import { labels, type Labels } from '@huanpei/reference';
import { moneyObject } from '../graphql/common.objects';
import { coded } from '../reference/reference.views';
import type { ListingChangeObject } from './listing-changes.objects';

/** Which sheet and column names a section, as people know it from spreadsheets. */
const NAMED: Readonly<Record<Exclude<ListingSection, 'GENERAL'>, readonly [sheet: string, column?: string]>> = {
  TECHNOLOGIES: ['LISTINGS', 'technologies'],
  SCENARIOS: ['LISTINGS', 'scenarios'],
  FACTS: ['FACTS'],
  CERTIFICATES: ['LISTINGS', 'certificates'],
  SERVICES: ['LISTINGS', 'services'],
  REGIONS: ['LISTINGS', 'regions'],
  ATTACHMENTS: ['ATTACHMENTS'],
  SOURCES: ['SOURCES'],
};

/** Fields that no column is called like. */
const FIELDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  figure: { zh: '指标值', en: 'Figure' },
  price: { zh: '价格', en: 'Price' },
  scheme: { zh: '认证', en: 'Certificate' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  STATED: { zh: '是否说明', en: 'Whether stated' },
};

/** What one content changes in another, as people read it. */
export function changesView(
  before: ListingContent,
  after: ListingContent,
  language: Language,
): readonly ListingChangeObject[] {
  const attachments = [...(before.attachments ?? []), ...(after.attachments ?? [])];
  const says = new Says(language, labels(language), attachments);
  return listingChanges(before, after).map((change) => says.view(change));
}

class Says {
  constructor(
    private readonly language: Language,
    private readonly label: Labels,
    private readonly attachments: readonly Attachment[],
  ) {}

  view(change: ListingChange): ListingChangeObject {
    const { kind, section, field, item, before, after } = change;
    const { metric, parameter, condition } = (section === 'FACTS' ? (item ?? {}) : {}) as Readonly<
      Record<'metric' | 'parameter' | 'condition', string | undefined>
    >;
    const value = (given: unknown): string | null =>
      given === null ? null : field === null ? this.whole(section, given as Item) : this.value(section, field, given);
    return {
      kind,
      section,
      sectionLabel: this.sectionLabel(section),
      subject: item && this.subject(section, item),
      metric: metric === undefined ? null : coded(metric, this.label.metric),
      parameter: parameter === undefined ? null : coded(parameter, this.label.parameter),
      condition: condition ?? null,
      field,
      fieldLabel: field && this.fieldLabel(section, field),
      before: value(before),
      after: value(after),
      figureBefore: figureIn(field, before),
      figureAfter: figureIn(field, after),
    };
  }

  private sectionLabel(section: ListingSection): string {
    if (section === 'GENERAL') return this.language === 'zh' ? '基本信息' : 'General';
    const [sheet, column] = NAMED[section];
    const layout = sheetByCode(sheet);
    return (layout.columns.find(({ code }) => code === column) ?? layout)[this.language];
  }

  private fieldLabel(section: ListingSection, field: string): string {
    const sheet = sheetByCode(section === 'GENERAL' ? 'LISTINGS' : NAMED[section][0]);
    const named = FIELDS[field] ?? sheet.columns.find(({ code }) => code === field);
    return named?.[this.language] ?? field;
  }

  /** Which thing of the list it is. */
  private subject(section: ListingSection, item: Item): string {
    const text = (field: string): string => String(item[field] ?? '');
    switch (section) {
      case 'FACTS': {
        const of = item['parameter'] === undefined ? [] : [this.label.parameter(text('parameter'))];
        const when = item['condition'] === undefined ? [] : [this.label.condition(text('condition'))];
        return [...of, this.label.metric(text('metric')), ...when].join(' · ');
      }
      case 'TECHNOLOGIES':
      case 'SCENARIOS':
        return this.label.technology(text('code'));
      case 'SERVICES':
        return this.label.service(text('code'));
      case 'REGIONS':
        return this.label.region(text('code'));
      case 'CERTIFICATES':
        return this.label.certificate(text('scheme'));
      case 'ATTACHMENTS':
      case 'SOURCES':
        return text('title');
      case 'GENERAL':
        throw new Error('what a listing says of itself is no list');
    }
  }

  /** All of a thing that was added or removed. */
  private whole(section: ListingSection, item: Item): string {
    const comma = this.language === 'zh' ? '，' : ', ';
    switch (section) {
      case 'FACTS':
        return [
          this.value(section, 'figure', item['figure']),
          this.value(section, 'basis', item['basis']),
          ...(item['note'] === undefined ? [] : [String(item['note'])]),
        ]
          .filter((part) => part !== '')
          .join(comma);
      case 'CERTIFICATES':
        return item['validUntil'] === undefined
          ? this.subject(section, item)
          : `${this.subject(section, item)}${comma}${this.fieldLabel(section, 'validUntil')} ${String(item['validUntil'])}`;
      case 'ATTACHMENTS':
        return `${this.value(section, 'kind', item['kind'])}${comma}${String(item['title'])}`;
      case 'SOURCES':
        return [item['title'], item['url']].filter((part) => part !== undefined).join(' ');
      default:
        return this.subject(section, item);
    }
  }

  private value(section: ListingSection, field: string, value: unknown): string {
    switch (field) {
      case 'figure':
        return statement({ metric: '', ...(value as Figure) }, this.language, this.label);
      case 'basis':
        return this.label.basis(String(value));
      case 'kind':
        return this.choice(section === 'GENERAL' ? 'listingKind' : 'attachmentKind', String(value));
      case 'domain':
        return this.label.domain(String(value));
      case 'price': {
        const { per, ...money } = value as Price;
        const { display } = moneyObject(money);
        return per === 'unit' ? display : `${display} / ${this.label.unit(per)}`;
      }
      case 'attachmentId':
        return this.attachments.find(({ id }) => id === value)?.title ?? String(value);
      default:
        return typeof value === 'boolean' ? this.choice('flag', String(value)) : String(value);
    }
  }

  private choice(of: ChoiceKind, code: string): string {
    return CHOICES[of].find((one) => one.code === code)?.[this.language] ?? code;
  }
}

const figureIn = (field: string | null, given: unknown): Figure | null =>
  given === null ? null : field === 'figure' ? (given as Figure) : field === null ? figureOf(given as Item) : null;

const figureOf = ({ figure }: Item): Figure | null => (figure === undefined ? null : (figure as Figure));
