import { factorBetween, type Domain, KNOWN_UNITS, quantityOf } from '@huanpei/matching';
import { demo, standards, taxonomy, templateFor, type StandardLimit } from '@huanpei/reference';
import { weighted, type Weighted } from './chance';

/** What more of a figure means to the buyer. */
export type Better = 'LOW' | 'HIGH' | 'NEAR';

/** One thing that offers of a technology should state, with a magnitude to draw figures around. */
export interface Thing {
  readonly metric: string;
  readonly parameter?: string;
  /** The unit that is usual for it, and others: those of the template, and those that convert. */
  readonly unit: string;
  readonly otherUnits: readonly string[];
  readonly essential: boolean;
  /** A removal may stand in for this outlet. */
  readonly orRemoval: boolean;
  readonly better: Better;
  readonly centre: number;
  /** Standard deviation of the logarithm; of the logarithm of what is missing to 100 where `complement`. */
  readonly spread: number;
  readonly complement: boolean;
}

/** A standard and class with confirmed rows on what the technology treats. */
export interface CitedLevel {
  readonly code: string;
  readonly level: string;
  /** Parameters both of the class and of the technology. */
  readonly parameters: readonly string[];
  readonly rows: readonly StandardLimit[];
}

export interface Technology {
  readonly code: string;
  readonly domain: Domain;
  readonly scenario: string;
  readonly siblings: readonly string[];
  readonly things: readonly Thing[];
  readonly capacity?: Thing;
  /** Things that a need can bring with it. */
  readonly inlets: readonly Thing[];
  readonly outlets: readonly Thing[];
  /** Everything that is demanded as a figure of its own. */
  readonly figures: readonly Thing[];
  readonly levels: readonly CitedLevel[];
}

export interface Vocabulary {
  readonly technologies: readonly Technology[];
  readonly byCode: ReadonlyMap<string, Technology>;
  /** By the records of the demonstration data, flattened so that none is left out. */
  readonly drawn: Weighted<Technology>;
}

/** Shares of the domains, near those of the real records (docs/benchmarks.md). */
export const DOMAIN_SHARES: Readonly<Record<Domain, number>> = {
  water: 0.42,
  air: 0.27,
  monitoring: 0.13,
  waste: 0.09,
  soil: 0.05,
  x: 0.04,
};

/**
 * Made-up magnitudes of figures other than concentrations, in the usual unit: centre, whether low or high is better, and
 * spread of the logarithm. They say how a figure is distributed in the bench and nothing about real equipment.
 */
const MAGNITUDES: Readonly<Record<string, readonly [centre: number, better: Better, spread?: number]>> = {
  added: [2, 'LOW', 0.6],
  advance_rate: [20, 'HIGH'],
  agent_use: [5, 'LOW'],
  air_leakage: [2, 'LOW'],
  air_per_bod: [50, 'LOW'],
  aux_power_pct: [1.5, 'LOW'],
  availability: [97, 'HIGH'],
  backwash_interval: [24, 'HIGH'],
  backwash_share: [3, 'LOW'],
  bag_life: [4, 'HIGH'],
  bulk_density: [0.8, 'HIGH', 0.3],
  ca_s_ratio: [1.03, 'LOW', 0.05],
  comb_eff: [99.9, 'HIGH'],
  core_recovery: [90, 'HIGH'],
  corr_r: [0.95, 'HIGH', 0.02],
  cycle_time: [60, 'LOW'],
  damping_ratio: [0.1, 'HIGH'],
  data_capture: [95, 'HIGH'],
  delivery_days: [90, 'LOW'],
  depth: [10, 'HIGH'],
  dew_point: [40, 'LOW'],
  dre: [99.99, 'HIGH'],
  dry_solids: [30, 'HIGH', 0.3],
  expansion: [20, 'HIGH'],
  filtration_velocity: [1, 'HIGH', 0.3],
  footprint: [500, 'LOW', 1],
  furnace_temp: [1000, 'HIGH', 0.12],
  heat_recovery: [93, 'HIGH'],
  hrt: [14, 'NEAR'],
  indication_error: [5, 'LOW'],
  insertion_loss: [25, 'HIGH', 0.3],
  lel_pct: [20, 'LOW'],
  linearity_error: [2, 'LOW'],
  lod: [1, 'LOW', 1],
  log_kill: [4, 'HIGH', 0.3],
  loi: [5, 'LOW', 0.3],
  mass_resolution: [3000, 'HIGH'],
  membrane_flux: [20, 'HIGH', 0.4],
  moisture: [55, 'LOW', 0.3],
  mtbf: [4000, 'HIGH'],
  nh3_slip: [3, 'LOW'],
  noise_level: [75, 'LOW', 0.1],
  operating_weight: [20, 'LOW'],
  outlet_floor: [0.5, 'LOW'],
  parallelism: [5, 'LOW'],
  particle_size: [20, 'LOW'],
  pore_size: [0.1, 'LOW'],
  power: [75, 'LOW', 1],
  pressure_drop: [1000, 'LOW'],
  purity: [95, 'HIGH'],
  range_max: [1000, 'HIGH', 0.8],
  range_min: [1, 'LOW', 0.8],
  reach: [30, 'HIGH'],
  records_stored: [100_000, 'HIGH'],
  recovery_rate: [95, 'HIGH'],
  repeatability: [3, 'LOW'],
  residence_time: [2, 'HIGH'],
  resistance_coeff: [1, 'LOW'],
  resolution: [0.1, 'LOW'],
  response_time: [120, 'LOW'],
  salt_rejection: [98, 'HIGH'],
  service_life: [5, 'HIGH', 0.4],
  shaft_speed: [60, 'HIGH'],
  sn_ratio: [10, 'HIGH'],
  so2_so3_conv: [1, 'LOW'],
  sound_reduction: [30, 'HIGH', 0.2],
  span_drift: [3, 'LOW'],
  spec_energy: [60, 'LOW'],
  spec_energy_evap: [250, 'LOW', 0.3],
  spec_energy_soil: [300, 'LOW'],
  spec_energy_water: [0.4, 'LOW', 0.7],
  spray_rate: [30, 'HIGH'],
  stiffness_tolerance: [10, 'LOW'],
  vs_reduction: [50, 'HIGH', 0.2],
  water_recovery: [90, 'HIGH'],
  water_soil_ratio: [5, 'LOW'],
  worm_egg_kill: [95, 'HIGH'],
  zero_drift: [2, 'LOW'],
};

