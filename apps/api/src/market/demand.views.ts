import type { ArchivedDemand, Language } from '@huanpei/domain';
import { labels } from '@huanpei/reference';
import { moneyObject } from '../graphql/common.objects';
import { coded } from '../reference/reference.views';
import { lotView } from '../tender/tender.views';
import type { DemandObject } from './demand.objects';

export function demandView(demand: ArchivedDemand, language: Language): DemandObject {
  const label = labels(language);
  const { id: _id, name: _name, asOf: _asOf, ...need } = demand.need;
  return {
    ...demand,
    technologies: demand.technologies.map((code) => coded(code, label.technology)),
    stage: label.stage(demand.stage),
    budget: demand.budget && moneyObject(demand.budget),
    need: lotView({ id: '1', title: demand.title, need }, null, language),
    lacks: demand.lacks.map((code) => ({ code, says: label.lack(code) })),
  };
}
