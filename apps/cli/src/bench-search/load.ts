import type { Listing, Organisation, Tender } from '@huanpei/domain';
import { Client } from 'pg';
import { copyIn } from '../bench/copy-in';
import { BUYER, type SearchMarket } from './market';

/** Writes the rows of a market into an empty, migrated database, as if they had been there for long: no job is sent. */
export async function loadMarket(databaseUrl: string, market: SearchMarket): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const buyer: Organisation = { ...market.firm(0), id: BUYER, kind: 'BUYER', name: { zh: '采购方', en: 'Buyer' } };
    await copyIn(client, `copy organisation (${ORGANISATION.join(', ')}) from stdin`, firms(market, buyer));
    await copyIn(client, `copy listing (${LISTING.join(', ')}) from stdin`, listings(market));
    await copyIn(client, `copy tender (${TENDER.join(', ')}) from stdin`, tenders(market));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const ORGANISATION = [
  ...['id', 'kind', 'state', 'name', 'credit_code', 'credit_code_check', 'region', 'honours', 'demo', 'reason'],
  ...['created_at', 'decided_at', 'version'],
];
const LISTING = [
  ...['id', 'supplier_id', 'state', 'revision', 'content', 'staged', 'origin', 'reason', 'created_at', 'published_at'],
  ...['confirmed_on', 'version'],
];
const TENDER = [
  ...['id', 'buyer_id', 'state', 'revision', 'content', 'deadline', 'origin', 'from_demand_id', 'created_at'],
  ...['published_at', 'reason', 'version'],
];

function* firms(market: SearchMarket, buyer: Organisation): Iterable<string> {
  yield organisationLine(buyer);
  for (let number = 0; number < market.firms; number += 1) yield organisationLine(market.firm(number));
}

function* listings(market: SearchMarket): Iterable<string> {
  for (let number = 0; number < market.listings; number += 1) {
    const one: Listing = market.listing(number);
    yield line([
      ...[one.id, one.supplierId, one.state, one.revision, one.content, one.staged, one.origin, one.reason],
      ...[one.createdAt, one.publishedAt, one.confirmedOn, one.version],
    ]);
  }
}

function* tenders(market: SearchMarket): Iterable<string> {
  for (let number = 0; number < market.tenders; number += 1) {
    const one: Tender = market.tender(number);
    yield line([
      ...[one.id, one.buyerId, one.state, one.revision, one.content, one.deadline, one.origin, one.fromDemandId],
      ...[one.createdAt, one.publishedAt, one.reason, one.version],
    ]);
  }
}

const organisationLine = (one: Organisation): string =>
  line([
    ...[one.id, one.kind, one.state, one.name, one.creditCode, one.creditCodeCheck, one.region, one.honours, one.demo],
    ...[one.reason, one.createdAt, one.decidedAt, one.version],
  ]);

const line = (values: readonly unknown[]): string => values.map(field).join('\t');

/** In Postgres' text format. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const text =
    value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replace(/[\\\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign);
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
