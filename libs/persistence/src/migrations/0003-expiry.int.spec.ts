import { freshDatabase } from '@huanpei/testing';
import { Client } from 'pg';
import { marketplace } from './0001-marketplace';
import { expiry } from './0003-expiry';

it('takes what suppliers published for confirmed on that day in Shanghai, and has all of it looked at', async () => {
  const database = await freshDatabase(async () => undefined, 'bare');
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(marketplace.sql);
    await client.query(
      `insert into organisation (id, kind, state, name, credit_code_check, honours, demo, created_at, version)
       values ('o', 'SUPPLIER', 'VERIFIED', '{}', 'ABSENT', '[]', false, now(), 1)`,
    );
    await client.query(
      `insert into listing (id, supplier_id, state, revision, origin, created_at, published_at, version) values
       ('evening', 'o', 'PUBLISHED', 1, 'SUPPLIER', now(), '2025-06-01T17:00:00Z', 1),
       ('record', 'o', 'PUBLISHED', 1, 'REAL_RECORD', now(), '2025-06-01T17:00:00Z', 1),
       ('draft', 'o', 'DRAFT', 0, 'SUPPLIER', now(), null, 1)`,
    );
    await client.query(expiry.sql);
    const { rows } = await client.query('select id, confirmed_on, expiry_next_on from listing order by id');
    expect(rows).toEqual([
      { id: 'draft', confirmed_on: null, expiry_next_on: '' },
      { id: 'evening', confirmed_on: '2025-06-02', expiry_next_on: '' },
      { id: 'record', confirmed_on: null, expiry_next_on: '' },
    ]);
  } finally {
    await client.end();
    await database.drop();
  }
});
