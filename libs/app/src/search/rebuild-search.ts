import { EDITION } from '@huanpei/reference';
import {
  RebuildOvertaken,
  ROW_KINDS,
  type RowKind,
  type SearchDetour,
  type SearchDocument,
  type SearchIndex,
  type SearchKind,
} from '../ports/search-index';
import type { SearchSource } from '../ports/search-source';
import type { RebuildPosition, SearchStates } from '../ports/search-states';
import { ThreadFault } from '../ports/threads';
import { documentsOfReference } from './search-document';
import type { SearchWriter } from './search-writer';

/**
 * What documents are made by: raised by hand when they are made otherwise, so that every index is rebuilt by the release
 * that does so. Their words come from the reference data as well.
 */
const DOCUMENTS = 4;
export const SEARCH_FORM = `${DOCUMENTS}/${EDITION}`;

const REFERENCE_KINDS: readonly SearchKind[] = ['STANDARD', 'PARAMETER'];
const STEPS: readonly RebuildPosition['step'][] = ['REFERENCE', ...ROW_KINDS, 'LEFTOVERS'];
/** Why an index does not answer for itself that a rebuild puts right. */
const UNFILLED: readonly (SearchDetour | null)[] = ['NO_INDEX', 'OTHER_SETTINGS', 'NEVER_FILLED'];
/** What the index of Postgres writes at once where all of it is new (a stretch, in libs/search). */
const BATCH = 4_096;
/** All listings of each are read. */
const SUPPLIERS = 750;
/** So many pieces are under way at a time here: one is read and made, one written, and one waits for the slowest. */
const PIECES = 3;
/** So many may be done before their turn, behind one that takes long: after a kill they are done again. */
const AHEAD = 12;
/** Ids of what the index holds are looked at so many at a time. */
const LEFTOVERS = 1_000;

export interface RebuildOptions {
  /** Begins anew although an earlier rebuild was interrupted. */
  readonly fromStart?: boolean;
  /** Documents in one write; fewer where others wait for this thread. */
  readonly batch?: number;
  /** Stops after what is under way; the next rebuild goes on from there. */
  readonly signal?: AbortSignal;
  /** Told at the start and after each write. */
  readonly onProgress?: (position: RebuildPosition) => void;
}

export interface Rebuilt {
  /** `BUSY`: another process is rebuilding this index. */
  readonly outcome: 'DONE' | 'INTERRUPTED' | 'BUSY';
  /** Of the whole rebuild, with what was done before an interruption. */
  readonly processed: number;
  /** What the index held and the rows no longer do. */
  readonly removed: number;
  /** What had been done already when it went on. */
  readonly resumedFrom: number;
}

/**
 * Writes every document of the search index anew while it goes on answering, in the order of ids, and keeps its position
 * after each write. Changes meanwhile are indexed as ever: whoever writes a thing looks again afterwards
 * (`SearchWriter`), so nothing old replaces anything new and nothing removed comes back.
 */
export class RebuildSearch {
  constructor(
    private readonly source: SearchSource,
    private readonly writer: SearchWriter,
    private readonly index: SearchIndex,
    private readonly states: SearchStates,
    /** Standards and parameters. */
    private readonly reference: () => readonly SearchDocument[] = documentsOfReference,
    /** Another writer of the same index, which takes every piece that it has time for: in a thread of its own. */
    private readonly beside?: Pick<SearchWriter, 'bring'>,
  ) {}

  async execute(options: RebuildOptions = {}): Promise<Rebuilt> {
    let rebuilt: Rebuilt = { outcome: 'BUSY', processed: 0, removed: 0, resumedFrom: 0 };
    await this.states.alone(this.index.name, async () => {
      rebuilt = await new Rebuild(
        this.source,
        this.writer,
        this.index,
        this.states,
        this.reference(),
        options,
        await this.begin(options.fromStart ?? false),
        this.beside,
      ).run();
    });
    return rebuilt;
  }

  /** Whether the index lacks what it should hold: it was never whole, is of another form, or was emptied. */
  async needed(): Promise<boolean> {
    const { form, rebuild } = await this.states.read(this.index.name);
    if (form !== SEARCH_FORM || rebuild !== null) return true;
    if (UNFILLED.includes((await this.index.status()).because)) return true;
    if ((await this.index.idsHeld('PARAMETER', null, 1)).length === 0) return true;
    for (const kind of ROW_KINDS) {
      const held = await this.index.idsHeld(kind, null, 1);
      if (held.length === 0 && (await this.source.count(kind)) > 0) return true;
    }
    return false;
  }

  private async begin(fromStart: boolean): Promise<RebuildPosition> {
    const { rebuild } = await this.states.read(this.index.name);
    const counts = await Promise.all(ROW_KINDS.map((kind) => this.source.count(kind)));
    const rows = counts.reduce((sum, count) => sum + count, 0);
    const total = rows + this.reference().length;
    if (rebuild && rebuild.form === SEARCH_FORM && !fromStart) return { ...rebuild, total };
    if (rebuild) await this.index.abandonRebuild(rebuild.name);
    const start: RebuildPosition = {
      form: SEARCH_FORM,
      name: await this.index.beginRebuild(),
      step: 'REFERENCE',
      after: '',
      processed: 0,
      total,
      startedAt: new Date().toISOString(),
    };
    await this.states.save(this.index.name, { rebuild: start });
    return start;
  }
}

/** One run, from a position to the end or to where it is stopped. */
class Rebuild {
  private readonly resumedFrom: number;
  private readonly batch: number;
  private removed = 0;
  /** Pieces under way here. */
  private here = 0;
  /** The other writer has a piece, or has ended under one. */
  private besideHas = false;

