import { SCORE_TERM_NAMES, type ExplainLabels } from '@huanpei/matching';
import { toMajor } from '@huanpei/domain';
import { showInstant } from '../../ui/format';
import type { Draft, DraftLot } from './draft';
import { sayDemand, sayDuty } from './says';
import type { Reference } from '../fields/reference';

/** A line of a tender as people read it: what it belongs to, and what it says. */
export interface Line {
  readonly of: string;
  readonly says: string;
}

/** How things are called that are no code of the reference data. */
export interface Words {
  readonly language: 'zh' | 'en';
  readonly labels: ExplainLabels;
  readonly reference: Reference;
  readonly name: (name: { readonly zh?: string | null; readonly en?: string | null } | undefined) => string;
  readonly lot: (id: string) => string;
  readonly or: string;
  readonly title: string;
  readonly summary: string;
  readonly region: string;
  readonly budget: string;
  readonly deadline: string;
  readonly documentsUntil: string;
  readonly duty: string;
  readonly standards: string;
  readonly requirements: string;
  readonly technologies: string;
  readonly scenario: string;
  readonly minimumBasis: string;
  readonly basis: (basis: string) => string;
  readonly weights: string;
  readonly empty: string;
}

export function sayRequirement(
  { mandatory, group, demand, minimumBasis, condition }: DraftLot['requirements'][number],
  words: Words,
): string {
  const said = sayDemand(demand, words.language, words.labels) ?? words.empty;
  const evidence = minimumBasis === undefined ? '' : ` · ${words.minimumBasis} ${words.basis(minimumBasis)}`;
  const when = condition === undefined ? '' : ` (${words.labels.condition(condition)})`;
  return `${mandatory ? '★' : '▲'} ${said}${when}${evidence}${group === undefined ? '' : ` · ${words.or} ${group}`}`;
}

export function sayCitation(
  { code, level, parameters, where, whereNot }: DraftLot['standards'][number],
  { labels }: Words,
): string {
  const only = parameters === undefined ? '' : ` · ${parameters.map(labels.parameter).join(' · ')}`;
  const holds = [
    ...where.map((text) => `✓ ${labels.condition(text)}`),
    ...whereNot.map((text) => `✗ ${labels.condition(text)}`),
  ].join(' · ');
  return `${code} ${labels.level(code, level)}${only}${holds === '' ? '' : ` · ${holds}`}`;
}

export function linesOfLot(lot: DraftLot, words: Words, several: boolean): readonly Line[] {
  const of = (part: string) => (several ? `${words.lot(lot.id)} · ${part}` : part);
  const line = (part: string, says: string | undefined): readonly Line[] => (says ? [{ of: of(part), says }] : []);
  return [
    ...(several ? line(words.title, words.name(lot.title)) : []),
    ...line(words.region, lot.region && words.labels.region(lot.region)),
    ...line(words.scenario, lot.scenario && words.name(words.reference.node(lot.scenario))),
    ...lot.technologies.flatMap((code) => line(words.technologies, words.name(words.reference.node(code)) || code)),
    ...line(words.minimumBasis, lot.minimumBasis && words.basis(lot.minimumBasis)),
    ...lot.duty.flatMap((duty) => line(words.duty, sayDuty(duty, words.language, words.labels))),
    ...lot.standards.flatMap((citation) => line(words.standards, sayCitation(citation, words))),
    ...lot.requirements.flatMap((requirement) => line(words.requirements, sayRequirement(requirement, words))),
    ...lot.weights.flatMap(({ term, weight }) =>
      line(words.weights, `${SCORE_TERM_NAMES[term][words.language]} ${weight}`),
    ),
  ];
}

/** All that a tender says, a line each. */
export function linesOf(draft: Draft, words: Words): readonly Line[] {
  const line = (of: string, says: string | undefined): readonly Line[] => (says ? [{ of, says }] : []);
  const time = (instant: string | undefined) => instant && showInstant(instant, words.language);
  const budget =
    draft.budget &&
    `${draft.budget.currency ?? 'CNY'} ${toMajor({ currency: 'CNY', ...draft.budget }).amount.toLocaleString('en-US')}`;
  return [
    ...line(words.title, words.name(draft.title)),
    ...line(words.summary, words.name(draft.summary)),
    ...line(words.region, draft.region && words.labels.region(draft.region)),
    ...line(words.budget, budget),
    ...line(words.deadline, time(draft.deadline)),
    ...line(words.documentsUntil, time(draft.documentsUntil)),
    ...draft.lots.flatMap((lot) => linesOfLot(lot, words, draft.lots.length > 1)),
  ];
}

export interface Change extends Line {
  readonly how: 'REMOVED' | 'ADDED';
}

/** What one draft says and the other does not, in the order of what is said. */
export function changesOf(before: readonly Line[], after: readonly Line[]): readonly Change[] {
  const key = ({ of, says }: Line) => `${of}\n${says}`;
  const [had, has] = [new Set(before.map(key)), new Set(after.map(key))];
  const removed = before.filter((one) => !has.has(key(one))).map((one) => ({ ...one, how: 'REMOVED' as const }));
  const added = after.filter((one) => !had.has(key(one))).map((one) => ({ ...one, how: 'ADDED' as const }));
  const parts = [...new Set([...removed, ...added].map(({ of }) => of))];
  return parts.flatMap((part) => [...removed, ...added].filter(({ of }) => of === part));
}
