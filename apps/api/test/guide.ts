import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Something of the guide that can be sent, and what the guide shows as the answer. */
export interface GuideStep {
  /** The first words, to name it by. */
  readonly title: string;
  readonly query: string;
  readonly variables: Json | null;
  /** Shortened where it says `…`; null where no answer is shown. */
  readonly shown: Json | null;
}

const GUIDE = join(__dirname, '../../../docs/api-guide.md');
const LEFT_OUT = '…';

/**
 * The operations of docs/api-guide.md in their order. Blocks of JSON after operations are variables, or, with `data` at
 * the top, their answers, one for each.
 */
export function guideSteps(): { readonly givenOn: string; readonly steps: readonly GuideStep[] } {
  const text = readFileSync(GUIDE, 'utf8');
  const givenOn = /given by the demonstration .*? on (\d{4}-\d\d-\d\d)/.exec(text)?.[1];
  if (givenOn === undefined) throw new Error('the guide does not say on which day its answers were given');
  const groups: { operations: string[]; variables: Json[]; answers: Json[] }[] = [];
  for (const [, language, body = ''] of text.matchAll(/```(graphql|json)\n([\s\S]*?)```/g)) {
    const parts = topLevel(body);
    if (language === 'graphql') {
      groups.push({ operations: parts, variables: [], answers: [] });
      continue;
    }
    const group = groups.at(-1);
    if (!group) throw new Error(`JSON before any operation: ${body.slice(0, 80)}`);
    for (const one of parts.map(read)) {
      if (one === null || typeof one !== 'object' || 'errors' in one) continue;
      if ('data' in one) group.answers.push(one['data'] as Json);
      else group.variables.push(one);
    }
  }
  const steps = groups.flatMap(({ operations, variables, answers }) =>
    operations.map((query, index): GuideStep => {
      const title = query.replace(/\s+/g, ' ').slice(0, 60);
      // Of several operations only those that declare variables take them, in turn.
      const takes = (operation: string) => /^(query|mutation)[^({]*\(/.test(operation);
      const turn = operations.slice(0, index).filter(takes).length;
      return {
        title,
        query,
        variables: takes(query) ? (variables[turn] ?? null) : null,
        shown: answers[index] ?? null,
      };
    }),
  );
  return { givenOn, steps };
}

/** The stretches between a brace and the one that closes it, with the words before. */
function topLevel(text: string): string[] {
  const parts: string[] = [];
  let [depth, from, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"' && text[at - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if (sign === '{' || sign === '(') depth += 1;
    if (sign === '}' || sign === ')') depth -= 1;
    if (sign === '}' && depth === 0) {
      parts.push(text.slice(from, at + 1).trim());
      from = at + 1;
    }
  }
  if (depth !== 0 || text.slice(from).trim() !== '') throw new Error(`cannot be taken apart: ${text.slice(0, 200)}`);
  return parts;
}

/** JSON in which `…` may stand for elements of a list, or for members of an object. */
function read(text: string): Json {
  const inside: string[] = [];
  const json = text.replace(/"(?:[^"\\]|\\.)*"|[[\]{}…]/g, (found) => {
    if (found === '[' || found === '{') inside.push(found);
    if (found === ']' || found === '}') inside.pop();
    if (found !== LEFT_OUT) return found;
    return inside.at(-1) === '{' ? `"${LEFT_OUT}": true` : `"${LEFT_OUT}"`;
  });
  try {
    return JSON.parse(json) as Json;
  } catch (fault) {
    throw new Error(`no JSON (${String(fault)}): ${json}`, { cause: fault });
  }
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Variables with `…` filled in from those of the same name before. */
export function filled(given: Json, before: ReadonlyMap<string, Json>, name = ''): Json {
  if (Array.isArray(given)) return given.map((one) => filled(one, before, name));
  if (!isObject(given)) return given;
  const { [LEFT_OUT]: more, ...own } = given;
  const kept = before.get(name);
  if (more !== undefined && !isObject(kept)) throw new Error(`nothing above is called ${name}`);
  const members = Object.entries(own).map(([key, value]) => [key, filled(value, before, key)]);
  return { ...(more === undefined ? {} : (kept as object)), ...Object.fromEntries(members) } as Json;
}

/** Every object of some variables, by its name, for what is left out further down. */
export function named(given: Json, into: Map<string, Json>): void {
  if (Array.isArray(given)) given.forEach((one) => named(one, into));
  else if (isObject(given))
    for (const [key, value] of Object.entries(given)) {
      if (isObject(value)) into.set(key, value);
      named(value, into);
    }
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Time-ordered ids of this product, cut short in the guide. */
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Moves instants and days of the variables by as many days as have passed since the answers were given. */
export function moved(given: Json, days: number): Json {
  if (typeof given === 'string') {
    if (!INSTANT.test(given) && !DAY.test(given)) return given;
    const iso = new Date(Date.parse(given) + days * 86_400_000).toISOString();
    return DAY.test(given) ? iso.slice(0, 10) : iso;
  }
  if (Array.isArray(given)) return given.map((one) => moved(one, days));
  if (!isObject(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, moved(value, days)]));
}

/** What differs by nature from one run to the next. */
const VOLATILE = ['base64', 'secret', 'prefix', 'refreshToken', 'accessToken', 'digest', 'kept', 'referenceEdition'];
const TIMES = /\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d|\d{4}-\d\d-\d\d/g;

/**
 * Where the answer is not what the guide shows, one line each. Ids, instants, tokens and digests need only be of their
 * kind; an id of the guide is put to the one that came in `ids`.
 */
export function differences(shown: Json, actual: Json | undefined, ids: Map<string, string>, path = 'data'): string[] {
  const differs = [`${path}: the guide shows ${JSON.stringify(shown)}, the answer was ${JSON.stringify(actual)}`];
  if (typeof shown === 'string') {
    if (typeof actual !== 'string') return differs;
    if (ID.test(shown) && ID.test(actual)) {
      ids.set(shown, actual);
      return [];
    }
    for (const kind of [INSTANT, DAY]) if (kind.test(shown)) return kind.test(actual) ? [] : differs;
    if (VOLATILE.includes(path.split('.').at(-1) ?? '')) return actual === '' ? differs : [];
    const parts = shown.replace(TIMES, LEFT_OUT).split(LEFT_OUT);
    const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
    return new RegExp(`^${pattern}$`, 's').test(actual) ? [] : differs;
  }
  if (Array.isArray(shown)) {
    if (!Array.isArray(actual)) return differs;
    const cut = shown.indexOf(LEFT_OUT);
    if (cut < 0 && shown.length !== actual.length) return differs;
    const [head, tail] = cut < 0 ? [shown, []] : [shown.slice(0, cut), shown.slice(cut + 1)];
    if (head.length + tail.length > actual.length) return differs;
    const offset = actual.length - tail.length;
    return [
      ...head.flatMap((one, at) => differences(one, actual[at], ids, `${path}[${at}]`)),
      ...tail.flatMap((one, at) => differences(one, actual[offset + at], ids, `${path}[${offset + at}]`)),
    ];
  }
  if (!isObject(shown)) return shown === actual ? [] : differs;
  if (!isObject(actual)) return differs;
  const { [LEFT_OUT]: more, ...own } = shown;
  const unknown = more === undefined ? Object.keys(actual).filter((key) => !(key in own)) : [];
  return [
    ...unknown.map((key) => `${path}.${key}: not in the guide, the answer was ${JSON.stringify(actual[key])}`),
    ...Object.entries(own).flatMap(([key, value]) => differences(value, actual[key], ids, `${path}.${key}`)),
  ];
}
