import { createHash } from 'node:crypto';
import { chain, type AuditEntry, type Decision } from '@huanpei/domain';
import type { Reads } from '../ports/reads';
import { ProveAudit } from './prove-audit';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const decision: Decision = {
  actor: 'SYSTEM',
  organisationId: null,
  action: 'TENDER_CLOSED',
  subjectKind: 'TENDER',
  subjectId: 't',
  revision: 1,
  reason: null,
  data: {},
};

function entries(count: number): AuditEntry[] {
  const made: AuditEntry[] = [];
  for (let at = 0; at < count; at += 1)
    made.push(chain({ ...decision, revision: at }, made.at(-1) ?? null, new Date(at), sha256));
  return made;
}

function proving(kept: readonly AuditEntry[]): ProveAudit {
  return new ProveAudit(
    {
      auditEntries: async (after, limit) => kept.filter(({ position }) => position > after).slice(0, limit),
      auditHead: async () => kept.at(-1)?.position ?? 0,
    } satisfies Pick<Reads, 'auditEntries' | 'auditHead'> as unknown as Reads,
    { sha256 },
  );
}

const ten = entries(10);
const without = (position: number) => ten.filter((entry) => entry.position !== position);
const changed = (position: number) =>
  ten.map((entry) => (entry.position === position ? { ...entry, reason: 'since changed' } : entry));

it('proves a stretch from the beginning, and one in the middle by the entry before it', async () => {
  expect(await proving(ten).execute(0, 4)).toEqual({ from: 1, to: 4, lastHash: ten[3]!.hash, broken: null });
  expect(await proving(ten).execute(4, 100)).toEqual({ from: 5, to: 10, lastHash: ten[9]!.hash, broken: null });
  expect(await proving(ten).execute(10, 5)).toEqual({ from: 0, to: 0, lastHash: null, broken: null });
  expect(await proving([]).execute(0, 5)).toEqual({ from: 0, to: 0, lastHash: null, broken: null });
});

it('names what was changed, and what was taken out, also just before the stretch', async () => {
  expect(await proving(changed(7)).execute(4, 100)).toEqual({
    from: 5,
    to: 6,
    lastHash: ten[5]!.hash,
    broken: { position: 7, fault: 'HASH' },
  });
  expect(await proving(without(7)).execute(4, 100)).toMatchObject({ to: 6, broken: { position: 7, fault: 'GAP' } });
  expect(await proving(without(4)).execute(4, 100)).toMatchObject({ to: 0, broken: { position: 4, fault: 'GAP' } });
});

it('finds nothing in a stretch that does not hold the fault', async () => {
  expect((await proving(changed(2)).execute(4, 100)).broken).toBeNull();
});
