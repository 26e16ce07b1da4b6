import {
  byScore,
  evaluatePrepared,
  prepareNeed,
  type Domain,
  type Match,
  type MatchingReference,
  type MatchOutcome,
  type Need,
  type Offer,
} from '@huanpei/matching';
import { heldThings, taxonomy } from '@huanpei/reference';
import { Client } from 'pg';
import { copyIn } from './copy-in';
import type { Answer } from './naive';
import { Columns, Conditions, IRREGULAR, type Cell } from './postgres-columns';
import { rowQuery, type HeldColumns, type Spelling } from './postgres-sql';

/** How the offers lie in tables. */
export const LAYOUTS = [
  'table per technology',
  'wide table, B-tree',
  'wide table, GIN',
  'arrays, B-tree',
  'facts as rows',
] as const;
export type Layout = (typeof LAYOUTS)[number];

/** One way of answering: a layout, and whether Postgres may use a second process. */
export interface Plan {
  /** `by scope`: the table of the technology where a need names one, else the wide table. */
  readonly layout: Layout | 'by scope';
  readonly parallel: boolean;
}

export const planName = ({ layout, parallel }: Plan): string => `${layout}${parallel ? ', parallel' : ''}`;

interface Table {
  readonly name: string;
  readonly spelling: Spelling;
  /** Where the ends and flags come from when they are not columns of the table itself, for rows of a condition. */
  readonly pivot?: (columns: ReadonlySet<number>, where: string) => string;
  /** Codes by which the table is told apart beforehand; undefined where every row says its own. */
  readonly technology?: string;
}

interface DomainTables {
  readonly columns: Columns;
  readonly tables: ReadonlyMap<Layout, readonly Table[]>;
}

const DAY_MS = 86_400_000;
const FOREVER = 1_000_000;

const schemes = () => [...new Set(heldThings().certificates.map(({ code }) => code))];
const plain = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '_');

/** Offers in Postgres, in every layout that is asked for, and the queries that answer a need with exact counts. */
export class PostgresBench {
  private readonly domains = new Map<Domain, DomainTables>();
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly held: HeldColumns;
  private readonly honours = heldThings().honours.map(({ code }) => code);
  private readonly services = heldThings().services;
  private readonly pricePer: string[] = ['unit'];
  /** What loading each layout took, without what all of them share. */
  readonly loadedMs = new Map<Layout, number>();

  private constructor(
    private readonly client: Client,
    private readonly reference: MatchingReference,
  ) {
    this.numbers = new Map(taxonomy().list.map(({ code }, at) => [code, at + 1]));
    const bitOf = (codes: readonly string[]) => (code: string) => {
      const at = codes.indexOf(code);
      return at < 0 ? undefined : 2 ** at;
    };
    const known = new Set(schemes());
    this.held = {
      certificate: (scheme) => (known.has(scheme) ? `until_${plain(scheme)}` : undefined),
      honourBit: bitOf(this.honours),
      serviceBit: bitOf(this.services),
      pricePer: this.pricePer,
    };
  }

  static async load(
    url: string,
    offers: readonly Offer[],
    layouts: readonly Layout[],
    reference: MatchingReference,
  ): Promise<PostgresBench> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const bench = new PostgresBench(client, reference);
    await bench.fill(offers, layouts);
    return bench;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** Memory and processes as a database that has the machine to itself would use them. */
  async prepare({ parallel }: Plan): Promise<void> {
    await this.client.query(
      `set jit = off; set work_mem = '256MB'; set max_parallel_workers_per_gather = ${parallel ? 2 : 0};
       set parallel_setup_cost = ${parallel ? 100 : 1000}; set parallel_tuple_cost = ${parallel ? 0.01 : 0.1};
       set min_parallel_table_scan_size = '256kB'`,
    );
  }

