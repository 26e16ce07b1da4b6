import { againstOf, comparedWith, pointsOf, type Change } from './changes';

const change = (fieldLabel: string): Change => ({
  kind: 'CHANGED',
  section: 'GENERAL',
  sectionLabel: '基本信息',
  subject: null,
  field: 'leadDays',
  fieldLabel,
  before: '60',
  after: '45',
});
const PUBLISHED = [change('published')];
const sentBack = { at: '2026-11-28T00:00:00Z', changes: [change('sent back')] };

describe('what a revision is compared with', () => {
  it('is what was sent back, where it was, and what is published if one asks', () => {
    const staged = { state: 'SUBMITTED', changes: PUBLISHED, sentBack } as const;
    expect(againstOf(staged)).toEqual(['SENT_BACK', 'PUBLISHED']);
    expect(comparedWith(staged, null)).toEqual({ against: 'SENT_BACK', changes: sentBack.changes });
    expect(comparedWith(staged, 'PUBLISHED')).toEqual({ against: 'PUBLISHED', changes: PUBLISHED });
  });

  it('is never what there is not, whatever the address says', () => {
    expect(comparedWith({ state: 'SUBMITTED', changes: null, sentBack }, 'PUBLISHED')?.against).toBe('SENT_BACK');
    expect(comparedWith({ state: 'SUBMITTED', changes: PUBLISHED, sentBack: null }, 'SENT_BACK')?.against).toBe(
      'PUBLISHED',
    );
    expect(comparedWith({ state: 'SUBMITTED', changes: null, sentBack: null }, null)).toBeUndefined();
    expect(againstOf({ state: 'CHANGES_REQUESTED', changes: PUBLISHED, sentBack })).toEqual(['PUBLISHED']);
  });

  it('stands beside the points that were asked for, each by itself', () =>
    expect(pointsOf('缺少编号。\n\n 请核对单位。 ')).toEqual(['缺少编号。', '请核对单位。']));
});
