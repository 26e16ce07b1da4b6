import fc from 'fast-check';
import { recogniseNeed } from './recognise-need';
import { LONGEST_TEXT } from './written-text';

/** Readings in one line each: `~` where settled by convention. */
function read(text: string): readonly string[] {
  return recogniseNeed(text).readings.map((reading) => {
    const mark = reading.inferred ? '~' : '';
    switch (reading.as) {
      case 'DUTY':
        return `${mark}${figure(reading.fact)}`;
      case 'REQUIREMENT': {
        const { requirement } = reading;
        if ('metric' in requirement) return `${mark}${figure(requirement)}`;
        if ('price' in requirement) return `${mark}price ${requirement.price.amount} ${requirement.price.currency}`;
        return `${mark}leadDays ${'leadDays' in requirement ? requirement.leadDays : '?'}`;
      }
      case 'STANDARD':
        return `${mark}${reading.citation.code} ${reading.citation.level}`;
      default:
        return `${mark}${reading.code}`;
    }
  });
}

interface Figure {
  readonly metric: string;
  readonly parameter?: string;
  readonly op: string;
  readonly value?: number;
  readonly valueMax?: number;
  readonly unit: string;
}

function figure({ metric, parameter, op, value, valueMax, unit }: Figure): string {
  const name = parameter === undefined ? metric : `${metric} ${parameter}`;
  return op === 'range' ? `${name} ${value}..${valueMax} ${unit}` : `${name} ${op} ${value} ${unit}`;
}

const left = (text: string): readonly string[] => recogniseNeed(text).unread.map((one) => `${one.why} ${one.text}`);

