import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault, only, type Row } from './double/fault';
import { type Filter, testOf } from './double/filter';
import { type Caller, Keys, refused } from './double/keys';
import { displayed, held, type Question, search, type Table } from './double/search';
import { checked, DEFAULTS, type Settings, updated } from './double/settings';
import { type Task, TaskQueue } from './double/tasks';

/**
 * As much of Meilisearch's published HTTP API as is used here, with its manners: routes, statuses and error codes; writes
 * are tasks done later in the order they came; keys with their actions and index patterns; settings decide what can be
 * filtered, sorted, searched and displayed; the filter grammar; facet counts; swaps of indexes; and JSON must be well formed.
 *
 * Exact, as documented: which documents a filter keeps, all counts, distinct, matching strategy, prefix of the last word,
 * phrases, forbidden words, synonyms, stop words, the ten words of a query, word sizes for typing errors.
 *
 * Only roughly as in the real one: the value of the ranking score and the finer order within the rules `proximity`,
 * `attribute` and `exactness`; how Chinese is cut into words (the same dictionary, another program); which of several
 * typing errors are tried, and run-together or split words; normalisation beyond NFKD, marks and case. The order of rules
 * is kept. Run the same contract with MEILI_URL for the rest.
 */
export interface MeilisearchDouble {
  readonly url: string;
  /** The master key. */
  readonly key: string;
  /** Lets the next task of this type fail after it was accepted. */
  failNext(type: string, code?: string): void;
  /** Tasks are accepted and wait until `resume`. */
  pause(): void;
  resume(): void;
  /** When everything accepted is done. */
  settled(): Promise<void>;
  /** As if every waiting task had been accepted so many milliseconds earlier. */
  backdate(ms: number): void;
  /** Answers nothing any more, at once with a fault or never, until told to answer again. */
  fall(silently?: boolean): void;
  rise(): void;
  /** Requests so far, as `METHOD /path`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const UID = /^[A-Za-z0-9_-]{1,400}$/;
const DOCUMENT_ID = /^[A-Za-z0-9_-]{1,511}$/;

export async function startMeilisearchDouble(): Promise<MeilisearchDouble> {
  const master = 'a-master-key-for-the-double';
  const server = new Server(master);
  const requests: string[] = [];
  let down: 'no' | 'faulty' | 'silent' = 'no';

  const http = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (down === 'silent') return;
    void reply(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  const reply = async (request: IncomingMessage): Promise<Answer> => {
    try {
      if (down === 'faulty') throw new Fault(503, 'internal', 'The double is down.', 'internal');
      const url = new URL(request.url ?? '/', 'http://double');
      return server.answer(request.method ?? 'GET', url, request.headers.authorization, await bodyOf(request));
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault(500, 'internal', String(error), 'internal');
      const { message, code, type } = fault;
      return {
        status: fault.status,
        body: { message, code, type, link: `https://docs.meilisearch.com/errors#${code}` },
      };
    }
  };

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    key: master,
    failNext: (type, code = 'internal') => server.tasks.failNext(type, code),
    pause: () => server.tasks.pause(),
    resume: () => server.tasks.resume(),
    settled: () => server.tasks.settled(),
    backdate: (ms) => server.tasks.backdate(ms),
    fall: (silently = false) => {
      down = silently ? 'silent' : 'faulty';
    },
    rise: () => {
      down = 'no';
    },
    requests,
    close: async () => {
      server.tasks.resume();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await server.tasks.settled();
    },
  };
}

class Server {
  readonly tasks = new TaskQueue();
  private readonly tables = new Map<string, Table>();
  private readonly keys: Keys;

  constructor(master: string) {
    this.keys = new Keys(master);
  }

  answer(method: string, url: URL, authorization: string | undefined, body: unknown): Answer {
    const [root = '', uid = '', ...rest] = url.pathname.split('/').slice(1).map(decodeURIComponent);
    if (root === 'health') return ok({ status: 'available' });
    const caller = this.keys.caller(authorization);
    const allow = (action: string, index?: string): void => {
      if (!caller.may(action) || (index !== undefined && !caller.sees(index))) throw refused();
    };
    switch (root) {
      case 'keys':
        return this.answerKeys(method, uid, body as Row, allow);
      case 'tasks': {
        if (method !== 'GET') break;
        allow('tasks.get');
        // A swap belongs to the indexes it names; here whoever may see tasks sees it.
        const seen = ({ indexUid }: Task): boolean => indexUid === null || caller.sees(indexUid);
        return ok(uid === '' ? this.tasks.list(url.searchParams, seen) : this.tasks.one(Number(uid), seen));
      }
      case 'swap-indexes':
        if (method === 'POST') return this.swap(body as { indexes: string[] }[], allow);
        break;
      case 'multi-search': {
        if (method !== 'POST') break;
        const { queries } = body as { queries: Question[] };
        only(body as object, ['queries']);
        return ok({
          results: queries.map((question) => {
            allow('search', question.indexUid ?? '');
            return search(this.table(question.indexUid ?? ''), question);
          }),
        });
      }
      case 'indexes':
        return uid === ''
          ? this.answerIndexes(method, url, body as Row, caller, allow)
          : this.answerIndex(method, uid, rest, url, body, caller, allow);
    }
    throw new Fault(404, 'not_found', `The double does not know ${method} ${url.pathname}.`);
  }

  private answerKeys(method: string, id: string, body: Row, allow: (action: string) => void): Answer {
    switch (`${method}${id === '' ? '' : ' one'}`) {
      case 'POST':
        allow('keys.create');
        return { status: 201, body: this.keys.create(body) };
      case 'GET': {
        allow('keys.get');
        const results = this.keys.all();
        return ok({ results, offset: 0, limit: 20, total: results.length });
      }
      case 'GET one':
        allow('keys.get');
        return ok(this.keys.get(id));
      case 'DELETE one':
        allow('keys.delete');
        this.keys.delete(id);
        return { status: 204, body: undefined };
    }
    throw new Fault(404, 'not_found', `The double does not know ${method} /keys.`);
  }

  private answerIndexes(
    method: string,
    url: URL,
    body: Row,
    caller: Caller,
    allow: (action: string, index?: string) => void,
  ): Answer {
    if (method === 'GET') {
      allow('indexes.get');
      const [offset, limit] = [
        Number(url.searchParams.get('offset') ?? 0),
        Number(url.searchParams.get('limit') ?? 20),
      ];
      const all = [...this.tables.values()]
        .filter((table) => caller.sees(table.uid))
        .sort((a, b) => (a.uid < b.uid ? -1 : 1));
      return ok({ results: all.slice(offset, offset + limit).map(about), offset, limit, total: all.length });
    }
    if (method !== 'POST') throw new Fault(404, 'not_found');
    only(body, ['uid', 'primaryKey']);
    const uid = String(body['uid']);
    if (!UID.test(uid)) throw new Fault(400, 'invalid_index_uid', `\`${uid}\` is not a valid index uid.`);
    allow('indexes.create', uid);
    return this.tasks.enqueue(uid, 'indexCreation', () => {
      if (this.tables.has(uid)) throw new Fault(409, 'index_already_exists', `Index \`${uid}\` already exists.`);
      this.create(uid, (body['primaryKey'] as string | undefined) ?? null);
    });
  }

  private answerIndex(
    method: string,
    uid: string,
    rest: readonly string[],
    url: URL,
    body: unknown,
    caller: Caller,
    allow: (action: string, index?: string) => void,
  ): Answer {
    const route = `${method} ${rest.join('/')}`.trim();
    switch (route) {
      case 'GET':
        allow('indexes.get', uid);
        return ok(about(this.table(uid)));
      case 'DELETE':
        allow('indexes.delete', uid);
        return this.tasks.enqueue(uid, 'indexDeletion', () => {
          this.table(uid);
          this.tables.delete(uid);
        });
      case 'GET settings':
        allow('settings.get', uid);
        return ok(this.table(uid).settings);
      case 'GET settings/displayed-attributes':
        allow('settings.get', uid);
        return ok(this.table(uid).settings.displayedAttributes);
      case 'PATCH settings': {
        allow('settings.update', uid);
        const given = body as Partial<Settings>;
        checked(given);
        return this.tasks.enqueue(uid, 'settingsUpdate', () => {
          const table = this.tables.get(uid) ?? this.creating(uid, null, caller);
          table.settings = updated(table.settings, given);
          if (given.searchableAttributes !== undefined) {
            for (const [key, { row }] of table.rows) table.rows.set(key, held(row, table.settings));
          }
        });
      }
      case 'POST search':
        allow('search', uid);
        return ok(search(this.table(uid), body as Question));
      case 'POST documents': {
        allow('documents.add', uid);
        const primaryKey = url.searchParams.get('primaryKey');
        const rows = [body].flat() as Row[];
        return this.tasks.enqueue(
          uid,
          'documentAdditionOrUpdate',
          () => this.add(this.tables.get(uid) ?? this.creating(uid, primaryKey, caller), rows),
          { receivedDocuments: rows.length },
        );
      }
      case 'GET documents': {
        allow('documents.get', uid);
        only(Object.fromEntries(url.searchParams), ['offset', 'limit', 'fields'], 'parameter');
        const whole = (name: string) =>
          url.searchParams.has(name) ? { [name]: Number(url.searchParams.get(name)) } : {};
        const fields = url.searchParams.get('fields');
        return ok(
          this.fetched(this.table(uid), {
            ...whole('offset'),
            ...whole('limit'),
            ...(fields === null ? {} : { fields: fields.split(',') }),
          }),
        );
      }
      case 'POST documents/fetch':
        allow('documents.get', uid);
        return ok(this.fetched(this.table(uid), body as Row));
      case 'POST documents/delete-batch':
        allow('documents.delete', uid);
        return this.tasks.enqueue(uid, 'documentDeletion', () => {
          for (const key of body as string[]) this.table(uid).rows.delete(String(key));
        });
      case 'POST documents/delete': {
        allow('documents.delete', uid);
        const { filter } = body as { filter?: Filter };
        if (filter === undefined) throw new Fault(400, 'missing_document_filter', 'Missing field `filter`');
        return this.tasks.enqueue(uid, 'documentDeletion', () => {
          const table = this.table(uid);
          const test = testOf(filter, table.settings.filterableAttributes, 'invalid_document_filter');
          for (const [key, one] of [...table.rows]) if (test(one.flat)) table.rows.delete(key);
        });
      }
    }
    throw new Fault(404, 'not_found', `The double does not know ${method} ${url.pathname}.`);
  }

  private fetched(table: Table, body: Row): unknown {
    only(body, ['filter', 'fields', 'offset', 'limit', 'ids']);
    const {
      filter,
      fields,
      offset = 0,
      limit = 20,
    } = body as { filter?: Filter; fields?: string[]; offset?: number; limit?: number };
    const test = testOf(filter, table.settings.filterableAttributes, 'invalid_document_filter');
    const found = [...table.rows.values()].filter(({ flat }) => test(flat));
    const results = found.slice(offset, offset + limit).map(({ row }) => displayed(row, table.settings, fields));
    return { results, offset, limit, total: found.length };
  }

  private add(table: Table, rows: readonly Row[]): void {
    table.primaryKey ??= inferred(rows[0] ?? {});
    const name = table.primaryKey;
    for (const row of rows) {
      const id = row[name];
      if (id === undefined)
        throw new Fault(400, 'missing_document_id', `Document doesn't have a \`${name}\` attribute`);
      if (!DOCUMENT_ID.test(String(id)))
        throw new Fault(400, 'invalid_document_id', `Document identifier \`${String(id)}\` is invalid.`);
    }
    for (const row of rows) table.rows.set(String(row[name]), held(row, table.settings));
    table.updatedAt = new Date().toISOString();
  }

  private swap(
    pairs: readonly { readonly indexes: readonly string[] }[],
    allow: (action: string, index?: string) => void,
  ): Answer {
    const named = pairs.flatMap((pair) => {
      only(pair, ['indexes', 'rename']);
      return pair.indexes;
    });
    for (const uid of named) allow('indexes.swap', uid);
    if (new Set(named).size < named.length) {
      throw new Fault(400, 'invalid_swap_duplicate_index_found', 'Indexes must be declared only once during a swap.');
    }
    if (pairs.some(({ indexes }) => indexes.length !== 2))
      throw new Fault(400, 'invalid_swap_indexes', 'Two indexes must be given for each swap.');
    return this.tasks.enqueue(null, 'indexSwap', () => {
      for (const uid of named) this.table(uid);
      for (const { indexes } of pairs) {
        const [a, b] = [this.table(indexes[0]!), this.table(indexes[1]!)];
        this.tables.set(a.uid, { ...b, uid: a.uid });
        this.tables.set(b.uid, { ...a, uid: b.uid });
        this.tasks.swapHistory(a.uid, b.uid);
      }
    });
  }

  /** A write to an index that is not there makes it, when the key may make indexes; else the task fails. */
  private creating(uid: string, primaryKey: string | null, caller: Caller): Table {
    if (!caller.may('indexes.create')) throw new Fault(404, 'index_not_found', `Index \`${uid}\` not found.`);
    return this.create(uid, primaryKey);
  }

