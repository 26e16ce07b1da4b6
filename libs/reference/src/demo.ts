import {
  shanghaiDay,
  type ArchivedDemand,
  type ListingContent,
  type ListingOrigin,
  type TenderContent,
} from '@huanpei/domain';
import { dataFile, once } from './data-file';
import { parameters } from './parameters';
import type { Bilingual } from './source';
import { taxonomy } from './taxonomy';
import { units } from './units';

/** A supplier or buyer of the demonstration; never a real firm. */
export interface DemoOrganisation {
  readonly key: string;
  readonly kind: 'SUPPLIER' | 'BUYER';
  readonly name: Bilingual;
  readonly region: string;
  readonly demo: true;
  readonly origin: Exclude<ListingOrigin, 'SUPPLIER'>;
}

/** A listing to start with: a real record under a demo supplier, or an illustration plainly marked as one. */
export interface DemoListing {
  readonly id: string;
  /** Key of a demo organisation. */
  readonly supplier: string;
  readonly origin: Exclude<ListingOrigin, 'SUPPLIER'>;
  readonly confidence: string;
  /** Without certificates: their last days are counted from the first start. */
  readonly content: ListingContent & { readonly name: Bilingual; readonly summary: Bilingual };
  /** Days from the first start to the last day of a certificate; negative when it has lapsed. */
  readonly certificateDays?: Readonly<Record<string, number>>;
  /** Standards the record names for the equipment, as written. */
  readonly standards?: readonly string[];
  readonly category?: string;
  /** What is odd about the record; it is shown, not repaired. */
  readonly remark?: Bilingual;
  /** What else the source says, as it says it. */
  readonly record?: Readonly<Record<string, unknown>>;
}

/** A real public demand of the past. `need` holds only what the record states. */
export interface DemoDemand extends ArchivedDemand {
  readonly title: Bilingual;
  readonly originalTitle?: string;
  readonly budgetKind?: string;
  readonly budgetNote?: string;
  readonly confidence: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** An open tender of the demonstration; its deadlines are counted from the first start. */
export interface DemoTender {
  readonly id: string;
  readonly buyer: string;
  readonly origin: 'ILLUSTRATION';
  readonly confidence: string;
  readonly deadlineDays: number;
  readonly documentsDays: number;
  readonly content: Omit<TenderContent, 'deadline' | 'documentsUntil'> & {
    readonly title: Bilingual;
    readonly summary: Bilingual;
  };
}

export interface EquipmentFile {
  readonly suppliers: readonly DemoOrganisation[];
  readonly listings: readonly DemoListing[];
}
export interface DemandsFile {
  readonly demands: readonly DemoDemand[];
}
export interface IllustrationsFile {
  readonly suppliers: readonly DemoOrganisation[];
  readonly buyers: readonly DemoOrganisation[];
  readonly listings: readonly DemoListing[];
  readonly tenders: readonly DemoTender[];
}

export interface Demo {
  readonly organisations: readonly DemoOrganisation[];
  /** The real records of equipment, then the illustrations. */
  readonly listings: readonly DemoListing[];
  readonly demands: readonly DemoDemand[];
  readonly tenders: readonly DemoTender[];
}

export const equipmentFile = dataFile<EquipmentFile>('demo/equipment.json');
export const demandsFile = dataFile<DemandsFile>('demo/demands.json');
export const illustrationsFile = dataFile<IllustrationsFile>('demo/illustrations.json');

/** The demonstration data. */
export const demo: () => Demo = once(() => {
  const equipment = equipmentFile();
  const illustrations = illustrationsFile();
  return {
    organisations: [...equipment.suppliers, ...illustrations.suppliers, ...illustrations.buyers],
    listings: [...equipment.listings, ...illustrations.listings],
    demands: demandsFile().demands,
    tenders: illustrations.tenders,
  };
});

const DAY_MS = 24 * 60 * 60_000;

/** The listing's content at the first start, with the last days of its certificates. */
export function demoListingContent(listing: DemoListing, firstStart: Date): ListingContent {
  if (!listing.certificateDays) return listing.content;
  const certificates = Object.entries(listing.certificateDays).map(([scheme, days]) => ({
    scheme,
    validUntil: shanghaiDay(new Date(firstStart.getTime() + days * DAY_MS)),
  }));
  return { ...listing.content, certificates };
}

/** The tender's content at the first start, with its deadlines. */
export function demoTenderContent(tender: DemoTender, firstStart: Date): TenderContent {
  const after = (days: number) => new Date(firstStart.getTime() + days * DAY_MS).toISOString();
  return { ...tender.content, documentsUntil: after(tender.documentsDays), deadline: after(tender.deadlineDays) };
}

export type RecordFaultCode =
  'DOMAIN_DIFFERS' | 'NO_FACTS' | 'PARAMETER_MISSING' | 'PARAMETER_UNEXPECTED' | 'UNIT_UNUSUAL' | 'REMARK';

/** Something about a real record that keeps it, or one of its facts, from being matched as a reader may expect. */
export interface RecordFault {
  readonly listing: string;
  readonly code: RecordFaultCode;
  /** Where in the record, such as `facts[2].unit`. */
  readonly path: string;
  readonly found: string;
}

/** What is odd in a record. Records are shown as they are; nothing here is repaired. */
export function recordFaults(listing: DemoListing): readonly RecordFault[] {
  const { id, content } = listing;
  const faults: RecordFault[] = [];
  const fault = (code: RecordFaultCode, path: string, found: string) => faults.push({ listing: id, code, path, found });
  if (listing.remark) fault('REMARK', 'remark', listing.remark.en);
  if (content.facts.length === 0) fault('NO_FACTS', 'facts', '0');
  content.technologies.forEach((code, index) => {
    const root = taxonomy().ancestors(code).at(-1) ?? code;
    const domain = taxonomy().byCode(root)?.level === 'cross' ? 'x' : root;
    if (domain !== content.domain) fault('DOMAIN_DIFFERS', `technologies[${index}]`, `${code} in ${content.domain}`);
  });
  content.facts.forEach((fact, index) => {
    const needsParameter = ['inlet', 'outlet', 'removal_pct'].includes(fact.metric);
    if (needsParameter && fact.parameter === undefined)
      fault('PARAMETER_MISSING', `facts[${index}]`, `${fact.metric} in ${fact.unit}`);
    if (['capacity', 'operating_temp'].includes(fact.metric) && fact.parameter !== undefined) {
      fault('PARAMETER_UNEXPECTED', `facts[${index}].parameter`, `${fact.metric} of ${fact.parameter}`);
    }
    if (
      ['inlet', 'outlet'].includes(fact.metric) &&
      fact.parameter !== undefined &&
      unusual(fact.parameter, fact.unit)
    ) {
      fault('UNIT_UNUSUAL', `facts[${index}].unit`, `${fact.parameter} in ${fact.unit}`);
    }
  });
  return faults;
}

/** A unit that is neither among the parameter's own nor convertible to one of them. */
function unusual(parameter: string, unit: string): boolean {
  const own = parameters().byCode(parameter)?.units ?? [];
  const quantity = units().byCode(unit)?.quantity ?? null;
  return (
    own.length > 0 &&
    !own.some((one) => one === unit || (quantity !== null && units().byCode(one)?.quantity === quantity))
  );
}
