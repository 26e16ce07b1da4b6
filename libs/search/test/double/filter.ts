import { Fault, type Row } from './fault';

/** A document's values by path, as Meilisearch flattens them: `{ a: { b: [1] } }` has `a`, `a.b` with the value 1. */
export type Flat = ReadonlyMap<string, readonly (string | number | boolean | null)[]>;

export function flattened(row: Row): Flat {
  const flat = new Map<string, (string | number | boolean | null)[]>();
  const put = (path: string, value: unknown): void => {
    const known = flat.get(path) ?? [];
    flat.set(path, known);
    if (Array.isArray(value)) {
      for (const one of value) put(path, one);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) put(`${path}.${name}`, inner);
    } else {
      known.push(value as string | number | boolean | null);
    }
  };
  for (const [name, value] of Object.entries(row)) put(name, value);
  return flat;
}

export type Filter = string | readonly (string | readonly string[])[];
type Test = (flat: Flat) => boolean;

/**
 * The filter expression grammar of Meilisearch (crates/filter-parser): AND, OR, NOT, parentheses, IN, EXISTS, IS NULL,
 * IS EMPTY, TO and the comparisons; strings compare without regard to case. Geographic and experimental operators are
 * not known here. An array is the AND of its members, an array in it the OR of its own.
 */
export function testOf(filter: Filter | undefined | null, filterable: readonly string[], code: string): Test {
  if (filter === undefined || filter === null) return () => true;
  if (typeof filter === 'string')
    return filter.trim() === '' ? () => true : new Parser(filter, filterable, code).parse();
  const all = filter.map((one): Test => {
    if (typeof one === 'string') return testOf(one, filterable, code);
    const any = one.map((inner) => testOf(inner, filterable, code));
    return (flat) => any.some((test) => test(flat));
  });
  return (flat) => all.every((test) => test(flat));
}

/** Whether the attribute, or one it lies beneath, is among them. */
export function isFilterable(attribute: string, filterable: readonly string[]): boolean {
  return filterable.some((one) => one === '*' || attribute === one || attribute.startsWith(`${one}.`));
}

