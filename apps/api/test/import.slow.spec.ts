import { ImportReads, type ImportItem } from '@huanpei/app';
import { eventually } from '@huanpei/testing';
import { Client } from 'pg';
import { messyWorkbook } from './messy-workbook';
import { RunningApi, type Person } from './running-api';

let api: RunningApi;
let supplier: Person;
beforeAll(async () => {
  api = await RunningApi.start({ roles: ['indexer'] });
  supplier = await api.person('SUPPLIER', 'EDITOR');
});
afterAll(() => api.stop());

const ROWS = 5_000;

async function itemsOf(id: string): Promise<readonly ImportItem[]> {
  const reads = api.app.get(ImportReads);
  const items: ImportItem[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await reads.items(id, {}, { first: 500, after });
    items.push(...page.items.map(({ node }) => node));
    after = page.items.at(-1)?.cursor ?? null;
    more = page.hasNextPage;
  }
  return items;
}

const said = (notes: ImportItem['faults']) =>
  notes.map(({ code, address, row }) => (address === null ? `${code} row ${row}` : `${code} ${address}`)).sort();

it('reports a messy workbook of 5,000 rows row by row, and keeps exactly what is right in it', async () => {
  const { bytes, rows, expected } = messyWorkbook(20261127, ROWS);
  const cpu = process.cpuUsage();
  const from = performance.now();
  const answer = await api.app.inject({
    method: 'POST',
    url: '/imports?kind=LISTINGS',
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': 'messy.xlsx',
      authorization: `Bearer ${supplier.token}`,
    },
    payload: Buffer.from(bytes),
  });
  expect(answer.statusCode).toBe(201);
  const { id } = JSON.parse(answer.payload) as { id: string };
  const reads = api.app.get(ImportReads);
  // While it is read, others are answered.
  let longest = 0;
  let asked = 0;
  const record = await eventually(async () => {
    const begun = performance.now();
    await api.ask('{ units { unit } }');
    longest = Math.max(longest, performance.now() - begun);
    asked += 1;
    const found = await reads.record(id);
    if (found?.state !== 'CHECKED') throw new Error(`still ${found?.state}`);
    return found;
  }, 90_000);
  const checkedIn = performance.now() - from;
  const items = await itemsOf(id);
  expect(record.counts.rows).toBe(rows);
  // How much of its kind a listing states is not what makes a workbook messy.
  const asRead = (notes: ImportItem['warnings']) => notes.filter(({ code }) => code !== 'SAYS_LITTLE');
  expect(
    items.map(({ key, plan, faults, warnings }) => ({
      key,
      plan,
      faults: said(faults),
      warnings: said(asRead(warnings)),
    })),
  ).toEqual(expected.map(({ key, plan, faults, warnings }) => ({ key, plan, faults, warnings })));

  const begun = performance.now();
  await api.ask('mutation ($id: ID!) { startImport(id: $id) { __typename } }', { id }, { as: supplier.token });
  const done = await eventually(async () => {
    const found = await reads.record(id);
    if (found?.state !== 'DONE') throw new Error(`still ${found?.state} ${found?.position}`);
    return found;
  }, 90_000);
  const ranIn = performance.now() - begun;
  const right = expected.filter(({ plan }) => plan === 'CREATE');
  expect(done.counts).toMatchObject({ created: right.length, failed: 0 });
  const { rows: kept } = await query(supplier.organisationId);
  expect(new Map(kept.map(({ key, facts }) => [key, facts]))).toEqual(
    new Map(right.map(({ key, facts }) => [key, facts])),
  );

  const counts: Record<string, number> = {};
  for (const { faults, warnings } of items)
    for (const { code } of [...faults, ...warnings]) counts[code] = (counts[code] ?? 0) + 1;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(
    `${JSON.stringify({
      rows,
      things: items.length,
      bytes: bytes.length,
      created: done.counts.created,
      refused: done.counts.refused,
      checkSeconds: Math.round(checkedIn / 100) / 10,
      runSeconds: Math.round(ranIn / 100) / 10,
      cpuSeconds: Math.round((user + system) / 1e5) / 10,
      othersAnswered: asked,
      othersLongestMs: Math.round(longest),
      counts,
    })}\n`,
  );
}, 240_000);

async function query(organisationId: string): Promise<{ rows: readonly { key: string; facts: readonly object[] }[] }> {
  const client = new Client({ connectionString: api.database.url });
  await client.connect();
  try {
    return await client.query(
      `select k.key, l.staged -> 'content' -> 'facts' as facts from external_key k join listing l on l.id = k.subject_id
       where k.organisation_id = $1 order by k.key`,
      [organisationId],
    );
  } finally {
    await client.end();
  }
}
