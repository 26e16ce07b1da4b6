import type { Offer, PriceRequirement, NumericRequirement, Requirement } from '@huanpei/matching';
import { compare, fraction, type Fraction } from './exact';

/** Whether something demanded is shown to hold, and the figure that shows it. */
export interface Holds {
  readonly proven: boolean;
  readonly predicted?: Fraction;
  readonly units?: number;
}

export const NO: Holds = { proven: false };

/** A certificate, honour, service, region or delivery time. What is not stated is not shown to hold. */
export function heldBy(
  requirement: Exclude<Requirement, NumericRequirement | PriceRequirement>,
  { certificates = [], honours = [], services = [], regions = [], leadDays }: Offer,
  asOf: string,
): Holds {
  if ('certificate' in requirement) {
    const { certificate } = requirement;
    return {
      proven: certificates.some(
        ({ scheme, validUntil = '9999-12-31' }) => scheme === certificate && validUntil >= asOf,
      ),
    };
  }
  if ('honour' in requirement) return { proven: honours.includes(requirement.honour) };
  if ('service' in requirement) return { proven: services.includes(requirement.service) };
  if ('region' in requirement) {
    const steps = requirement.region.split('-');
    const covering = ['*', ...steps.map((_, index) => steps.slice(0, index + 1).join('-'))];
    return { proven: regions.some((region) => covering.includes(region)) };
  }
  if (leadDays === undefined) return NO;
  const days = fraction(leadDays);
  return { proven: compare(days, fraction(requirement.leadDays)) <= 0, predicted: days };
}