/** What one unit treats, by unit. Made up as well. */
const CAPACITIES: Readonly<Record<string, number>> = {
  'm3/d': 5000,
  'm3/h': 5000,
  'Nm3/h': 100_000,
  '万Nm3/h': 10,
  't/d': 100,
  't/h': 30,
  't/a': 50_000,
  'kg/h': 200,
  'g/h': 2000,
  'm3/s': 50,
  MW: 300,
};

/** Figures of an inlet that no standard gives a magnitude for, by parameter, else by unit. */
const INLETS: Readonly<Record<string, readonly [centre: number, better: Better, spread?: number]>> = {
  ph: [7.5, 'NEAR', 0.05],
  water_temp: [20, 'NEAR', 0.25],
  moisture: [80, 'NEAR', 0.1],
  lhv: [8000, 'NEAR', 0.3],
};
const BY_UNIT: Readonly<Record<string, number>> = {
  'mg/L': 20,
  'mg/m3': 50,
  'ug/m3': 50,
  'g/m3': 10,
  'mg/kg': 100,
  NTU: 3,
  'CFU/L': 1000,
  times: 30,
  OU: 800,
  'ng TEQ/m3': 0.1,
  'uS/cm': 2000,
};

/** In place of "any parameter": what such technologies serve most. */
const ANY_PARAMETER = ['pb', 'cd', 'as', 'ni'];

/** Concentrations come in about this many times the usual limit, and leave with about this share of it. */
const INLET_OVER_LIMIT = 9;
const OUTLET_UNDER_LIMIT = 0.75;

/** What the generator draws from: taxonomy, fact templates and standards of the reference data. */
export function vocabulary(): Vocabulary {
  const limits = usualLimits();
  const records = new Map<string, number>();
  for (const { content } of demo().listings) {
    for (const code of content.technologies ?? []) records.set(code, (records.get(code) ?? 0) + 1);
  }
  const technologies = taxonomy()
    .list.filter(({ level }) => level === 'technology')
    .map((node) => technologyOf(node.code, node.parent ?? '', limits))
    .filter(({ things }) => things.length > 0);
  const weightIn = (technology: Technology) => Math.sqrt(1 + (records.get(technology.code) ?? 0));
  const totals = new Map<Domain, number>();
  for (const technology of technologies)
    totals.set(technology.domain, (totals.get(technology.domain) ?? 0) + weightIn(technology));
  return {
    technologies,
    byCode: new Map(technologies.map((technology) => [technology.code, technology])),
    drawn: weighted(
      technologies.map(
        (technology) =>
          [
            technology,
            (DOMAIN_SHARES[technology.domain] * weightIn(technology)) / (totals.get(technology.domain) ?? 1),
          ] as const,
      ),
    ),
  };
}

/** The geometric mean of the confirmed upper limits of each parameter, in each unit that stands in a row. */
function usualLimits(): (parameter: string, unit: string) => number | undefined {
  const rows = new Map<string, StandardLimit[]>();
  for (const row of standards().rows) {
    if (row.op !== '<=' || row.limit === null || row.limit <= 0 || /^(known|recalled)/.test(row.confidence)) continue;
    rows.set(row.parameter, [...(rows.get(row.parameter) ?? []), row]);
  }
  return (parameter, unit) => {
    const logs = (rows.get(parameter) ?? []).flatMap(({ limit, unit: from }) => {
      const factor = factorBetween(from, unit);
      return factor === undefined || limit === null ? [] : [Math.log(limit * factor)];
    });
    return logs.length === 0 ? undefined : Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
  };
}

