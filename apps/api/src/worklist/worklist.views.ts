import type { ListingPreview } from '@huanpei/app';
import type { Language, RevisionEffect, WorkDemand, WorkItem } from '@huanpei/domain';
import { limitOf, subjectOf, type Asked } from '@huanpei/matching';
import { labels, type Labels } from '@huanpei/reference';
import type { ApiContext } from '../graphql/context';
import { moneyObject, type CodedObject } from '../graphql/common.objects';
import { completenessOf, contentOf } from '../listing/listing.content';
import { findingView } from '../match/match.views';
import { coded, completenessView } from '../reference/reference.views';
import type {
  ListingPreviewObject,
  RevisionEffectObject,
  WorklistItemObject,
  WorklistTenderObject,
} from './worklist.objects';
import { effectSays, workSays } from './worklist.sentence';

/** How many lots a preview names. */
const MOST_LOTS = 20;
/** How much a preview names that is not stated. */
const MOST_UNSTATED = 10;
/** How many lots an effect names. */
const MOST_CHANGES = 50;

/** An item with its lots, which are resolved beside it. */
export interface ItemOfWorklist extends WorklistItemObject {
  readonly item: WorkItem;
}

export async function itemView(item: WorkItem, { loaders, language }: ApiContext): Promise<ItemOfWorklist> {
  const label = labels(language);
  const listing = await loaders.listing.load(item.listingId);
  const { asked } = item;
  return {
    id: item.key,
    kind: item.kind,
    listing: listing ?? null,
    listingId: item.listingId,
    subject: subjectOf(asked, language, label),
    ...figureOf(asked, label),
    unit: asked.kind === 'NUMERIC' ? asked.demand.unit : null,
    held: heldOf(asked, label),
    needed: limitOf(asked, language, label) || null,
    enough: item.enough,
    basis: item.basis,
    unlocks: item.unlocks.length,
    fittedAlready: item.fittedAlready,
    worth: item.worth.map(moneyObject),
    worthAtMost: item.worthAtMost,
    withoutBudget: item.withoutBudget,
    amongOthers: item.amongOthers.length,
    says: workSays(item, listing ? contentOf(listing).name : {}, language),
    item,
  };
}

/** What a figure is said of; nothing of what is no figure. */
function figureOf(asked: Asked, label: Labels): Pick<WorklistItemObject, 'metric' | 'parameter'> {
  const figure = asked.kind === 'NUMERIC' ? asked.demand : undefined;
  return {
    metric: figure ? coded(figure.metric, label.metric) : null,
    parameter: figure?.parameter === undefined ? null : coded(figure.parameter, label.parameter),
  };
}

function heldOf(asked: Asked, label: Labels): CodedObject | null {
  switch (asked.kind) {
    case 'CERTIFICATE':
      return coded(asked.code, label.certificate);
    case 'HONOUR':
      return coded(asked.code, label.honour);
    case 'SERVICE':
      return coded(asked.code, label.service);
    case 'REGION':
      return coded(asked.code, label.region);
    case 'NUMERIC':
    case 'LEAD_DAYS':
    case 'PRICE':
    case 'STANDARD':
    case 'GROUP':
      return null;
  }
}

export async function demandView(
  { tenderId, lotId, deadline, asked, alone, others, fitsAlready, finding }: WorkDemand,
  { loaders, language }: ApiContext,
): Promise<WorklistTenderObject> {
  return {
    tender: (await loaders.tender.load(tenderId)) ?? null,
    tenderId,
    lotId,
    deadline,
    limit: limitOf(asked, language, labels(language)) || null,
    alone,
    others,
    fitsAlready,
    finding: findingView(finding, language),
  };
}

export async function effectView(
  effect: RevisionEffect,
  { loaders, language }: { readonly loaders: ApiContext['loaders']; readonly language: Language },
): Promise<RevisionEffectObject> {
  const { becomeFits, becomeRuledOut, unchanged, worthAtMost, withoutBudget } = effect;
  const changes = effect.changes.slice(0, MOST_CHANGES);
  const tenders = await Promise.all(changes.map(({ tenderId }) => loaders.tender.load(tenderId)));
  return {
    becomeFits,
    becomeRuledOut,
    unchanged,
    worth: effect.worth.map(moneyObject),
    worthAtMost,
    withoutBudget,
    changes: changes.map(({ obstacle, ...change }, index) => ({
      ...change,
      tender: tenders[index] ?? null,
      obstacle: obstacle && findingView(obstacle, language),
    })),
    says: effectSays(effect, language),
  };
}

export async function previewView(
  { content, effect, standings, unstated }: ListingPreview,
  context: ApiContext,
): Promise<ListingPreviewObject> {
  const { loaders, language } = context;
  const closest = standings.slice(0, MOST_LOTS);
  const tenders = await Promise.all(closest.map(({ tenderId }) => loaders.tender.load(tenderId)));
  return {
    completeness: completenessView(completenessOf(content), language, labels(language)),
    effect: await effectView(effect, context),
    compared: standings.length,
    lots: closest.map(({ tenderId, lotId, match }, index) => ({
      tender: tenders[index] ?? null,
      tenderId,
      lotId,
      outcome: match.outcome,
      score: match.score,
      findings: match.findings.map((finding) => findingView(finding, language)),
    })),
    unstated: unstated.slice(0, MOST_UNSTATED).map(({ asked, lots }) => ({
      subject: subjectOf(asked, language, labels(language)),
      ...figureOf(asked, labels(language)),
      lots,
    })),
  };
}
