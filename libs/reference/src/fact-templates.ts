import { dataFile, once } from './data-file';
import { isStated, type Expectation, type StatedFact } from './expected-fact';
import type { Bilingual } from './source';
import { taxonomy } from './taxonomy';

export type Importance = 'ESSENTIAL' | 'RECOMMENDED';

/** A fact that offers of a technology should state. */
export interface ExpectedFact extends Expectation {
  readonly parameter?: string;
  readonly anyParameter?: true;
  /** Of which groups of parameters (parameters.json) "any" is one; left out, of all. */
  readonly among?: readonly string[];
  /** Units that are usual for it; others that convert are as good. */
  readonly units: readonly string[];
  readonly importance: Importance;
  /** Key of the file's `reasons`. */
  readonly reason: string;
  /** Real records of the technology that state it. */
  readonly records?: readonly string[];
}

/**
 * What a technology acts on, or is limited for, beside the facts that its listings are asked for. It says what kind of
 * equipment it is; completeness does not look at it.
 */
export interface ActsOn {
  readonly parameter?: string;
  /** A whole group of parameters (parameters.json) in place of one. */
  readonly group?: string;
  readonly importance: Importance;
  /** Where it comes from, one of these: real records that state it, a standard whose rows limit it, another source. */
  readonly records?: readonly string[];
  readonly standard?: string;
  readonly source?: Bilingual;
}

export interface TechnologyTemplate {
  /** Domain, scenario or technology; what is under it inherits. */
  readonly for: string;
  /** Metrics that are not inherited from above. */
  readonly without?: readonly string[];
  readonly source: Bilingual;
  readonly confidence: string;
  readonly facts: readonly ExpectedFact[];
  readonly actsOn?: readonly ActsOn[];
}

export interface FactTemplatesFile {
  readonly reasons: Readonly<Record<string, Bilingual>>;
  readonly templates: readonly TechnologyTemplate[];
}

/** An expected fact with why it is asked and which template asks it. */
export interface TemplateFact extends ExpectedFact {
  readonly why: Bilingual;
  readonly from: string;
}

/** What an offer of these technologies should state, most important first. */
export interface FactTemplate {
  readonly technologies: readonly string[];
  readonly facts: readonly TemplateFact[];
  readonly sources: readonly { readonly for: string; readonly source: Bilingual; readonly confidence: string }[];
}

export interface Completeness {
  readonly stated: number;
  readonly expected: number;
  readonly missing: readonly TemplateFact[];
  /** In [0, 1]; an essential fact counts twice. 1 when nothing is expected. */
  readonly share: number;
}

export const factTemplatesFile = dataFile<FactTemplatesFile>('fact-templates.json');

const byCode = once(() => new Map(factTemplatesFile().templates.map((template) => [template.for, template])));

/** The templates as they stand, each without what it inherits. */
export function factTemplates(): readonly TechnologyTemplate[] {
  return factTemplatesFile().templates;
}

/**
 * What offers of these technologies (or scenarios, or domains) should state. What stands nearer to the technology
 * overrides what is inherited; several technologies are joined. Unknown codes add nothing.
 */
export function templateFor(technologies: readonly string[]): FactTemplate {
  const joined = new Map<string, TemplateFact>();
  const sources = new Map<string, TechnologyTemplate>();
  for (const technology of technologies) {
    for (const fact of inherited(technology, sources).values()) {
      const known = joined.get(keyOf(fact));
      joined.set(keyOf(fact), known ? both(known, fact) : fact);
    }
  }
  const facts = [...joined.values()];
  return {
    technologies: [...technologies],
    facts: [
      ...facts.filter((fact) => fact.importance === 'ESSENTIAL'),
      ...facts.filter((fact) => fact.importance === 'RECOMMENDED'),
    ],
    sources: [...sources.values()].map(({ for: code, source, confidence }) => ({ for: code, source, confidence })),
  };
}

/** How much of a template the facts state. Pure. */
export function completeness(facts: readonly StatedFact[], template: Pick<FactTemplate, 'facts'>): Completeness {
  const missing = template.facts.filter((expected) => !isStated(expected, facts));
  const total = weigh(template.facts);
  return {
    stated: template.facts.length - missing.length,
    expected: template.facts.length,
    missing,
    share: total === 0 ? 1 : (total - weigh(missing)) / total,
  };
}

function weigh(facts: readonly ExpectedFact[]): number {
  return facts.reduce((sum, fact) => sum + (fact.importance === 'ESSENTIAL' ? 2 : 1), 0);
}

function inherited(technology: string, sources: Map<string, TechnologyTemplate>): Map<string, TemplateFact> {
  const found = new Map<string, TemplateFact>();
  const { reasons } = factTemplatesFile();
  for (const code of [...taxonomy().ancestors(technology)].reverse().concat(technology)) {
    const template = byCode().get(code);
    if (!template) continue;
    sources.set(code, template);
    for (const [key, fact] of found) if (template.without?.includes(fact.metric)) found.delete(key);
    for (const fact of template.facts) {
      const why = reasons[fact.reason];
      if (!why) throw new Error(`fact template ${code} gives the unknown reason ${fact.reason}`);
      found.set(keyOf(fact), { ...fact, why, from: code });
    }
  }
  return found;
}

function both(one: TemplateFact, other: TemplateFact): TemplateFact {
  return {
    ...(other.importance === 'ESSENTIAL' ? other : one),
    units: [...new Set([...one.units, ...other.units])],
  };
}

function keyOf(fact: ExpectedFact): string {
  return `${fact.metric}/${fact.anyParameter ? '*' : (fact.parameter ?? '')}`;
}
