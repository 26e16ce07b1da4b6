import {
  citationKey,
  emptyLot,
  type Draft,
  type DraftCitation,
  type DraftDuty,
  type DraftLot,
  type DraftRequirement,
} from './draft';
import type { Figure } from '../fields/figure';

type TenderChanges = Partial<Omit<Draft, 'lots'>>;
export type LotChanges = Partial<Omit<DraftLot, 'id' | 'duty' | 'requirements' | 'standards'>>;

/** Parts of a lot that come from a paragraph, a template or a standard. */
export interface Parts extends LotChanges {
  readonly duty?: readonly DraftDuty[];
  readonly requirements?: readonly DraftRequirement[];
  readonly standards?: readonly DraftCitation[];
}

export type Edit =
  | { readonly type: 'SET_TENDER'; readonly changes: TenderChanges }
  | { readonly type: 'SET_LOT'; readonly lot: string; readonly changes: LotChanges }
  /** The whole draft, as it came out of two. */
  | { readonly type: 'PUT'; readonly draft: Draft }
  | { readonly type: 'ADD_LOT'; readonly copyOf?: string }
  | { readonly type: 'REMOVE_LOT'; readonly lot: string }
  | { readonly type: 'ADD_DUTY'; readonly lot: string; readonly duty: Omit<DraftDuty, 'key'> }
  | { readonly type: 'SET_DUTY'; readonly lot: string; readonly duty: DraftDuty }
  | { readonly type: 'REMOVE_DUTY'; readonly lot: string; readonly key: string }
  | { readonly type: 'ADD_REQUIREMENT'; readonly lot: string; readonly requirement: Omit<DraftRequirement, 'id'> }
  | { readonly type: 'SET_REQUIREMENT'; readonly lot: string; readonly requirement: DraftRequirement }
  | { readonly type: 'REMOVE_REQUIREMENT'; readonly lot: string; readonly id: string }
  | { readonly type: 'REMOVE_BLANK'; readonly lot: string; readonly of: 'duty' | 'requirements' }
  | { readonly type: 'RELAX'; readonly lot: string; readonly id: string; readonly from: number; readonly to: number }
  | { readonly type: 'PUT_CITATION'; readonly lot: string; readonly citation: DraftCitation; readonly instead?: string }
  | { readonly type: 'REMOVE_CITATION'; readonly lot: string; readonly key: string }
  | { readonly type: 'MERGE'; readonly lot: string; readonly parts: Parts };
export type DraftAction =
  Edit | { readonly type: 'UNDO' } | { readonly type: 'REDO' } | { readonly type: 'RESET'; readonly draft: Draft };

export interface DraftState {
  readonly past: readonly Draft[];
  readonly present: Draft;
  readonly future: readonly Draft[];
  /** What was changed last; the same again is one step back, so that a word typed is undone as a word. */
  readonly touched: string | undefined;
}

/** How many steps back there are. */
const MOST_STEPS = 100;

export const begin = (draft: Draft): DraftState => ({ past: [], present: draft, future: [], touched: undefined });

/** The draft and all that was done to it. Pure; whoever calls it brings every value. */
export function reduce(state: DraftState, action: DraftAction): DraftState {
  switch (action.type) {
    case 'RESET':
      return begin(action.draft);
    case 'UNDO': {
      const before = state.past.at(-1);
      if (!before) return state;
      return {
        past: state.past.slice(0, -1),
        present: before,
        future: [state.present, ...state.future],
        touched: undefined,
      };
    }
    case 'REDO': {
      const [after, ...later] = state.future;
      if (!after) return state;
      return { past: [...state.past, state.present], present: after, future: later, touched: undefined };
    }
    default: {
      const present = edited(state.present, action);
      if (present === state.present) return state;
      const touched = touchedBy(action);
      const same = touched !== undefined && touched === state.touched;
      const past = same ? state.past : [...state.past, state.present].slice(-MOST_STEPS);
      return { past, present, future: [], touched };
    }
  }
}

/** The one text that an edit types at; other edits are steps of their own. */
function touchedBy(edit: Edit): string | undefined {
  if (edit.type !== 'SET_TENDER' && edit.type !== 'SET_LOT') return undefined;
  const names = Object.keys(edit.changes);
  const typed = names.length === 1 && ['title', 'summary'].includes(names[0] ?? '');
  return typed ? `${edit.type === 'SET_LOT' ? edit.lot : ''}/${names[0]}` : undefined;
}

function edited(draft: Draft, edit: Edit): Draft {
  switch (edit.type) {
    case 'SET_TENDER':
      return { ...draft, ...edit.changes };
    case 'PUT':
      return edit.draft;
    case 'ADD_LOT': {
      const id = freeId(
        draft.lots.map((lot) => lot.id),
        '',
      );
      const copied = draft.lots.find((lot) => lot.id === edit.copyOf);
      const lot = copied ? { ...copied, id } : emptyLot(id, draft.lots.at(-1)?.domain ?? 'water');
      return { ...draft, lots: [...draft.lots, lot] };
    }
    case 'REMOVE_LOT':
      return draft.lots.length > 1 ? { ...draft, lots: draft.lots.filter(({ id }) => id !== edit.lot) } : draft;
    default:
      return { ...draft, lots: draft.lots.map((lot) => (lot.id === edit.lot ? editedLot(lot, edit) : lot)) };
  }
}

type LotEdit = Exclude<Edit, { readonly type: 'SET_TENDER' | 'PUT' | 'ADD_LOT' | 'REMOVE_LOT' }>;