  /** As the naive scan answers, but for near misses: the database, and the engine for rows that SQL cannot tell. */
  async answer(need: Need, plan: Plan, options: { top: number; today: string }): Promise<Answer> {
    const layout = plan.layout === 'by scope' ? layoutFor(need) : plan.layout;
    const prepared = prepareNeed(need, this.reference, options.today);
    const of = this.domains.get(need.domain);
    const tables = of?.tables.get(layout);
    if (!of || !tables) return { compared: 0, fits: 0, needsData: 0, ruledOut: 0, matches: [], nearMisses: [] };
    const codes = this.comparedCodes(need.technologies ?? []);
    const queried = tables.filter(({ technology }) => !technology || codes.length === 0 || codes.includes(technology));
    const numbers = codes.map((code) => this.numbers.get(code) ?? 0);
    const rows = queried.map(({ name, spelling, technology, pivot }) => {
      const used = new Set<number>();
      const noting: Spelling = { cell: (column) => (used.add(column), spelling.cell(column)) };
      const query = rowQuery(prepared, of.columns, noting, this.held, this.reference);
      const these = technology === undefined && numbers.length > 0 ? `(${techIn(layout, numbers)})` : 'true';
      return `select id, ${query.fits} as fits, irregular and ${query.irregular} as look, ${query.score} as score
                from ${pivot ? pivot(used, these) : name} where ${these} and ${query.survives}`;
    });
    if (rows.length === 0) return { compared: 0, fits: 0, needsData: 0, ruledOut: 0, matches: [], nearMisses: [] };
    const sql = `with r as materialized (${rows.join(' union all ')})
      select (select coalesce(sum(rows), 0)::int from counted where domain = '${need.domain}'
                ${numbers.length === 0 ? '' : `and (tech in (${numbers.join(',')}) or tech2 in (${numbers.join(',')}))`}) as compared,
             (select count(*)::int from r where not look) as open,
             (select count(*)::int from r where fits and not look) as fits,
             (select json_agg(t) from (select id, fits, score from r where not look
                order by fits desc, score desc, id limit ${options.top}) t) as best,
             (select json_agg((select said from said where said.id = r.id)) from r where look) as look`;
    const { rows: found } = await this.client.query<{
      compared: number;
      open: number;
      fits: number;
      best: { id: string; fits: boolean; score: number }[] | null;
      look: string[] | null;
    }>(sql);
    const [{ compared, open, fits, best, look } = { compared: 0, open: 0, fits: 0, best: null, look: null }] = found;
    const looked = (look ?? []).map((said) => evaluatePrepared(prepared, JSON.parse(said) as Offer));
    const count = (outcome: MatchOutcome) => looked.filter((match) => match.outcome === outcome).length;
    const allFits = fits + count('FITS');
    const allOpen = open - fits + count('NEEDS_DATA');
    const candidates: readonly Pick<Match, 'offerId' | 'outcome' | 'score'>[] = [
      ...(best ?? []).map(({ id, fits: fit, score }) => ({
        offerId: id,
        outcome: fit ? ('FITS' as const) : ('NEEDS_DATA' as const),
        score,
      })),
      ...looked.filter(({ outcome }) => outcome !== 'RULED_OUT'),
    ];
    const matches = [...candidates]
      .sort((a, b) => Number(b.outcome === 'FITS') - Number(a.outcome === 'FITS') || byScore(a as Match, b as Match))
      .slice(0, options.top)
      .map(({ offerId, outcome, score }) => ({ offerId, outcome, score }));
    return {
      compared,
      fits: allFits,
      needsData: allOpen,
      ruledOut: compared - allFits - allOpen,
      matches,
      nearMisses: [],
    };
  }

