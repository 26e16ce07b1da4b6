import { legalClocks, minimumPeriods } from './index';

describe('legal clocks', () => {
  it('give the minimum periods of each track and method', () => {
    expect(minimumPeriods('GOVERNMENT_PROCUREMENT', 'OPEN')).toMatchObject({
      toDeadline: { clockId: 'gp-open-deadline', amount: 20, unit: 'DAYS' },
      documentsOnOffer: { clockId: 'gp-documents-on-offer', amount: 5, unit: 'WORKING_DAYS' },
      changeToDeadline: { clockId: 'gp-change-to-deadline', amount: 15, unit: 'DAYS' },
      calendar: { weekend: [6, 0] },
    });
    expect(minimumPeriods('TENDERING_LAW', 'OPEN').documentsOnOffer).toEqual({
      clockId: 'tl-documents-on-offer',
      amount: 5,
      unit: 'DAYS',
    });
    expect(minimumPeriods('GOVERNMENT_PROCUREMENT', 'CONSULTATION').toDeadline).toMatchObject({
      amount: 10,
      unit: 'DAYS',
    });
    expect(minimumPeriods('GOVERNMENT_PROCUREMENT', 'NEGOTIATION').toDeadline).toMatchObject({
      amount: 3,
      unit: 'WORKING_DAYS',
    });
    expect(minimumPeriods('GOVERNMENT_PROCUREMENT', 'INQUIRY').toDeadline).toMatchObject({
      clockId: 'gp-inquiry-deadline',
    });
    expect(minimumPeriods('PRIVATE', 'OPEN')).toMatchObject({
      toDeadline: null,
      documentsOnOffer: null,
      changeToDeadline: null,
    });
  });

  it('show what was not re-read, and let it decide nothing', () => {
    const shown = legalClocks().list.filter((clock) => clock.confidence === 'K');
    expect(shown.map((clock) => clock.id)).toContain('gp-sme-deduction-min');
    expect(shown.some((clock) => legalClocks().decides(clock))).toBe(false);
    expect(
      legalClocks()
        .list.filter((clock) => clock.confidence !== 'K')
        .every((clock) => legalClocks().decides(clock)),
    ).toBe(true);
  });

  it('name law and article', () => {
    const clock = legalClocks().byId('gp-open-deadline');
    expect(clock && legalClocks().citation(clock, 'zh')).toBe('中华人民共和国政府采购法（2014年修正）第35条');
    expect(clock && legalClocks().citation(clock, 'en')).toBe(
      'Government Procurement Law (amended 2014-08-31), art. 35',
    );
  });

  it('say that public holidays are not in the calendar', () => {
    expect(legalClocks().calendar).toMatchObject({ weekend: [6, 0], holidays: [], confidence: 'weekends-only' });
  });
});
