import { earliestEnd } from '@huanpei/domain';
import { minimumPeriods } from '../legal-clocks';
import type { DemoListing, DemoTender } from '../demo';
import { checkBilingual, checkCode, checkConfidence, checkNumeric, checkSources, checkUnique } from './checks';
import { checkNeed, DOMAINS } from './check-need';
import type { Known, Report } from './files';

export function validateEquipment(known: Known, report: Report): void {
  const { suppliers, listings } = known.files.equipment;
  const keys = checkOrganisations(suppliers, 'suppliers', known, report);
  checkUnique(
    listings.map((listing) => listing.id),
    (index) => `listings[${index}].id`,
    report,
  );
  listings.forEach((listing, index) => {
    if (listing.origin !== 'REAL_RECORD') report(`listings[${index}].origin`, 'a real record must be marked as one');
    checkSources(listing.content.sources, `listings[${index}].content.sources`, report);
    checkListing(listing, `listings[${index}]`, keys, known, report);
  });
}

export function validateDemands(known: Known, report: Report): void {
  const { demands } = known.files.demands;
  checkUnique(
    demands.map((demand) => demand.id),
    (index) => `demands[${index}].id`,
    report,
  );
  demands.forEach((demand, index) => {
    const path = `demands[${index}]`;
    checkBilingual(demand.title, `${path}.title`, report);
    checkConfidence(demand.confidence, path, known, report);
    checkSources(demand.sources, `${path}.sources`, report);
    checkCode(known.region, demand.country, `${path}.country`, 'region', report);
    if (demand.region !== null) checkCode(known.region, demand.region, `${path}.region`, 'region', report);
    if (!known.label('stages', demand.stage)) report(`${path}.stage`, `has no label: ${demand.stage}`);
    if (demand.budgetKind != null && !known.label('budgetKinds', demand.budgetKind))
      report(`${path}.budgetKind`, `has no label: ${demand.budgetKind}`);
    if (demand.budget && !Number.isSafeInteger(demand.budget.amountMinor))
      report(`${path}.budget`, 'is no whole number of minor units');
    if (demand.need.region !== (demand.region ?? undefined)) report(`${path}.need.region`, 'differs from the record');
    demand.lacks.forEach((lack, at) => {
      if (!known.label('lacks', lack)) report(`${path}.lacks[${at}]`, `has no label: ${lack}`);
    });
    checkNeed(demand.need, `${path}.need`, known, report);
  });
}

export function validateIllustrations(known: Known, report: Report): void {
  const { suppliers, buyers, listings, tenders } = known.files.illustrations;
  const sellers = checkOrganisations(suppliers, 'suppliers', known, report);
  const askers = checkOrganisations(buyers, 'buyers', known, report);
  const taken = known.files.equipment.listings.map((listing) => listing.id);
  checkUnique(
    [...taken, ...listings.map((listing) => listing.id)],
    (index) => `listings[${index - taken.length}].id`,
    report,
  );
  listings.forEach((listing, index) => {
    const path = `listings[${index}]`;
    if (listing.origin !== 'ILLUSTRATION') report(`${path}.origin`, 'an illustration must be marked as one');
    checkMarked(listing.content.name, `${path}.content.name`, report);
    checkListing(listing, path, sellers, known, report);
  });
  checkUnique(
    tenders.map((tender) => tender.id),
    (index) => `tenders[${index}].id`,
    report,
  );
  tenders.forEach((tender, index) => {
    const path = `tenders[${index}]`;
    if (!askers.has(tender.buyer)) report(`${path}.buyer`, `is unknown: ${tender.buyer}`);
    checkMarked(tender.content.title, `${path}.content.title`, report);
    checkBilingual(tender.content.summary, `${path}.content.summary`, report);
    checkConfidence(tender.confidence, path, known, report);
    if (tender.content.region !== null)
      checkCode(known.region, tender.content.region, `${path}.content.region`, 'region', report);
    checkPeriods(tender, path, report);
    checkUnique(
      tender.content.lots.map((lot) => lot.id),
      (at) => `${path}.content.lots[${at}].id`,
      report,
    );
    tender.content.lots.forEach((lot, at) => {
      checkBilingual(lot.title, `${path}.content.lots[${at}].title`, report);
      if ((lot.need.requirements?.length ?? 0) + (lot.need.standards?.length ?? 0) === 0)
        report(`${path}.content.lots[${at}]`, 'demands nothing');
      checkNeed({ ...lot.need, id: lot.id, name: lot.title }, `${path}.content.lots[${at}].need`, known, report);
    });
  });
}