  constructor(
    private readonly source: SearchSource,
    private readonly writer: SearchWriter,
    private readonly index: SearchIndex,
    private readonly states: SearchStates,
    private readonly standing: readonly SearchDocument[],
    private readonly options: RebuildOptions,
    private position: RebuildPosition,
    private readonly beside: Pick<SearchWriter, 'bring'> | undefined,
  ) {
    this.resumedFrom = position.processed;
    this.batch = options.batch ?? BATCH;
  }

  async run(): Promise<Rebuilt> {
    this.options.onProgress?.(this.position);
    for (const step of STEPS.slice(STEPS.indexOf(this.position.step))) {
      if (this.stopped()) return this.result('INTERRUPTED');
      const done = step === 'REFERENCE' ? await this.reference() : 0;
      if (step === 'LEFTOVERS') await this.leftovers();
      else if (step !== 'REFERENCE') await this.rows(step);
      // The reference data are few and done in one go; what was begun of anything else goes on from its position.
      if (this.stopped() && step !== 'REFERENCE') return this.result('INTERRUPTED');
      const next = STEPS[STEPS.indexOf(step) + 1];
      if (next) await this.moveTo({ step: next, after: '', processed: this.position.processed + done });
    }
    await this.finish();
    return this.result('DONE');
  }

  private async finish(): Promise<void> {
    try {
      await this.index.finishRebuild(this.position.name);
    } catch (fault) {
      // Nothing of it is left to go on with; the next begins anew.
      if (fault instanceof RebuildOvertaken) await this.states.save(this.index.name, { rebuild: null });
      throw fault;
    }
    await this.states.save(this.index.name, { form: this.position.form, rebuild: null });
  }

  /** How many documents were put. */
  private async reference(): Promise<number> {
    const documents = this.standing;
    for (let at = 0; at < documents.length; at += this.batch) {
      await this.index.put(documents.slice(at, at + this.batch));
      await this.breathe();
    }
    const known = new Set(documents.map(({ kind, id }) => `${kind} ${id}`));
    for (const kind of REFERENCE_KINDS) {
      await this.drop(kind, async (ids) => {
        const old = ids.filter((id) => !known.has(`${kind} ${id}`));
        if (old.length > 0) await this.index.remove(kind, old);
        return old.length;
      });
    }
    return documents.length;
  }

  /** The next pieces are read and made while those before are written. */
  private async rows(kind: RowKind): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const turns: Promise<void>[] = [];
    const pieces = this.beside ? PIECES + 1 : PIECES;
    // The position goes forward in the order of the pieces, whichever is done first.
    let before: Promise<void> = Promise.resolve();
    let failed = false;
    const most = kind === 'SUPPLIER' ? Math.min(this.batch, SUPPLIERS) : this.batch;
    try {
      for (let after = this.position.after; !this.stopped() && !failed;) {
        const ids = await this.source.idsAfter(kind, after, most);
        const last = ids.at(-1);
        if (last === undefined) break;
        after = last;
        const writing = this.bring(kind, ids, most);
        // It fails this run all the same: at the end, when its turn has come.
        const fail = (): void => {
          failed = true;
        };
        const ended: Promise<void> = writing.then(() => undefined, fail).finally(() => underWay.delete(ended));
        underWay.add(ended);
        before = before
          .then(() => writing)
          .then(() => this.moveTo({ after: last, processed: this.position.processed + ids.length }));
        turns.push(before.catch(fail));
        if (underWay.size === pieces) await Promise.race(underWay);
        if (turns.length === AHEAD) await turns.shift();
        await this.breathe();
      }
    } finally {
      // Whoever goes on after a fault must not meet what is still written of this.
      await Promise.all(underWay);
    }
    await before;
  }

  /** Beside what there is time for, one at a time, while one is done here; the others here. */
  private async bring(kind: RowKind, ids: readonly string[], piece: number): Promise<void> {
    if (this.beside !== undefined && this.here > 0 && !this.besideHas) {
      this.besideHas = true;
      try {
        await this.beside.bring(kind, ids, { piece });
        this.besideHas = false;
        return;
      } catch (fault) {
        // It could not be begun, or ended: one writer is enough.
        if (!(fault instanceof ThreadFault)) throw fault;
      }
    }
    this.here += 1;
    try {
      await this.writer.bring(kind, ids, { piece });
    } finally {
      this.here -= 1;
    }
  }

  /** What the index holds and nobody may find: removed by the writer, which looks at the rows once more. */
  private async leftovers(): Promise<void> {
    for (const kind of ROW_KINDS) {
      if (this.stopped()) return;
      await this.drop(kind, async (ids) => {
        const known = await this.source.revisions(kind, ids);
        const { removed } = await this.writer.bring(
          kind,
          ids.filter((id) => !known.has(id)),
        );
        return removed;
      });
    }
  }

  private async drop(kind: SearchKind, body: (ids: readonly string[]) => Promise<number>): Promise<void> {
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await this.index.idsHeld(kind, after, LEFTOVERS);
      const last = ids.at(-1);
      if (last === undefined) return;
      this.removed += await body(ids);
      after = last;
    }
  }

  private async moveTo(to: Partial<RebuildPosition>): Promise<void> {
    this.position = { ...this.position, ...to };
    await this.states.save(this.index.name, { rebuild: this.position });
    this.options.onProgress?.(this.position);
  }

  private stopped(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  private result(outcome: Rebuilt['outcome']): Rebuilt {
    return { outcome, processed: this.position.processed, removed: this.removed, resumedFrom: this.resumedFrom };
  }

  /** Lets others be answered between two pieces. */
  private breathe(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}
