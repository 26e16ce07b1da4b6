import { isInstant, lapsesOf, pairsOf, pathOf, shortHash, shortId, variablesOf } from './audit-filter';

const of = (address: string) => variablesOf(new URLSearchParams(address));

describe('what is asked of the audit chain', () => {
  it('is all of it, newest first, where the address says nothing', () =>
    expect(of('')).toEqual({
      first: 50,
      after: null,
      subjectKind: null,
      subjectId: null,
      actions: null,
      actor: null,
      from: null,
      until: null,
      order: 'NEWEST_FIRST',
    }));

  it('takes a period by days of Shanghai, the last day with all its hours', () =>
    expect(of('from=2026-11-01&until=2026-11-30')).toMatchObject({
      from: '2026-10-31T16:00:00.000Z',
      until: '2026-11-30T16:00:00.000Z',
    }));

  it('leaves out what it does not know', () =>
    expect(of('kind=CAT&action=DROP&from=yesterday&until=2026-02-30&id=%20&order=x')).toEqual(of('')));

  it('takes what it knows', () =>
    expect(of('kind=LISTING&action=LISTING_REJECT&id=%20l1%20&actor=m1&order=OLDEST_FIRST&after=a&after=b')).toEqual({
      first: 50,
      after: 'b',
      subjectKind: 'LISTING',
      subjectId: 'l1',
      actions: ['LISTING_REJECT'],
      actor: 'm1',
      from: null,
      until: null,
      order: 'OLDEST_FIRST',
    }));
});

describe('an entry of the audit chain', () => {
  it('shows what else was kept as pairs, without what is nothing', () =>
    expect(pairsOf('{"fits":3,"gone":false,"before":null,"on":"2026-01-01"}')).toEqual([
      ['fits', 3],
      ['gone', false],
      ['on', '2026-01-01'],
    ]));

  it('tells the kinds of what lapsed from what they are of', () =>
    expect(lapsesOf('CONFIRMATION 2026-06-01; CERTIFICATE ccep 2026-06-30')).toEqual([
      { kind: 'CONFIRMATION', rest: '2026-06-01' },
      { kind: 'CERTIFICATE', rest: 'ccep 2026-06-30' },
    ]));

  it('leads to what it was about where there is a page of it', () => {
    expect(pathOf('LISTING', 'a/b')).toBe('/work/review/a%2Fb');
    expect(pathOf('TENDER', 't')).toBe('/tenders/t');
    expect(pathOf('MEMBER', 'm')).toBeUndefined();
  });

  it('tells instants from other texts, and shortens hashes', () => {
    expect(isInstant('2026-11-28T02:00:00.000Z')).toBe(true);
    expect(isInstant('2026-11-28')).toBe(false);
    expect(shortHash('0123456789abcdef')).toBe('0123456789');
    expect(shortId('ill-mbr-10000')).toBe('ill-mbr-10000');
    expect(shortId('01a21ff7-80c2-7f57-9054-2934de6228a9')).toBe('01a21ff7…6228a9');
  });
});
