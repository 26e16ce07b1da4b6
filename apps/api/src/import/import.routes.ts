import {
  EXPORT_CONTENTS,
  ExportSheets,
  ImportReads,
  ownershipOfImport,
  reachable,
  ThreadFault,
  UploadImport,
  type ExportContent,
  type Exported,
  type ExportForm,
} from '@huanpei/app';
import { mayCall, type Language, type Operation, type Viewer } from '@huanpei/domain';
import {
  IMPORT_KINDS,
  SHEET_FORMATS,
  SHEET_LIMITS,
  sheetsOf,
  type ImportKind,
  type SheetFormat,
} from '@huanpei/exchange';
import { DOMAINS, type Domain } from '@huanpei/matching';
import type { Logger } from '@huanpei/runtime';
import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ApiContexts } from '../graphql/api-context';
import type { ApiContext } from '../graphql/context';
import { messageOf } from '../graphql/refusal-messages';
import { internalFault, ofGraphQL, ofRefusal, ofServer, Refused } from '../http/refused';
import { errorsByRow } from './import.views';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV_TYPE = 'text/csv';
const TYPES: Readonly<Record<SheetFormat, string>> = { XLSX: XLSX_TYPE, CSV: `${CSV_TYPE}; charset=utf-8` };

/**
 * Upload and download of spreadsheets beside GraphQL, under the same authentication and the same rules. Who asks is
 * known before a byte of a body is read. Files are sent as they are, not as forms: no page of another origin can send
 * them without asking first, and the cookie of a session counts only from pages of ours.
 */
