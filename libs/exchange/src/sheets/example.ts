import type { Language, ListingContent, TenderContent } from '@huanpei/domain';
import type { ImportKind } from './layout';
import { nameKey } from './vocabulary';
import type { ExportedListing, ExportedTender } from './write-file';

/** The key of the example in a template, by which an import leaves its rows out. */
const EXAMPLE_KEYS: Readonly<Record<Language, string>> = { zh: '示例（不导入）', en: 'EXAMPLE (not imported)' };
const KNOWN = new Set(Object.values(EXAMPLE_KEYS).map(nameKey));

/** Whether a key is that of the example in a template. */
export const isExampleKey = (key: string): boolean => KNOWN.has(nameKey(key));

const LISTING: ListingContent = {
  kind: 'EQUIPMENT',
  name: { zh: 'MBR 一体化污水处理设备', en: 'MBR package plant' },
  summary: { zh: '每行一件装备，可删去本行', en: 'One listing a row; this one may be removed' },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  regions: ['CN'],
  modular: true,
  leadDays: 90,
  price: { amountMinor: 128_000_000, currency: 'CNY', per: 'unit' },
  facts: [
    { metric: 'capacity', op: '<=', value: 5_000, unit: 'm3/d', basis: 'GUARANTEED' },
    { metric: 'inlet', parameter: 'cod', op: 'range', value: 100, valueMax: 500, unit: 'mg/L', basis: 'GUARANTEED' },
    {
      metric: 'outlet',
      parameter: 'nh3n',
      op: '<=',
      value: 1.5,
      unit: 'mg/L',
      condition: 'water_temp > 12 degC',
      basis: 'TESTED',
      attachmentId: 'r1',
    },
  ],
  attachments: [{ id: 'r1', kind: 'TEST_REPORT', title: 'CMA-2026-0117' }],
  sources: [],
};

const TENDER: TenderContent = {
  title: { zh: '某污水处理厂 MBR 设备采购', en: 'MBR equipment of a sewage works' },
  summary: { zh: '每行一个招标，可删去本行', en: 'One tender a row; this one may be removed' },
  track: 'TENDERING_LAW',
  method: 'OPEN',
  region: 'CN-JS',
  budget: { amountMinor: 800_000_000, currency: 'CNY' },
  documentsUntil: null,
  deadline: null,
  lots: [
    {
      id: '1',
      title: { zh: 'MBR 设备', en: 'MBR equipment' },
      need: {
        domain: 'water',
        technologies: ['water.mun.mbr'],
        duty: [
          { metric: 'capacity', op: '=', value: 5_000, unit: 'm3/d' },
          { metric: 'inlet', parameter: 'cod', op: '=', value: 350, unit: 'mg/L' },
        ],
        standards: [{ code: 'GB 18918-2002', level: '1A' }],
        requirements: [
          {
            id: 'r1',
            mandatory: true,
            metric: 'spec_energy_water',
            op: '<=',
            value: 0.6,
            unit: 'kWh/m3',
          },
        ],
      },
    },
  ],
};

/** One thing as people write it, to be looked at. */
export const exampleOf = (kind: ImportKind, language: Language): ExportedListing | ExportedTender =>
  kind === 'LISTINGS'
    ? { key: EXAMPLE_KEYS[language], content: LISTING, notes: {} }
    : { key: EXAMPLE_KEYS[language], content: TENDER, notes: {} };