  private create(uid: string, primaryKey: string | null): Table {
    const now = new Date().toISOString();
    const table: Table = { uid, primaryKey, settings: DEFAULTS, rows: new Map(), createdAt: now, updatedAt: now };
    this.tables.set(uid, table);
    return table;
  }

  private table(uid: string): Table {
    const table = this.tables.get(uid);
    if (!table) throw new Fault(404, 'index_not_found', `Index \`${uid}\` not found.`);
    return table;
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function about({ uid, primaryKey, createdAt, updatedAt }: Table): unknown {
  return { uid, primaryKey, createdAt, updatedAt };
}

/** Without a primary key the server takes the one attribute whose name ends in `id`. */
function inferred(row: Row): string {
  const names = Object.keys(row).filter((name) => /id$/i.test(name));
  if (names.length === 0)
    throw new Fault(400, 'index_primary_key_no_candidate_found', 'The primary key inference failed.');
  if (names.length > 1)
    throw new Fault(400, 'index_primary_key_multiple_candidates_found', 'The primary key inference failed.');
  return names[0]!;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return undefined;
  if (!/^application\/json/.test(request.headers['content-type'] ?? '')) {
    throw new Fault(415, 'invalid_content_type', 'The Content-Type is invalid.');
  }
  // The real one is written in Rust, whose strings hold no half of a surrogate pair.
  return JSON.parse(Buffer.concat(chunks).toString(), (_, value: unknown) => {
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value))
      throw new Fault(400, 'malformed_payload', 'lone surrogate');
    return value;
  });
}