const KEYWORDS = new Set(
  'AND OR IN NOT TO EXISTS IS NULL EMPTY CONTAINS STARTS WITH _geoRadius _geoBoundingBox'.split(' '),
);
const MAX_DEPTH = 200;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly filterable: readonly string[],
    private readonly code: string,
  ) {}

  parse(): Test {
    const test = this.or();
    this.blanks();
    if (this.at < this.text.length) throw this.fault(`Found unexpected characters at the end of the filter`);
    return test;
  }

  private or(): Test {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw this.fault('The filter exceeded the maximum depth limit.');
    const any = [this.and()];
    while (this.word('OR')) any.push(this.and());
    this.depth -= 1;
    return any.length === 1 ? any[0]! : (flat) => any.some((test) => test(flat));
  }

  private and(): Test {
    const all = [this.not()];
    while (this.word('AND')) all.push(this.not());
    return all.length === 1 ? all[0]! : (flat) => all.every((test) => test(flat));
  }

  private not(): Test {
    if (!this.word('NOT')) return this.primary();
    const test = this.not();
    return (flat) => !test(flat);
  }

  private primary(): Test {
    this.blanks();
    if (this.text[this.at] === '(') {
      this.at += 1;
      const test = this.or();
      this.blanks();
      if (this.text[this.at] !== ')') throw this.fault('Expression is missing the closing delimiter `)`');
      this.at += 1;
      return test;
    }
    return this.condition(this.attribute());
  }

  private condition(attribute: string): Test {
    if (this.word('EXISTS')) return (flat) => flat.has(attribute);
    if (this.word('NOT')) {
      if (this.word('EXISTS')) return (flat) => !flat.has(attribute);
      if (!this.word('IN')) throw this.fault('Was expecting an operation after `NOT`');
      const within = this.within(attribute);
      return (flat) => !within(flat);
    }
    if (this.word('IN')) return this.within(attribute);
    if (this.word('IS')) {
      const no = this.word('NOT');
      const asked = this.word('NULL') ? isNull : this.word('EMPTY') ? isEmpty : undefined;
      if (!asked) throw this.fault('Was expecting `NULL` or `EMPTY` after `IS`');
      return (flat) => asked(flat.get(attribute)) !== no;
    }
    this.blanks();
    const operator = /^(!=|>=|<=|=|>|<)/.exec(this.text.slice(this.at))?.[0];
    if (operator === undefined) {
      const low = this.number();
      if (!this.word('TO'))
        throw this.fault('Was expecting an operation `=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `TO`, `EXISTS`');
      const high = this.number();
      return (flat) => numbers(flat.get(attribute)).some((value) => value >= low && value <= high);
    }
    this.at += operator.length;
    if (operator === '=' || operator === '!=') {
      const wanted = this.value();
      const equal: Test = (flat) => (flat.get(attribute) ?? []).some((value) => equals(value, wanted));
      return operator === '=' ? equal : (flat) => !equal(flat);
    }
    const bound = this.number();
    const holds = {
      '>': (value: number) => value > bound,
      '>=': (value: number) => value >= bound,
      '<': (value: number) => value < bound,
      '<=': (value: number) => value <= bound,
    }[operator]!;
    return (flat) => numbers(flat.get(attribute)).some(holds);
  }

  private within(attribute: string): Test {
    this.blanks();
    if (this.text[this.at] !== '[') throw this.fault('Expected `[` after `IN` keyword.');
    this.at += 1;
    const wanted: string[] = [];
    for (;;) {
      this.blanks();
      if (this.text[this.at] === ']') break;
      wanted.push(this.value());
      this.blanks();
      if (this.text[this.at] === ',') this.at += 1;
      else if (this.text[this.at] !== ']')
        throw this.fault('Expected only comma-separated field names inside `IN[..]`');
    }
    this.at += 1;
    const texts = new Set(wanted.map(folded));
    const figures = new Set(wanted.map(Number).filter(Number.isFinite));
    return (flat) =>
      (flat.get(attribute) ?? []).some((value) =>
        typeof value === 'number' ? figures.has(value) : value !== null && texts.has(folded(String(value))),
      );
  }

  private attribute(): string {
    const name = this.value();
    if (isFilterable(name, this.filterable)) return name;
    const known = this.filterable.length === 0 ? 'This index does not have configured filterable attributes.' : '';
    throw new Fault(400, this.code, `Attribute \`${name}\` is not filterable. ${known}`);
  }

  private number(): number {
    const text = this.value();
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) throw this.fault(`Was expecting a number but found \`${text}\``);
    return value;
  }

  private value(): string {
    this.blanks();
    const quote = this.text[this.at];
    if (quote === '"' || quote === "'") {
      let value = '';
      for (let at = this.at + 1; at < this.text.length; at += 1) {
        const unit = this.text[at]!;
        if (unit === quote) {
          this.at = at + 1;
          return value;
        }
        // A backslash spells the next character out; of letters Meilisearch knows more than are needed here.
        if (unit === '\\') {
          at += 1;
          const next = this.text[at];
          if (next !== '\\' && next !== quote) throw this.fault('Malformed value: unknown escape');
          value += next;
        } else value += unit;
      }
      throw this.fault(`Expression is missing the following closing delimiter: \`${quote}\`.`);
    }
    const word = /^[\p{L}\p{N}_.-]+/u.exec(this.text.slice(this.at))?.[0];
    if (word === undefined || KEYWORDS.has(word)) throw this.fault('Was expecting a value');
    this.at += word.length;
    return word;
  }

  private word(wanted: string): boolean {
    this.blanks();
    if (/^[\p{L}\p{N}_.-]+/u.exec(this.text.slice(this.at))?.[0] !== wanted) return false;
    this.at += wanted.length;
    return true;
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private fault(message: string): Fault {
    return new Fault(400, this.code, `${message} ${this.at}:${this.text.length} ${this.text.slice(0, 200)}`);
  }
}

type Values = readonly (string | number | boolean | null)[] | undefined;

const isNull = (values: Values): boolean =>
  values !== undefined && values.length > 0 && values.every((one) => one === null);
const isEmpty = (values: Values): boolean => values !== undefined && values.every((one) => one === '');
const numbers = (values: Values): readonly number[] => (values ?? []).filter((one) => typeof one === 'number');

function equals(value: string | number | boolean | null, wanted: string): boolean {
  if (value === null) return false;
  return typeof value === 'number'
    ? wanted.trim() !== '' && value === Number(wanted)
    : folded(String(value)) === folded(wanted);
}

/** Meilisearch compares the values of filters and facets in lower case and compatibility form. */
export function folded(text: string): string {
  return text.normalize('NFKD').toLowerCase();
}