function editedLot(lot: DraftLot, edit: LotEdit): DraftLot {
  switch (edit.type) {
    case 'SET_LOT':
      return { ...lot, ...edit.changes };
    case 'ADD_DUTY':
      return {
        ...lot,
        duty: [
          ...lot.duty,
          {
            ...edit.duty,
            key: freeId(
              lot.duty.map(({ key }) => key),
              'd',
            ),
          },
        ],
      };
    case 'SET_DUTY':
      return { ...lot, duty: lot.duty.map((one) => (one.key === edit.duty.key ? edit.duty : one)) };
    case 'REMOVE_DUTY':
      return { ...lot, duty: lot.duty.filter(({ key }) => key !== edit.key) };
    case 'ADD_REQUIREMENT': {
      const id = freeId(
        lot.requirements.map((one) => one.id),
        'r',
      );
      return { ...lot, requirements: [...lot.requirements, { ...edit.requirement, id }] };
    }
    case 'SET_REQUIREMENT':
      return {
        ...lot,
        requirements: lot.requirements.map((one) => (one.id === edit.requirement.id ? edit.requirement : one)),
      };
    case 'REMOVE_REQUIREMENT':
      return { ...lot, requirements: lot.requirements.filter(({ id }) => id !== edit.id) };
    case 'REMOVE_BLANK':
      return edit.of === 'duty'
        ? { ...lot, duty: lot.duty.filter(({ figure }) => !isBlank(figure)) }
        : { ...lot, requirements: lot.requirements.filter((one) => !isBlankDemand(one)) };
    case 'RELAX':
      return {
        ...lot,
        requirements: lot.requirements.map((one) => (one.id === edit.id ? relaxed(one, edit.from, edit.to) : one)),
      };
    case 'PUT_CITATION': {
      const key = edit.instead ?? citationKey(edit.citation);
      const there = lot.standards.some((one) => citationKey(one) === key);
      const standards = there
        ? lot.standards.map((one) => (citationKey(one) === key ? edit.citation : one))
        : [...lot.standards, edit.citation];
      return { ...lot, standards };
    }
    case 'REMOVE_CITATION':
      return { ...lot, standards: lot.standards.filter((one) => citationKey(one) !== edit.key) };
    case 'MERGE':
      return merged(lot, edit.parts);
  }
}

/** Nothing was typed yet; what could not be read is not nothing. */
export const isBlank = ({ op, value, valueMax, unread }: Figure): boolean =>
  op !== 'NOT_DETECTABLE' && value === undefined && valueMax === undefined && unread === undefined;

export const isBlankDemand = ({ demand }: DraftRequirement): boolean =>
  demand.kind === 'FIGURE' && isBlank(demand.figure);

/** The requirement with another number where `from` stood: the end of a range, the price, the days. */
export function relaxed(requirement: DraftRequirement, from: number, to: number): DraftRequirement {
  const { demand } = requirement;
  switch (demand.kind) {
    case 'FIGURE': {
      const { figure } = demand;
      const end = figure.op === 'RANGE' && figure.valueMax === from ? 'valueMax' : 'value';
      return { ...requirement, demand: { ...demand, figure: { ...figure, [end]: to } } };
    }
    case 'LEAD_DAYS':
      return { ...requirement, demand: { ...demand, days: to } };
    case 'PRICE': {
      if (!demand.price || from === 0) return requirement;
      // The API speaks of money in major units; what stands here is in minor ones.
      const minor = Math.ceil((demand.price.amountMinor / from) * to);
      return { ...requirement, demand: { ...demand, price: { ...demand.price, amountMinor: minor } } };
    }
    case 'CERTIFICATE':
    case 'HONOUR':
    case 'SERVICE':
    case 'REGION':
      return requirement;
  }
}

const dutySubject = ({ metric, parameter }: Pick<DraftDuty, 'metric' | 'parameter'>): string =>
  `${metric}/${parameter ?? ''}`;

/** What of a lot a paragraph or a template brings: figures replace those of the same thing, demands are added. */
function merged(
  lot: DraftLot,
  { duty = [], requirements = [], standards = [], technologies, ...changes }: Parts,
): DraftLot {
  const keys = lot.duty.map(({ key }) => key);
  let all = [...lot.duty];
  for (const one of duty) {
    const there = all.find((known) => dutySubject(known) === dutySubject(one));
    // An empty line of a template takes no figure away.
    if (there && one.figure.value === undefined) continue;
    if (there) {
      all = all.map((known) => (known === there ? { ...one, key: known.key } : known));
      continue;
    }
    const key = freeId(keys, 'd');
    keys.push(key);
    all.push({ ...one, key });
  }
  const ids = lot.requirements.map(({ id }) => id);
  const added = requirements.map((one) => {
    const id = ids.includes(one.id) ? freeId(ids, 'r') : one.id;
    ids.push(id);
    return { ...one, id };
  });
  const cited = new Set(standards.map(citationKey));
  return {
    ...lot,
    ...changes,
    technologies: technologies ? [...new Set([...lot.technologies, ...technologies])] : lot.technologies,
    duty: all,
    requirements: [...lot.requirements, ...added],
    standards: [...lot.standards.filter((one) => !cited.has(citationKey(one))), ...standards],
  };
}

/** The first of `1`, `2` … behind the prefix that is not taken. */
function freeId(taken: readonly string[], prefix: string): string {
  for (let number = taken.length + 1; ; number += 1) {
    const id = `${prefix}${number}`;
    if (!taken.includes(id)) return id;
  }
}