function checkOrganisations(
  organisations: Known['files']['equipment']['suppliers'],
  path: string,
  known: Known,
  report: Report,
): ReadonlySet<string> {
  checkUnique(
    organisations.map((organisation) => organisation.key),
    (index) => `${path}[${index}].key`,
    report,
  );
  organisations.forEach((organisation, index) => {
    checkBilingual(organisation.name, `${path}[${index}].name`, report);
    checkCode(known.region, organisation.region, `${path}[${index}].region`, 'region', report);
    const marked =
      organisation.demo && /演示|示例/.test(organisation.name.zh) && /demo|example/i.test(organisation.name.en);
    if (!marked) report(`${path}[${index}]`, 'is not marked as part of the demonstration');
  });
  return new Set(organisations.map((organisation) => organisation.key));
}

function checkMarked(name: { readonly zh: string; readonly en: string }, path: string, report: Report): void {
  checkBilingual(name, path, report);
  if (!name.zh.startsWith('示例') || !name.en.startsWith('Example')) report(path, 'is not marked as an illustration');
}

function checkListing(
  listing: DemoListing,
  path: string,
  suppliers: ReadonlySet<string>,
  known: Known,
  report: Report,
): void {
  const { content } = listing;
  if (!suppliers.has(listing.supplier)) report(`${path}.supplier`, `is unknown: ${listing.supplier}`);
  checkConfidence(listing.confidence, path, known, report);
  checkBilingual(content.name, `${path}.content.name`, report);
  checkBilingual(content.summary, `${path}.content.summary`, report);
  if (!DOMAINS.includes(content.domain)) report(`${path}.content.domain`, `is unknown: ${content.domain}`);
  if (content.technologies.length === 0) report(`${path}.content.technologies`, 'names no technology');
  for (const code of [...content.technologies, ...(content.scenarios ?? [])]) {
    checkCode(known.technology, code, `${path}.content.technologies`, 'technology', report);
  }
  content.facts.forEach((fact, at) => checkNumeric(fact, `${path}.content.facts[${at}]`, known, report));
  content.services?.forEach((code) => checkCode(known.service, code, `${path}.content.services`, 'service', report));
  content.regions?.forEach((code) =>
    checkCode((one) => one === '*' || known.region(one), code, `${path}.content.regions`, 'region', report),
  );
  for (const scheme of Object.keys(listing.certificateDays ?? {})) {
    checkCode((code) => known.scheme(code, 'CERTIFICATE'), scheme, `${path}.certificateDays`, 'certificate', report);
  }
  if (content.price && !Number.isSafeInteger(content.price.amountMinor))
    report(`${path}.content.price`, 'is no whole number of minor units');
}

/** The deadlines must be lawful for the tender's track on whatever day the demonstration starts. */
function checkPeriods(tender: DemoTender, path: string, report: Report): void {
  const periods = minimumPeriods(tender.content.track, tender.content.method);
  for (let day = 0; day < 7; day += 1) {
    const start = new Date(Date.UTC(2026, 0, 1 + day));
    const after = (days: number) => new Date(start.getTime() + days * 24 * 60 * 60_000);
    if (periods.toDeadline && after(tender.deadlineDays) < earliestEnd(start, periods.toDeadline, periods.calendar)) {
      report(`${path}.deadlineDays`, `is shorter than ${periods.toDeadline.clockId} allows`);
      return;
    }
    if (
      periods.documentsOnOffer &&
      after(tender.documentsDays) < earliestEnd(start, periods.documentsOnOffer, periods.calendar)
    ) {
      report(`${path}.documentsDays`, `is shorter than ${periods.documentsOnOffer.clockId} allows`);
      return;
    }
  }
  if (tender.documentsDays > tender.deadlineDays) report(`${path}.documentsDays`, 'is after the deadline');
}
