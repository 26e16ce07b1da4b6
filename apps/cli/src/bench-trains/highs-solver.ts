import load from 'highs';

/** What HiGHS says of a model: the optimum, that there is none, or that its time was over. */
export type HighsAnswer =
  | { readonly status: 'OPTIMAL'; readonly cost: number }
  | { readonly status: 'INFEASIBLE' }
  | { readonly status: 'TIME_OUT' };

/** HiGHS compiled to WebAssembly, single-threaded. */
export class Highs {
  private constructor(private engine: Awaited<ReturnType<typeof load>>) {}

  static async start(): Promise<Highs> {
    return new Highs(await load());
  }

  /** Solves a model in LP format to optimality; throws on anything else than an optimum, its absence or the time limit. */
  solve(model: string, seconds: number): HighsAnswer {
    const { Status: status, ObjectiveValue: cost } = this.engine.solve(model, {
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-7,
    });
    switch (status) {
      case 'Optimal':
        return { status: 'OPTIMAL', cost };
      case 'Infeasible':
        return { status: 'INFEASIBLE' };
      case 'Time limit reached':
        return { status: 'TIME_OUT' };
      default:
        throw new Error(`HiGHS says: ${status}`);
    }
  }
}
