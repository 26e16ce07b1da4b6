import type { RebuildPosition } from '@huanpei/app';

/** As much of an output stream as is needed. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR = 24;
/** On a terminal the line is drawn anew; elsewhere each is a line of its own. */
const REDRAW_MS = 100;
const LINE_MS = 5_000;

/**
 * Shows how far a rebuild is: how much of all, how fast, and how long it will take. A bar that is drawn over on a terminal;
 * a line every five seconds, and at the end, elsewhere.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function progressTo(screen: Screen, now: () => number) {
  let from: { readonly at: number; readonly processed: number } | undefined;
  let shownAt = -Infinity;
  const show = (line: string): void =>
    void screen.write(screen.isTTY ? `\r${fitted(line, screen.columns ?? 80)}\u001b[K` : `${line}\n`);
  let unshown: string | undefined;
  return {
    show(position: Pick<RebuildPosition, 'processed' | 'total' | 'step'>): void {
      const at = now();
      from ??= { at, processed: position.processed };
      unshown = lineOf(position, at - from.at, position.processed - from.processed);
      if (at - shownAt < (screen.isTTY ? REDRAW_MS : LINE_MS)) return;
      shownAt = at;
      show(unshown);
      unshown = undefined;
    },
    /** Shows where it ended, and leaves the terminal on a line of its own. */
    end(): void {
      if (unshown !== undefined) show(unshown);
      if (screen.isTTY && from) screen.write('\n');
    },
  };
}

const STEPS: Readonly<Record<RebuildPosition['step'], string>> = {
  REFERENCE: '标准与参数 standards and parameters',
  LISTING: '设备 listings',
  TENDER: '招标 tenders',
  SUPPLIER: '供应商 suppliers',
  LEFTOVERS: '清理 clearing up',
};

function lineOf(
  { processed, total, step }: Pick<RebuildPosition, 'processed' | 'total' | 'step'>,
  ms: number,
  done: number,
): string {
  // Counted at the start; what has come since makes it more.
  const of = Math.max(total, processed);
  const share = of === 0 ? 1 : processed / of;
  const full = Math.floor(share * BAR);
  const bar = `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`;
  const rate = ms > 0 && done > 0 ? (done / ms) * 1000 : undefined;
  const speed =
    rate === undefined ? '' : ` ${Math.round(rate)}/s 剩余 left ${clock(Math.ceil((of - processed) / rate))}`;
  return `${bar} ${processed}/${of} ${Math.floor(share * 100)}%${speed} ${STEPS[step]}`;
}

/** `m:ss`, or `h:mm:ss`. */
function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A line that wraps could not be drawn over. A Chinese character takes two columns. */
function fitted(line: string, columns: number): string {
  let width = 0;
  let text = '';
  for (const character of line) {
    width += /\p{Script=Han}/u.test(character) ? 2 : 1;
    if (width >= columns) return text;
    text += character;
  }
  return text;
}