  /** Bytes of all tables and indexes of the layouts loaded. */
  async bytes(): Promise<number> {
    const { rows } = await this.client.query<{ bytes: string }>(
      `select coalesce(sum(pg_total_relation_size(oid)), 0) as bytes from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    return Number(rows[0]?.bytes ?? 0);
  }

  /** The codes that these meet: themselves, what is above them and what is below. */
  private comparedCodes(technologies: readonly string[]): readonly string[] {
    if (technologies.length === 0) return [];
    const { list, ancestors } = taxonomy();
    const meets = (code: string, other: string) =>
      code === other || ancestors(code).includes(other) || ancestors(other).includes(code);
    return list.map(({ code }) => code).filter((code) => technologies.some((one) => meets(code, one)));
  }

  private async fill(offers: readonly Offer[], layouts: readonly Layout[]): Promise<void> {
    const { client } = this;
    await client.query(`drop schema public cascade; create schema public;
      create unlogged table said (id text, said text);
      create unlogged table counted (domain text, tech int, tech2 int, rows int)`);
    const byDomain = new Map<Domain, Offer[]>();
    for (const offer of offers) {
      const list = byDomain.get(offer.domain);
      if (list) list.push(offer);
      else byDomain.set(offer.domain, [offer]);
    }
    for (const [domain, list] of byDomain) {
      const columns = new Columns(domain, list, new Conditions());
      // Rows of one technology lie together.
      const sorted = list
        .map((offer) => [this.techOf(offer), offer] as const)
        .sort(([a], [b]) => a - b)
        .map(([, offer]) => offer);
      const rows = sorted.map((offer): Row => {
        const cells = columns.cellsOf(offer);
        return { offer, cells, base: this.baseLine(offer, isIrregular(cells)) };
      });
      const tables = new Map<Layout, readonly Table[]>();
      for (const layout of layouts) {
        const start = performance.now();
        tables.set(layout, await this.fillLayout(layout, domain, columns, rows));
        this.loadedMs.set(layout, (this.loadedMs.get(layout) ?? 0) + performance.now() - start);
      }
      this.domains.set(domain, { columns, tables });
      await copyIn(client, 'copy said from stdin', saidLines(rows));
      await client.query(`insert into counted values ${countsOf(domain, sorted, this)}`);
    }
    await client.query('create unique index on said (id); analyze said; analyze counted');
  }

  techOf({ technologies }: Offer, at = 0): number {
    return this.numbers.get(technologies?.[at] ?? '') ?? 0;
  }

  private async fillLayout(
    layout: Layout,
    domain: Domain,
    columns: Columns,
    rows: readonly Row[],
  ): Promise<readonly Table[]> {
    switch (layout) {
      case 'table per technology':
        return this.fillByTechnology(domain, columns, rows);
      case 'wide table, B-tree': {
        const table = await this.fillWide(`wide_${domain}`, columns, rows);
        await this.client.query(
          `create index on ${table.name} (tech); create index on ${table.name} (tech2) where tech2 is not null; analyze ${table.name}`,
        );
        return [table];
      }
      case 'wide table, GIN': {
        // In the order in which offers came, as a table that nobody clusters.
        const arrived = [...rows].sort((a, b) => (a.offer.id < b.offer.id ? -1 : 1));
        const table = await this.fillWide(`gin_${domain}`, columns, arrived);
        await this.client.query(
          `create index on ${table.name} using gin ((array_remove(array[tech, tech2], null))); analyze ${table.name}`,
        );
        return [table];
      }
      case 'arrays, B-tree':
        return [await this.fillArrays(`arrays_${domain}`, rows)];
      case 'facts as rows':
        return [await this.fillFacts(`facts_${domain}`, rows)];
    }
  }

  /** A table for each technology with columns for what its offers state, and one for offers of two. */
  private async fillByTechnology(domain: Domain, columns: Columns, rows: readonly Row[]): Promise<readonly Table[]> {
    const byCode = new Map<string, Row[]>();
    for (const row of rows) {
      const codes = row.offer.technologies ?? [];
      const key = codes.length === 1 ? (codes[0] ?? '') : '';
      const known = byCode.get(key);
      if (known) known.push(row);
      else byCode.set(key, [row]);
    }
    const tables: Table[] = [];
    for (const [code, list] of byCode) {
      const used = new Set<number>();
      for (const { cells } of list) for (const number of cells.keys()) used.add(number);
      const name = `of_${domain}_${code === '' ? 'several' : plain(code)}`;
      const table = await this.fillWide(name, columns, list, used);
      await this.client.query(`analyze ${name}`);
      tables.push(code === '' ? table : { ...table, technology: code });
    }
    return tables;
  }

  private async fillWide(
    name: string,
    columns: Columns,
    rows: readonly Row[],
    used?: ReadonlySet<number>,
  ): Promise<Table> {
    const numbers = columns.list.map((_, number) => number).filter((number) => used?.has(number) ?? true);
    const spelled = numbers.map((number) => `l${number} float8, u${number} float8, f${number} int`);
    await this.client.query(`create unlogged table ${name} (${[...BASE(), ...spelled].join(', ')})`);
    const lines = function* (): Iterable<string> {
      for (const { base, cells } of rows) {
        let line = base;
        for (const number of numbers) {
          const cell = cells.get(number);
          line += cell ? `\t${cell.lower ?? '\\N'}\t${cell.upper ?? '\\N'}\t${cell.flags}` : '\t\\N\t\\N\t\\N';
        }
        yield line;
      }
    };
    await copyIn(this.client, `copy ${name} from stdin`, lines());
    const has = new Set(numbers);
    return {
      name,
      spelling: {
        cell: (number) =>
          has.has(number) ? { lower: `l${number}`, upper: `u${number}`, flags: `f${number}` } : undefined,
      },
    };
  }

  private async fillArrays(name: string, rows: readonly Row[]): Promise<Table> {
    await this.client.query(
      `create unlogged table ${name} (${[...BASE(), 'l float8[]', 'u float8[]', 'f int[]'].join(', ')})`,
    );
    const lines = function* (): Iterable<string> {
      for (const { base, cells } of rows) {
        const last = Math.max(-1, ...cells.keys());
        const list = (of: (cell: Cell) => number | null) =>
          `{${Array.from({ length: last + 1 }, (_, number) => {
            const cell = cells.get(number);
            return cell ? (of(cell) ?? 'NULL') : 'NULL';
          }).join(',')}}`;
        yield `${base}\t${list(({ lower }) => lower)}\t${list(({ upper }) => upper)}\t${list(({ flags }) => flags)}`;
      }
    };
    await copyIn(this.client, `copy ${name} from stdin`, lines());
    await this.client.query(
      `create index on ${name} (tech); create index on ${name} (tech2) where tech2 is not null; analyze ${name}`,
    );
    return {
      name,
      spelling: {
        cell: (number) => ({ lower: `l[${number + 1}]`, upper: `u[${number + 1}]`, flags: `f[${number + 1}]` }),
      },
    };
  }

  /** One row for each fact, brought together again by number of the offer. */
  private async fillFacts(name: string, rows: readonly Row[]): Promise<Table> {
    const { client } = this;
    await client.query(`create unlogged table ${name} (${[...BASE(), 'no int'].join(', ')});
      create unlogged table each_${name} (no int, tech int, tech2 int, thing int, l float8, u float8, f int)`);
    const lines = function* (): Iterable<string> {
      for (const [no, { base }] of rows.entries()) yield `${base}\t${no}`;
    };
    await copyIn(client, `copy ${name} from stdin`, lines());
    const techOf = (offer: Offer, at = 0) => this.techOf(offer, at);
    const facts = function* (): Iterable<string> {
      for (const [no, { offer, cells }] of rows.entries()) {
        const second = (offer.technologies ?? []).length > 1 ? techOf(offer, 1) : '\\N';
        for (const [thing, { lower, upper, flags }] of cells)
          yield [no, techOf(offer), second, thing, lower ?? '\\N', upper ?? '\\N', flags].join('\t');
      }
    };
    await copyIn(client, `copy each_${name} from stdin`, facts());
    for (const table of [name, `each_${name}`])
      await client.query(
        `create index on ${table} (tech); create index on ${table} (tech2) where tech2 is not null; analyze ${table}`,
      );
    return {
      name,
      spelling: { cell: (number) => ({ lower: `l${number}`, upper: `u${number}`, flags: `f${number}` }) },
      pivot: (columns, where) => {
        const list = [...columns];
        if (list.length === 0) return name;
        const of = (end: 'l' | 'u' | 'f', thing: number) =>
          `max(${end}) filter (where thing = ${thing}) as ${end}${thing}`;
        const pivoted = list.flatMap((thing) => [of('l', thing), of('u', thing), of('f', thing)]);
        return `${name} left join (select no, ${pivoted.join(', ')} from each_${name}
          where ${where} and thing in (${list.join(',')}) group by no) facts using (no)`;
      },
    };
  }

  private baseLine(offer: Offer, irregular: boolean): string {
    const said = (value: string | number | undefined) => value ?? '\\N';
    const bits = (list: readonly string[] | undefined, codes: readonly string[]) =>
      list?.reduce((sum, code) => sum + 2 ** codes.indexOf(code), 0);
    const price = offer.price?.currency === 'CNY' ? offer.price : undefined;
    const until = schemes().map((scheme) => {
      const days = (offer.certificates ?? []).flatMap((one) =>
        one.scheme !== scheme ? [] : [one.validUntil === undefined ? FOREVER : Date.parse(one.validUntil) / DAY_MS],
      );
      return days.length === 0 ? '\\N' : Math.max(...days);
    });
    return [
      offer.id,
      this.techOf(offer),
      said(offer.technologies && offer.technologies.length > 1 ? this.techOf(offer, 1) : undefined),
      offer.modular === true ? 't' : 'f',
      offer.modular === true ? (offer.maxUnits ?? 'infinity') : 1,
      irregular ? 't' : 'f',
      offer.certificates ? 't' : 'f',
      ...until,
      said(bits(offer.honours, this.honours)),
      said(bits(offer.services, this.services)),
      offer.regions ? `{${offer.regions.join(',')}}` : '\\N',
      said(price?.amount),
      said(price ? this.perOf(price.per ?? 'unit') : undefined),
      said(offer.leadDays),
    ].join('\t');
  }

  private perOf(per: string): number {
    const known = this.pricePer.indexOf(per);
    return known >= 0 ? known : this.pricePer.push(per) - 1;
  }
}

/** Many small tables cost more to plan for than one wide one to read, unless a need reads only one of them. */
const layoutFor = ({ technologies }: Need): Layout =>
  technologies?.length === 1 && taxonomy().byCode(technologies[0] ?? '')?.level === 'technology'
    ? 'table per technology'
    : 'wide table, B-tree';

/** An offer with its line but for its facts. */
interface Row {
  readonly offer: Offer;
  readonly cells: ReadonlyMap<number, Cell>;
  readonly base: string;
}

function* saidLines(rows: readonly Row[]): Iterable<string> {
  for (const { offer, cells } of rows) {
    if (isIrregular(cells)) yield `${offer.id}\t${JSON.stringify(offer).replace(/\\/g, '\\\\')}`;
  }
}

const BASE = (): readonly string[] => [
  'id text',
  'tech int',
  'tech2 int',
  'modular bool',
  'most_units float8',
  'irregular bool',
  'certificates bool',
  ...schemes().map((scheme) => `until_${plain(scheme)} int`),
  'honours int',
  'services int',
  'regions text[]',
  'price float8',
  'price_per int',
  'lead_days float8',
];

const isIrregular = (cells: ReadonlyMap<number, Cell>): boolean =>
  [...cells.values()].some(({ flags }) => (flags & IRREGULAR) !== 0);

function techIn(layout: Layout, numbers: readonly number[]): string {
  const list = numbers.join(',');
  return layout === 'wide table, GIN'
    ? `array_remove(array[tech, tech2], null) && array[${list}]`
    : `tech in (${list}) or tech2 in (${list})`;
}

/** How many offers there are of each technology or pair of them, as rows of `counted`. */
function countsOf(domain: Domain, offers: readonly Offer[], bench: PostgresBench): string {
  const counts = new Map<string, number>();
  for (const offer of offers) {
    const second = (offer.technologies ?? []).length > 1 ? String(bench.techOf(offer, 1)) : 'null::int';
    const key = `${bench.techOf(offer)}, ${second}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `('${domain}', ${key}, ${count})`).join(',');
}
