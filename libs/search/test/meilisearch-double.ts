import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * As much of Meilisearch's published HTTP API as the adapter uses, with its manners: writes are tasks done later in the
 * order they came, settings decide what may be filtered, keys have a narrow alphabet, and JSON must be well formed. Its
 * ranking is only roughly that of the real one; run the same contract with MEILI_URL for that.
 */
export interface MeilisearchDouble {
  readonly url: string;
  readonly key: string;
  /** Lets the next task of this type fail after it was accepted. */
  failNext(type: string): void;
  close(): Promise<void>;
}

type Row = Record<string, unknown>;
interface Table {
  readonly primaryKey: string;
  readonly rows: Map<string, Row>;
  settings: {
    filterableAttributes: string[];
    searchableAttributes: string[];
    distinctAttribute?: string;
    pagination?: { maxTotalHits: number };
  };
}
interface Task {
  uid: number;
  type: string;
  status: 'enqueued' | 'succeeded' | 'failed';
  error: { message: string; code: string } | null;
}

class Fault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

const SETTINGS = [
  'searchableAttributes',
  'filterableAttributes',
  'distinctAttribute',
  'rankingRules',
  'localizedAttributes',
  'pagination',
];
const QUESTION = [
  'indexUid',
  'q',
  'filter',
  'attributesToRetrieve',
  'locales',
  'offset',
  'limit',
  'showRankingScore',
  'page',
  'hitsPerPage',
];
const TASK_DELAY_MS = 2;