export async function serveSheets(fastify: FastifyInstance, app: INestApplicationContext, log: Logger): Promise<void> {
  const contexts = app.get(ApiContexts, { strict: false });
  const [uploads, sheets, imports] = [app.get(UploadImport), app.get(ExportSheets), app.get(ImportReads)];
  const known = new WeakMap<FastifyRequest, ApiContext>();

  // In a scope of its own, so that nothing else takes such bodies.
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      [XLSX_TYPE, CSV_TYPE, 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: SHEET_LIMITS.bytes },
      (_request, body, done) => done(null, body),
    );
    scope.addHook('onRequest', async (request, reply) => {
      known.set(request, await contexts.of(request, reply));
      const { operation } = request.routeOptions.config as { readonly operation?: Operation | 'SIGNED_IN' | null };
      const { viewer } = contextOf(request);
      if (operation === 'SIGNED_IN' && viewer === null) throw notSignedIn();
      if (operation && operation !== 'SIGNED_IN') allow(operation, viewer);
    });
    scope.setErrorHandler(async (fault: unknown, request, reply) => {
      const language = known.get(request)?.language ?? 'zh';
      const told = refusedFrom(fault);
      if (!told) {
        log.error({ err: fault, correlationId: request.id }, 'a spreadsheet could not be served');
        return reply.status(500).send(internalFault(request.id));
      }
      if (told.status === 503 || told.status === 429) void reply.header('retry-after', '5');
      return reply.status(told.status).send({
        code: told.code,
        message: told.sentence(language),
        ...(told.field === undefined ? {} : { field: told.field }),
      });
    });

    scope.post('/imports', rule('Mutation.startImport', SHEET_LIMITS.bytes), async (request, reply) => {
      const { language } = contextOf(request);
      const viewer = signed(request);
      const bytes = request.body;
      if (!(bytes instanceof Uint8Array) || bytes.length === 0) throw invalid('file', 'XLSX, CSV');
      const fileName = fileNameOf(request.headers['x-file-name']);
      const outcome = await uploads.execute(viewer, {
        kind: oneOf(request, 'kind', IMPORT_KINDS),
        format: formatOf(request.headers['content-type'], fileName, bytes),
        fileName: fileName ?? '',
        language,
        withoutKey: query(request)['withoutKey'] === 'true',
        bytes,
      });
      if (!outcome.ok) {
        const [first] = outcome.refusals;
        throw ofRefusal(
          first?.code === 'FORBIDDEN' ? 403 : 409,
          first?.code ?? 'INVALID',
          first?.facts ?? {},
          first?.field,
        );
      }
      const { id, state } = outcome.value;
      return reply.status(201).send({ id, state });
    });

    scope.get('/imports/template', rule(null), async (request, reply) => {
      const kind = oneOf(request, 'kind', IMPORT_KINDS);
      const form = formOf(request, kind, contextOf(request).language);
      return send(reply, form, `huanpei-${kind.toLowerCase()}-template`, await sheets.template(kind, form));
    });

    scope.get('/imports/:id/failed', rule('Query.import'), async (request, reply) => {
      const { language, viewer, abandoned } = contextOf(request);
      const { id } = request.params as { readonly id: string };
      const record = reachable('Query.import', viewer, await imports.record(id), ownershipOfImport);
      // A file that was not read, or not yet, has no rows that could come back.
      if (!record?.sheets.some(({ layout }) => layout !== null)) throw ofRefusal(404, 'NOT_FOUND', {}, 'id');
      const bytes = await sheets.failedRows(record, language, (item) => errorsByRow(item, language), abandoned);
      const name = `failed-${record.fileName.replace(/\.[a-z]+$/i, '') || 'rows'}`;
      return send(reply, { format: record.format }, name, bytes);
    });

    scope.get('/exports/listings', rule('SIGNED_IN'), async (request, reply) => {
      const { viewer, language, abandoned } = contextOf(request);
      const form = formOf(request, 'LISTINGS', language);
      if (isOwn(request)) {
        allow('Query.myListings', viewer);
        const which = oneOf(request, 'content', EXPORT_CONTENTS, 'LATEST') as ExportContent;
        return exported(reply, form, 'my-listings', await sheets.ownListings(signed(request), which, form, abandoned));
      }
      allow('Query.listings', viewer);
      const { technology, supplierId } = query(request);
      const domain = domainOf(request);
      const filter = {
        ...(domain === undefined ? {} : { domain }),
        ...(technology === undefined ? {} : { technology }),
        ...(supplierId === undefined ? {} : { supplierId }),
      };
      return exported(reply, form, 'listings', await sheets.publicListings(filter, form, abandoned));
    });

    scope.get('/exports/tenders', rule('SIGNED_IN'), async (request, reply) => {
      const { viewer, language, abandoned } = contextOf(request);
      const form = formOf(request, 'TENDERS', language);
      if (isOwn(request)) {
        allow('Query.myTenders', viewer);
        return exported(reply, form, 'my-tenders', await sheets.ownTenders(signed(request), form, abandoned));
      }
      allow('Query.tenders', viewer);
      const { buyerId } = query(request);
      const domain = domainOf(request);
      const filter = { ...(domain === undefined ? {} : { domain }), ...(buyerId === undefined ? {} : { buyerId }) };
      return exported(reply, form, 'tenders', await sheets.publicTenders(filter, form, abandoned));
    });
  });

  function contextOf(request: FastifyRequest): ApiContext {
    const context = known.get(request);
    if (!context) throw new Error('a route was reached past its hook');
    return context;
  }

  function signed(request: FastifyRequest): Viewer {
    const { viewer } = contextOf(request);
    if (!viewer) throw new Error('a route for members was reached without one');
    return viewer;
  }
}

/**
 * The rule of a GraphQL operation under which a route is; `null` for everybody. Whole lists are for members, whose rule
 * is asked once it is known which list.
 */
const rule = (operation: Operation | 'SIGNED_IN' | null, bodyLimit?: number) => ({
  config: { operation },
  ...(bodyLimit === undefined ? {} : { bodyLimit }),
});

function allow(operation: Operation, viewer: Viewer | null): void {
  const permission = mayCall(operation, viewer);
  if (permission === 'ALLOWED') return;
  if (permission === 'NOT_SIGNED_IN') throw notSignedIn();
  throw ofRefusal(403, permission === 'NOT_VERIFIED' ? permission : 'FORBIDDEN', {});
}

