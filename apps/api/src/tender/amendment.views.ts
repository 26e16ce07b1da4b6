import type { TenderAmendment } from '@huanpei/app';
import {
  shanghaiMinute,
  tenderChanges,
  type Language,
  type Lot,
  type TenderChange,
  type TenderContent,
  type TenderPart,
} from '@huanpei/domain';
import { SCORE_TERM_NAMES, type Citation, type Name, type Requirement, type ScoreTerm } from '@huanpei/matching';
import { labels, type Labels } from '@huanpei/reference';
import { moneyObject } from '../graphql/common.objects';
import type { TenderAmendmentObject, TenderChangeObject } from './amendment.objects';
import { citationView, dutyView, requirementView } from './tender.views';

const PARTS: Readonly<Record<TenderPart, Readonly<Record<Language, string>>>> = {
  TITLE: { zh: '项目名称', en: 'Title' },
  SUMMARY: { zh: '项目概况', en: 'Summary' },
  REGION: { zh: '地区', en: 'Region' },
  BUDGET: { zh: '预算', en: 'Budget' },
  DOCUMENTS_UNTIL: { zh: '文件提供截止', en: 'Documents until' },
  DEADLINE: { zh: '投标截止', en: 'Bid deadline' },
  LOT: { zh: '标段', en: 'Lot' },
  LOT_TITLE: { zh: '标段名称', en: 'Title of the lot' },
  DOMAIN: { zh: '领域', en: 'Medium' },
  TECHNOLOGY: { zh: '技术', en: 'Technology' },
  SCENARIO: { zh: '应用场景', en: 'Scenario' },
  LOT_REGION: { zh: '标段地区', en: 'Region of the lot' },
  DUTY: { zh: '工况', en: 'Duty' },
  STANDARD: { zh: '引用标准', en: 'Standard' },
  REQUIREMENT: { zh: '要求', en: 'Requirement' },
  MINIMUM_BASIS: { zh: '最低数据依据', en: 'Least evidence' },
  WEIGHTS: { zh: '评分权重', en: 'Weights of the score' },
};

/** What an amendment changed, as people read it. */
export function amendmentView(
  { revision, at, reason, before, after }: TenderAmendment,
  language: Language,
): TenderAmendmentObject {
  return { revision, at, reason, changes: tenderChangesView(before, after, language) };
}

/** What one content of a tender changes in another, as people read it. */
export function tenderChangesView(
  before: TenderContent,
  after: TenderContent,
  language: Language,
): readonly TenderChangeObject[] {
  const says = new Says(language, labels(language));
  return tenderChanges(before, after).map((change) => says.view(change));
}

class Says {
  private readonly comma: string;

  constructor(
    private readonly language: Language,
    private readonly label: Labels,
  ) {
    this.comma = language === 'zh' ? '，' : ', ';
  }

  view(change: TenderChange): TenderChangeObject {
    const { kind, part, lotId } = change;
    const [before, after] = this.ends(change);
    return { kind, part, partLabel: PARTS[part][this.language], lotId, before, after };
  }

  private ends(change: TenderChange): readonly [before: string | null, after: string | null] {
    switch (change.part) {
      case 'TITLE':
      case 'SUMMARY':
      case 'LOT_TITLE':
        return both(change, (name) => this.name(name));
      case 'REGION':
      case 'LOT_REGION':
        return both(change, this.label.region);
      case 'BUDGET':
        return both(change, (money) => moneyObject(money).display);
      case 'DOCUMENTS_UNTIL':
      case 'DEADLINE':
        return both(change, (instant) => shanghaiMinute(new Date(instant)));
      case 'LOT':
        return both(change, (lot) => this.lot(lot));
      case 'DOMAIN':
        return both(change, this.label.domain);
      case 'TECHNOLOGY':
      case 'SCENARIO':
        return both(change, this.label.technology);
      case 'DUTY':
        return both(change, (fact) => dutyView(fact, this.language, this.label).says);
      case 'STANDARD':
        return both(change, (citation) => this.citation(citation));
      case 'REQUIREMENT':
        return both(change, (requirement) => this.requirement(requirement));
      case 'MINIMUM_BASIS':
        return both(change, this.label.basis);
      case 'WEIGHTS':
        return both(change, (weights) =>
          Object.entries(weights)
            .map(([term, weight]) => `${SCORE_TERM_NAMES[term as ScoreTerm][this.language]} ${weight}`)
            .join(this.comma),
        );
    }
  }

  /** In both languages where it has both: an amendment may change one of them alone. */
  private name({ zh, en }: Name): string {
    return (this.language === 'zh' ? [zh, en] : [en, zh]).filter(Boolean).join(' / ');
  }

  private lot({ title, need }: Lot): string {
    const demands = [
      ...(need.duty ?? []).map((fact) => dutyView(fact, this.language, this.label).says),
      ...(need.standards ?? []).map((citation) => this.citation(citation)),
      ...(need.requirements ?? []).map((requirement) => this.requirement(requirement)),
    ];
    return [this.name(title), ...demands].filter((part) => part !== '').join(this.language === 'zh' ? '；' : '; ');
  }

  /** With all that makes it strict: who reads only the figure would miss that it became mandatory. */
  private requirement(requirement: Requirement): string {
    const { mandatory, weight = 1, minimumBasis } = requirement;
    const zh = this.language === 'zh';
    return [
      `${mandatory ? '★' : '▲'} ${requirementView(requirement, this.language, this.label).says}`,
      ...(minimumBasis === undefined
        ? []
        : [`${zh ? '依据至少为' : 'proven at least by '}${this.label.basis(minimumBasis)}`]),
      ...(weight === 1 ? [] : [`${zh ? '权重' : 'weight'} ${weight}`]),
      ...('group' in requirement && requirement.group !== undefined
        ? [`${zh ? '可替代组' : 'alternatives'} ${requirement.group}`]
        : []),
    ].join(this.comma);
  }

  private citation(citation: Citation): string {
    const { says, whereLabels, whereNotLabels } = citationView(citation, this.language, this.label);
    const zh = this.language === 'zh';
    return [
      says,
      ...whereLabels.map((text) => `${zh ? '适用' : 'where '}${text}`),
      ...whereNotLabels.map((text) => `${zh ? '不适用' : 'not where '}${text}`),
    ].join(this.comma);
  }
}

function both<T>(
  { before, after }: { readonly before: T | null; readonly after: T | null },
  says: (value: T) => string,
): readonly [string | null, string | null] {
  return [before === null ? null : says(before), after === null ? null : says(after)];
}