function domainOf(code: string): Domain {
  const root = taxonomy().ancestors(code).at(-1) ?? code;
  return root === 'air' || root === 'water' || root === 'soil' || root === 'waste' || root === 'monitoring'
    ? root
    : 'x';
}

function technologyOf(code: string, scenario: string, limits: ReturnType<typeof usualLimits>): Technology {
  const domain = domainOf(code);
  const things = templateFor([code]).facts.flatMap((fact): readonly Thing[] => {
    const parameters = fact.anyParameter ? ANY_PARAMETER : [fact.parameter];
    const unit = fact.units[0] ?? '1';
    return parameters.map((parameter) => ({
      metric: fact.metric,
      ...(parameter === undefined ? {} : { parameter }),
      unit,
      otherUnits: [...new Set([...fact.units.slice(1), ...convertible(unit)])],
      essential: fact.importance === 'ESSENTIAL',
      orRemoval: fact.metric === 'outlet' && (fact.or ?? []).includes('removal_pct'),
      ...magnitude(fact.metric, parameter, unit, limits),
    }));
  });
  const capacity = things.find(({ metric }) => metric === 'capacity');
  const outlets = things.filter(({ metric, parameter }) => metric === 'outlet' && parameter !== undefined);
  return {
    code,
    domain,
    scenario,
    siblings: taxonomy()
      .technologiesUnder(scenario)
      .filter((other) => other !== code),
    things,
    ...(capacity ? { capacity } : {}),
    inlets: things.filter(({ metric }) => metric === 'inlet'),
    outlets,
    figures: things.filter(
      ({ metric }) => !['capacity', 'inlet', 'outlet', 'operating_temp', 'delivery_days'].includes(metric),
    ),
    levels: levelsFor(domain, outlets),
  };
}

/** Units of the same quantity that are in use: no figure of the bench is in nanograms per litre. */
function convertible(unit: string): readonly string[] {
  const quantity = quantityOf(unit);
  const here = factorBetween(unit, unit);
  if (quantity === undefined || here === undefined) return [];
  return KNOWN_UNITS.filter((other) => {
    const factor = factorBetween(other.unit, unit) ?? 0;
    return other.quantity === quantity && other.unit !== unit && factor > 9e-4 && factor < 2e4;
  })
    .map((other) => other.unit)
    .slice(0, 3);
}

function magnitude(
  metric: string,
  parameter: string | undefined,
  unit: string,
  limits: ReturnType<typeof usualLimits>,
): Pick<Thing, 'better' | 'centre' | 'spread' | 'complement'> {
  const plain = (centre: number, better: Better, spread = 0.5) => ({
    centre,
    better,
    spread,
    complement: unit === '%' && better === 'HIGH' && centre > 80,
  });
  if (metric === 'capacity') return plain(CAPACITIES[unit] ?? 100, 'HIGH', 1.1);
  if (metric === 'operating_temp') return plain(120, 'NEAR', 0.5);
  if (metric === 'removal_pct') return plain(90, 'HIGH', 0.7);
  if (metric === 'inlet' || metric === 'outlet') {
    const known = parameter === undefined ? undefined : INLETS[parameter];
    if (known) return plain(...known);
    const limit = (parameter === undefined ? undefined : limits(parameter, unit)) ?? BY_UNIT[unit] ?? 10;
    return metric === 'outlet'
      ? plain(limit * OUTLET_UNDER_LIMIT, 'LOW', 0.6)
      : plain(limit * INLET_OVER_LIMIT, 'HIGH', 0.6);
  }
  const known = MAGNITUDES[metric];
  if (!known) throw new Error(`the bench has no magnitude of ${metric}`);
  return plain(...known);
}

function levelsFor(domain: Domain, outlets: readonly Thing[]): readonly CitedLevel[] {
  const treated = new Map(outlets.map((thing) => [thing.parameter, thing]));
  return standards().list.flatMap(({ code, medium, levels }) => {
    if ((domain === 'water' || domain === 'air') && !medium.includes(domain)) return [];
    return levels.flatMap(({ code: level }): readonly CitedLevel[] => {
      const rows = standards().limits(code, level);
      const confirmed = rows.filter(({ confidence }) => !/^(known|recalled)/.test(confidence));
      const parameters = [
        ...new Set(
          confirmed
            .filter(({ parameter, unit }) => {
              const thing = treated.get(parameter);
              return thing !== undefined && factorBetween(unit, thing.unit) !== undefined;
            })
            .map(({ parameter }) => parameter),
        ),
      ];
      return parameters.length === 0 ? [] : [{ code, level, parameters, rows }];
    });
  });
}