const notSignedIn = (): Refused =>
  new Refused(401, 'UNAUTHENTICATED', (language) => (language === 'zh' ? '请先登录。' : 'Sign in first.'));

/** What is no fault of ours, as a "no" that can be told. */
function refusedFrom(fault: unknown): Refused | undefined {
  if (fault instanceof Refused) return fault;
  if (fault instanceof ThreadFault && (fault.code === 'BUSY' || fault.code === 'CLOSED'))
    return ofRefusal(503, 'BUSY', { retrySeconds: 5 });
  if (fault instanceof GraphQLError) return ofGraphQL(fault);
  const { code } = fault as { readonly code?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return ofRefusal(413, 'TOO_LONG', { most: `${SHEET_LIMITS.bytes / 1e6} MB` }, 'file');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Refused(
      415,
      'INVALID',
      (language) => messageOf({ code: 'INVALID', facts: { expected: `${XLSX_TYPE}, ${CSV_TYPE}` } }, language),
      'content-type',
    );
  return ofServer(fault);
}

const invalid = (field: string, expected: string): Refused => ofRefusal(400, 'INVALID', { expected }, field);

function query(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  const given = request.query as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      typeof value === 'string' && value.length <= 200 ? [[name, value]] : [],
    ),
  );
}

function oneOf<T extends string>(request: FastifyRequest, name: string, values: readonly T[], usual?: T): T {
  const given = query(request)[name] ?? usual;
  const found = values.find((value) => value === given?.toUpperCase());
  if (found === undefined) throw invalid(name, values.join(', '));
  return found;
}

const isOwn = (request: FastifyRequest): boolean => oneOf(request, 'of', ['OWN', 'PUBLIC'] as const, 'OWN') === 'OWN';

function domainOf(request: FastifyRequest): Domain | undefined {
  const given = query(request)['domain'];
  if (given === undefined) return undefined;
  const domain = DOMAINS.find((one) => one === given);
  if (domain === undefined) throw invalid('domain', DOMAINS.join(', '));
  return domain;
}

function formOf(request: FastifyRequest, kind: ImportKind, language: Language): ExportForm {
  const codes = sheetsOf(kind).map(({ code }) => code);
  const spoken = query(request)['language'];
  if (spoken !== undefined && spoken !== 'zh' && spoken !== 'en') throw invalid('language', 'zh, en');
  return {
    format: oneOf(request, 'format', SHEET_FORMATS, 'XLSX'),
    language: spoken ?? language,
    sheet: oneOf(request, 'sheet', codes, codes[0]),
  };
}

/** A name may be percent-encoded, since headers hold no Chinese. */
function fileNameOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** By what the file begins with; a name or a type that says otherwise is no reason to read it wrongly. */
function formatOf(type: string | undefined, name: string | undefined, bytes: Uint8Array): SheetFormat {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOld = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (isZip || isOld) return 'XLSX';
  if (type?.startsWith(XLSX_TYPE) || /\.xlsx?$/i.test(name ?? '')) return 'XLSX';
  return 'CSV';
}

async function exported(
  reply: FastifyReply,
  form: ExportForm,
  name: string,
  { bytes, count, isCut }: Exported,
): Promise<unknown> {
  void reply.header('x-export-count', String(count)).header('x-export-cut', String(isCut));
  return send(reply, form, form.format === 'CSV' ? `${name}-${form.sheet.toLowerCase()}` : name, bytes);
}

async function send(
  reply: FastifyReply,
  { format }: Pick<ExportForm, 'format'>,
  name: string,
  bytes: Uint8Array,
): Promise<unknown> {
  const file = `${name}.${format.toLowerCase()}`;
  const plain = file.replace(/[^\w.-]/g, '_');
  return reply
    .header('content-type', TYPES[format])
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file).replace(/'/g, '%27')}`,
    )
    .header('cache-control', 'no-store')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