export async function startMeilisearchDouble(): Promise<MeilisearchDouble> {
  const key = 'a-key-for-the-double';
  const tables = new Map<string, Table>();
  const tasks: Task[] = [];
  const failing = new Set<string>();
  let queue = Promise.resolve();

  const tableOf = (uid: string): Table => {
    const table = tables.get(uid);
    if (!table) throw new Fault(404, 'index_not_found', `Index \`${uid}\` not found.`);
    return table;
  };
  const enqueue = (indexUid: string, type: string, work: () => void) => {
    const task: Task = { uid: tasks.length, type, status: 'enqueued', error: null };
    tasks.push(task);
    queue = queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, TASK_DELAY_MS));
      try {
        if (failing.delete(type)) throw new Fault(500, 'internal', 'The disk is full.');
        work();
        task.status = 'succeeded';
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        task.status = 'failed';
        task.error = { message: error.message, code: error.code };
      }
    });
    return {
      status: 202,
      body: { taskUid: task.uid, indexUid, status: 'enqueued', type, enqueuedAt: '2026-01-01T00:00:00Z' },
    };
  };
  const ok = (body: unknown) => ({ status: 200, body });

  const answer = (method: string, url: URL, body: unknown): { status: number; body: unknown } => {
    const [root, uid = '', ...rest] = url.pathname.split('/').slice(1);
    const route = `${method} ${root}${rest.length > 0 ? `/${rest.join('/')}` : ''}`;
    switch (route) {
      case 'GET health':
        return ok({ status: 'available' });
      case 'GET tasks': {
        const task = tasks[Number(uid)];
        if (!task) throw new Fault(404, 'task_not_found');
        return ok(task);
      }
      case 'POST indexes': {
        const { uid: made, primaryKey } = body as { uid: string; primaryKey: string };
        return enqueue(made, 'indexCreation', () => {
          if (tables.has(made)) throw new Fault(400, 'index_already_exists');
          tables.set(made, {
            primaryKey,
            rows: new Map(),
            settings: { filterableAttributes: [], searchableAttributes: ['*'] },
          });
        });
      }
      case 'DELETE indexes':
        return enqueue(uid, 'indexDeletion', () => {
          tableOf(uid);
          tables.delete(uid);
        });
      case 'PATCH indexes/settings':
        only(body as Row, SETTINGS);
        return enqueue(uid, 'settingsUpdate', () => {
          const table = tableOf(uid);
          table.settings = { ...table.settings, ...(body as Table['settings']) };
        });
      case 'POST indexes/documents':
        return enqueue(uid, 'documentAdditionOrUpdate', () => {
          const { primaryKey, rows } = tableOf(uid);
          const given = body as Row[];
          for (const row of given) {
            if (!/^[A-Za-z0-9_-]{1,511}$/.test(String(row[primaryKey]))) throw new Fault(400, 'invalid_document_id');
          }
          for (const row of given) rows.set(String(row[primaryKey]), row);
        });
      case 'POST indexes/documents/fetch': {
        const {
          filter,
          fields,
          offset = 0,
          limit = 20,
        } = body as { filter: string; fields: string[]; offset?: number; limit?: number };
        const found = filtered(tableOf(uid), filter);
        return ok({
          results: found.slice(offset, offset + limit).map((row) => pick(row, fields)),
          offset,
          limit,
          total: found.length,
        });
      }
      case 'POST indexes/documents/delete-batch':
        return enqueue(uid, 'documentDeletion', () => {
          for (const one of body as string[]) tableOf(uid).rows.delete(one);
        });
      case 'POST indexes/documents/delete':
        return enqueue(uid, 'documentDeletion', () => {
          const table = tableOf(uid);
          for (const row of filtered(table, (body as { filter: string }).filter))
            table.rows.delete(String(row[table.primaryKey]));
        });
      case 'POST multi-search':
        return ok({
          results: (body as { queries: Question[] }).queries.map((question) =>
            search(tableOf(question.indexUid), question),
          ),
        });
      default:
        throw new Fault(404, 'not_found', `The double does not know ${route}.`);
    }
  };

  const server = createServer((request, response) => {
    void reply(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  const reply = async (request: IncomingMessage) => {
    try {
      const url = new URL(request.url ?? '/', 'http://double');
      if (url.pathname !== '/health' && request.headers.authorization !== `Bearer ${key}`)
        throw new Fault(403, 'invalid_api_key');
      return answer(request.method ?? 'GET', url, await bodyOf(request));
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault(500, 'internal', String(error));
      return {
        status: fault.status,
        body: { message: fault.message, code: fault.code, type: 'invalid_request', link: '' },
      };
    }
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    failNext: (type) => void failing.add(type),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return undefined;
  // The real one is written in Rust, whose strings hold no half of a surrogate pair.
  return JSON.parse(Buffer.concat(chunks).toString(), (_, value: unknown) => {
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new Fault(400, 'malformed_payload');
    return value;
  });
}

function only(given: Row, known: readonly string[]): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) throw new Fault(400, 'bad_request', `Unknown field \`${other}\`.`);
}

function pick(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

/** `field = "value"` and `field IN ["value", …]`, with `\"` as the only escape, as in the real one. */
function filtered({ rows, settings }: Table, filter: string): Row[] {
  const parsed = /^(\w+) (?:= ("(?:[^"\\]|\\.)*")|IN \[((?:"(?:[^"\\]|\\.)*"(?:, )?)*)\])$/.exec(filter);
  const field = parsed?.[1] ?? '';
  if (!parsed || !settings.filterableAttributes.includes(field)) throw new Fault(400, 'invalid_search_filter', filter);
  const values = (parsed[2] ?? parsed[3] ?? '').match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  const wanted = new Set(values.map((value) => value.slice(1, -1).replace(/\\"/g, '"')));
  return [...rows.values()].filter((row) => wanted.has(String(row[field])));
}

interface Question {
  indexUid: string;
  q: string;
  filter: string[];
  attributesToRetrieve: string[];
  offset?: number;
  limit?: number;
  showRankingScore?: boolean;
  page?: number;
  hitsPerPage?: number;
}

function search(table: Table, question: Question): unknown {
  only(question as never, QUESTION);
  const words = /(^|\s)-\S|"/.test(question.q) ? undefined : wordsOf(question.q);
  if (words === undefined) throw new Fault(400, 'bad_request', 'The double does not know the operators of a query.');
  const kept = question.filter.reduce<Row[]>(
    (rows, filter) => {
      const passing = new Set(filtered(table, filter));
      return rows.filter((row) => passing.has(row));
    },
    [...table.rows.values()],
  );
  const ranked = kept
    .map((row) => ({ row, ...rank(row, words, table.settings.searchableAttributes) }))
    .filter(({ matched }) => words.length === 0 || matched > 0)
    .sort((a, b) => b.score - a.score || Number(b.row['since']) - Number(a.row['since']));
  const distinct = table.settings.distinctAttribute;
  const shown = ranked
    .filter(
      ({ row }, at) =>
        distinct === undefined || ranked.findIndex((other) => other.row[distinct] === row[distinct]) === at,
    )
    .slice(0, table.settings.pagination?.maxTotalHits ?? 1_000);
  const present = ({ row, score }: (typeof shown)[number]) => ({
    ...pick(row, question.attributesToRetrieve),
    ...(question.showRankingScore ? { _rankingScore: score } : {}),
  });
  const { page, hitsPerPage, offset = 0, limit = 20 } = question;
  if (page !== undefined && hitsPerPage !== undefined) {
    return {
      hits: shown.slice((page - 1) * hitsPerPage, page * hitsPerPage).map(present),
      page,
      hitsPerPage,
      totalHits: shown.length,
    };
  }
  return { hits: shown.slice(offset, offset + limit).map(present), offset, limit, estimatedTotalHits: shown.length };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** At most ten words of a question count, as in the real one; a document's all do. */
function wordsOf(text: string, most = 10): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.toLowerCase())) {
    if (isWordLike) words.push(...segment.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== ''));
    if (words.length >= most) break;
  }
  return words.slice(0, most);
}

/** How many words from the first on are matched, then how exactly, then in which attribute: a number between 0 and 1. */
function rank(row: Row, words: readonly string[], attributes: readonly string[]): { matched: number; score: number } {
  if (words.length === 0) return { matched: 0, score: 1 };
  const fields = attributes.map((attribute) => wordsOf([row[attribute]].flat().join(' '), Infinity));
  let matched = 0;
  let typos = 0;
  let places = 0;
  for (const [at, word] of words.entries()) {
    const best = fields
      .flatMap((field, place) =>
        field.map((held) => ({ place, typos: typosBetween(word, held, at === words.length - 1) })),
      )
      .filter((match) => match.typos !== undefined)
      .sort((a, b) => a.typos! - b.typos! || a.place - b.place)[0];
    if (!best) break;
    matched += 1;
    typos += best.typos!;
    places += best.place;
  }
  const score = matched / words.length - typos / (100 * words.length) - places / (10_000 * words.length);
  return { matched, score: Math.max(0, score) };
}

function typosBetween(asked: string, held: string, prefix: boolean): number | undefined {
  if (asked === held || (prefix && held.startsWith(asked))) return 0;
  const allowed = asked.length >= 9 ? 2 : asked.length >= 5 ? 1 : 0;
  if (allowed === 0 || Math.abs(asked.length - held.length) > allowed) return undefined;
  const distance = levenshtein(asked, held);
  return distance <= allowed ? distance : undefined;
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
