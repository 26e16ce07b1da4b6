import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { canonicalJson, chain, firstBrokenLink, type AuditEntry, type Decision } from './audit';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const decision = fc.record<Decision>({
  actor: fc.string(),
  organisationId: fc.option(fc.string(), { nil: null }),
  action: fc.constantFrom('LISTING_APPROVE', 'TENDER_PUBLISHED'),
  subjectKind: fc.constantFrom('LISTING', 'TENDER'),
  subjectId: fc.string(),
  revision: fc.option(fc.nat(), { nil: null }),
  reason: fc.option(fc.string(), { nil: null }),
  data: fc.dictionary(
    fc.string(),
    fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
      fc.boolean(),
      fc.constant(null),
    ),
  ),
});
const trail = fc.array(decision, { minLength: 2, maxLength: 12 }).map((decisions) => {
  const entries: AuditEntry[] = [];
  decisions.forEach((one, index) =>
    entries.push(chain(one, entries[index - 1] ?? null, new Date(1_700_000_000_000 + index), sha256)),
  );
  return entries;
});

describe('audit chain', () => {
  it('proves what was written', () => {
    fc.assert(
      fc.property(trail, (entries) => expect(firstBrokenLink(entries, null, sha256)).toBeUndefined()),
      { numRuns: 300 },
    );
  });

  it('names the first entry that was changed', () => {
    fc.assert(
      fc.property(trail, fc.nat(), fc.constantFrom('actor', 'subjectId', 'reason'), (entries, pick, field) => {
        const index = pick % entries.length;
        const forged = entries.map((entry, at) =>
          at === index ? { ...entry, [field]: `${entry[field as 'actor'] ?? ''}x` } : entry,
        );
        expect(firstBrokenLink(forged, null, sha256)).toEqual({ position: index + 1, fault: 'HASH' });
      }),
      { numRuns: 500 },
    );
  });

  it('notices an entry taken out, and one rewritten with a hash of its own', () => {
    fc.assert(
      fc.property(trail, fc.nat(), (entries, pick) => {
        const index = pick % (entries.length - 1);
        const without = entries.filter((_entry, at) => at !== index);
        expect(firstBrokenLink(without, null, sha256)).toEqual({ position: index + 1, fault: 'GAP' });
        const original = entries[index] as AuditEntry;
        const rewritten = chain(
          { ...original, reason: `${original.reason ?? ''}!` },
          entries[index - 1] ?? null,
          original.at,
          sha256,
        );
        const swapped = entries.map((entry, at) => (at === index ? rewritten : entry));
        expect(firstBrokenLink(swapped, null, sha256)).toEqual({ position: index + 2, fault: 'PREVIOUS_HASH' });
      }),
      { numRuns: 300 },
    );
  });

  it('writes one value as one text, whatever the order of its keys', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, { y: 2, x: undefined }], c: null } })).toBe(
      '{"a":{"c":null,"d":[1,{"y":2}]},"b":1}',
    );
  });
});