describe('a need recognised in a running text', () => {
  it.each<[string, readonly string[]]>([
    ['日处理5万吨，出水达到一级A', ['~capacity = 50000 m3/d', '~GB 18918-2002 1A']],
    [
      '设计规模5万m³/d，进水水质：COD 350mg/L、BOD5 180mg/L、氨氮 35mg/L，水温12~25℃；出水执行《城镇污水处理厂污染物排放标准》（GB18918-2002）一级A标准。采用MBR工艺，工期180日历天，最高限价3500万元。',
      [
        'capacity = 50000 m3/d',
        'inlet cod = 350 mg/L',
        'inlet bod5 = 180 mg/L',
        'inlet nh3n = 35 mg/L',
        'inlet water_temp 12..25 degC',
        'GB 18918-2002 1A',
        'water.mun.mbr',
        'leadDays 180',
        'price 35000000 CNY',
      ],
    ],
    [
      '烟气量120000Nm3/h，入口粉尘浓度20g/m3，出口≤10mg/m3，除尘效率不低于99.9%，噪声不大于85dB(A)',
      [
        'capacity = 120000 Nm3/h',
        'inlet pm = 20 g/m3',
        '~outlet pm <= 10 mg/m3',
        '~removal_pct pm >= 99.9 %',
        'noise_level <= 85 dB(A)',
      ],
    ],
    [
      'Design flow 20 MGD; influent BOD5 220 mg/L, TSS 250 mg/L; effluent BOD5 less than 10 mg/L, total phosphorus below 0.5 mg/L. Delivery within 240 days.',
      [
        'capacity = 20 MGD (US)',
        'inlet bod5 = 220 mg/L',
        'inlet ss = 250 mg/L',
        'outlet bod5 < 10 mg/L',
        'outlet tp < 0.5 mg/L',
        'leadDays 240',
      ],
    ],
    [
      'COD、BOD5、SS进水分别为350、180、220mg/L，出水分别不大于50、10、10mg/L',
      [
        'inlet cod = 350 mg/L',
        'inlet bod5 = 180 mg/L',
        'inlet ss = 220 mg/L',
        'outlet cod <= 50 mg/L',
        'outlet bod5 <= 10 mg/L',
        'outlet ss <= 10 mg/L',
      ],
    ],
    [
      '颗粒物监测仪：量程0-1000μg/m3，检出限≤2μg/m3，PM2.5示值误差≤±2%',
      ['mon.air.pm-beta', 'range_max >= 1000 ug/m3', 'lod <= 2 ug/m3', 'indication_error pm25 <= 2 %'],
    ],
    ['要求COD去除率≥90%，吨水电耗不高于0.5kWh/m3', ['removal_pct cod >= 90 %', 'spec_energy_water <= 0.5 kWh/m3']],
    [
      '浙江省温州市乐清市环境空气自动站，预算440万元',
      ['CN-ZJ-3303-330382', 'mon.air.ambient-station', 'price 4400000 CNY'],
    ],
    ['WWTP upgrade 1B to Class 1A, 900 000 t/d', ['~GB 18918-2002 1A', '~capacity = 900000 m3/d']],
    ['五万吨/日污水厂', ['~capacity = 50000 m3/d']],
    ['污泥脱水200吨/天', ['waste.sludge.dewatering', '~capacity = 200 t/d']],
    ['SO2排放浓度≤35mg/Nm3，NOx≤50mg/Nm3', ['outlet so2 <= 35 mg/Nm3', 'outlet nox <= 50 mg/Nm3']],
    [
      '进水pH 6-9，出水pH 6~9，进水氨氮25mg/L，出水氨氮5mg/L',
      ['inlet ph 6..9 1', 'outlet ph 6..9 1', 'inlet nh3n = 25 mg/L', '~outlet nh3n <= 5 mg/L'],
    ],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ['出水水质达到地表水准IV类标准', ['NOT_THE_CLASS IV类标准']],
    ['由一级B提高到一级A', ['PRESENT_STATE 一级B']],
    ['废水量2000方/天，执行GB 8978-1996', ['WHICH_CLASS GB 8978-1996']],
    ['按HJ 2006-2010设计', ['UNKNOWN_STANDARD HJ 2006-2010']],
    ['污水处理不采用MBR', ['EXCLUDED MBR']],
    ['污水COD≤350mg/L', ['WHICH_SIDE COD≤350mg/L']],
    ['噪声 85dB(A)', ['WHICH_BOUND 噪声 85dB(A)']],
    ['近期2万吨/日污水，远期5万吨/日', ['SECOND_FIGURE 2万吨/日', 'SECOND_FIGURE 5万吨/日']],
  ])('leaves to the buyer what %s does not settle', (text, expected) => {
    expect(left(text)).toEqual(expected);
  });

  it.each([
    '',
    '2024年5月1日前完成，电话0571-88888888，邮编310000，共3包，第2包',
    '锅炉3台，单台35t/h',
    'As can be seen, no more than 3 bids will be considered.',
    '本项目总投资3.2亿元',
    '国家大气颗粒物组分-光化学监测网（包5）',
  ])('takes nothing from %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['总投资不超过1.5亿元', ['~price 150000000 CNY']],
    ['工程造价控制在三千五百万元以内，总造价不高于3500万元', ['~price 35000000 CNY']],
    ['预算一亿五千万元', ['price 150000000 CNY']],
    ['最高限价：人民币叁仟伍佰万圆整', ['price 35000000 CNY']],
    ['预算金额一点五亿元', ['price 150000000 CNY']],
    ['预算3500万元（大写：三千五百万元整）', ['price 35000000 CNY']],
    ['投标保证金不超过五十万元', []],
  ])('reads a budget as it is written: %s', (text, readings) => {
    expect(read(text)).toEqual(readings);
  });

  it('names what a text leaves open, with what is likely', () => {
    const { open } = recogniseNeed('日处理5万吨，出水达到一级A。本项目采用EPC模式，由一家单位承担。');
    expect(open).toMatchObject({ scenario: true, scenarios: ['water.municipal'], technology: true });
    expect(open.technologies).toContain('water.mun.mbr');
    expect(open.passedOver.map(({ text }) => text)).toEqual(['本项目采用EPC模式，由一家单位承担']);
    const named = recogniseNeed('农村生活污水，采用MBR工艺，COD 350mg/L，进水氨氮 35mg/L。').open;
    expect(named).toMatchObject({ technology: false, technologies: [] });
    const byTechnology = recogniseNeed('MBR，1万吨/天').open;
    expect(byTechnology).toMatchObject({ scenario: true, scenarios: ['water.municipal'], technology: false });
  });

  it('says which clauses of a sentence it passed over, where they look like a demand', () => {
    const passed = (text: string) => recogniseNeed(text).open.passedOver.map((one) => one.text);
    const text = '规模5万吨/天，位置优越，应配备3名驻场人员，COD≤1,000 mg/L';
    expect(passed(text)).toEqual(['应配备3名驻场人员']);
    expect(passed('Flow 5000 m3/d. The plant shall run unattended. Nice views')).toEqual([
      'The plant shall run unattended',
      'Nice views',
    ]);
    for (const one of recogniseNeed(text).open.passedOver) expect(text.slice(one.from, one.to)).toBe(one.text);
  });

  it('takes the class of a quasi-class for none, and the limits beside it as they stand', () => {
    expect(read('出水达到地表水准IV类标准，COD≤30mg/L')).toEqual(['outlet cod <= 30 mg/L']);
  });

  it('asks for what the cited rows leave open, as a draft does', () => {
    const { need, toSettle, otherParameters } = recogniseNeed('进水氨氮25mg/L，出水执行GB 18918-2002一级A');
    expect(need.standards).toEqual([{ code: 'GB 18918-2002', level: '1A', parameters: ['nh3n'] }]);
    expect(toSettle).toContain('water temperature > 12 degC');
    expect(otherParameters).toContain('cod');
  });

  it('says where in the text each reading stands, whatever forms it is written in', () => {
    const text = 'ＣＯＤ 进水３５０㎎／Ｌ，规模５万㎥／ｄ，出水达到一级Ａ';
    const { readings } = recogniseNeed(text);
    expect(readings.map((one) => text.slice(one.from, one.to))).toEqual(readings.map((one) => one.text));
    expect(readings.map((one) => one.text)).toEqual(['ＣＯＤ 进水３５０㎎／Ｌ', '５万㎥／ｄ', '一级Ａ']);
  });

  it('invents no figure, and keeps to its places, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '进水',
        '出水',
        'COD',
        '氨氮',
        'SO2',
        '≤',
        '不低于',
        '50',
        '1,000',
        '0.5',
        '-',
        '~',
        'mg/L',
        'mg/m3',
        '万吨/日',
        'm3/d',
        '%',
        '去除率',
      ],
      ...[
        '，',
        '。',
        '；',
        '\n',
        ' ',
        'GB 18918-2002',
        '一级A',
        '表2',
        'IV类',
        '准',
        'MBR',
        '浙江省',
        '180天',
        '工期',
        '预算',
        '万元',
        '分别为',
        '、',
      ],
      ...[
        'Class 1A',
        'not exceeding',
        'lead',
        'As',
        'NO',
        '😀',
        '\ud800',
        '㎡',
        '½',
        '①',
        '五万',
        'pH',
        'to',
        'p.e.',
        '量程',
        '检出限',
        '℃',
        '±',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const { readings, unread } = recogniseNeed(text);
        for (const one of [...readings, ...unread]) {
          expect(one.from).toBeLessThanOrEqual(one.to);
          expect(text.slice(one.from, one.to)).toBe(one.text);
        }
        for (const one of readings) {
          const stated =
            one.as === 'DUTY'
              ? one.fact
              : one.as === 'REQUIREMENT' && 'metric' in one.requirement
                ? one.requirement
                : undefined;
          if (stated === undefined) continue;
          expect(Number.isFinite(stated.value)).toBe(true);
          expect(stated.unit).not.toBe('');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads the length of a paragraph and is not kept busy by text made to be slow', () => {
    for (const one of [
      'COD、',
      '1、',
      'GB 18918-2002',
      '一级',
      '5万',
      '进水',
      '1,',
      '分别',
      '《',
      '浙江',
      'a',
      '不大于',
      '1-',
      ' ',
      '1 mg/L ',
      '由一级A',
    ]) {
      recogniseNeed(one.repeat(Math.ceil((LONGEST_TEXT * 2) / one.length)));
    }
  });
});
