import { types } from 'node:util';

/** Where the queue says what happened: structured fields, then an English sentence. */
export interface QueueLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

const QUIET_MS = 10_000;

/** The queue cannot be used as it is set up; trying again will not help. The message is for the person who starts it. */
export class QueueFault extends Error {
  override readonly name = 'QueueFault';
}

/** What went wrong in one line, without any address or secret: driver messages may quote both. */
export function faultCode(fault: unknown): string {
  if (fault instanceof QueueFault) return fault.message;
  const error = asError(fault);
  if (!error) return 'unknown fault';
  const first = asError(error.errors?.[0] ?? error.cause);
  if (first) return faultCode(first);
  if (typeof error.code === 'string') return error.code;
  return /timeout|timed out/i.test(error.message) ? 'timeout' : error.name;
}

export interface DriverError extends Error {
  readonly code?: unknown;
  /** A connection tried on several addresses fails with one error for each. */
  readonly errors?: readonly unknown[];
}

/** By kind and not by class: Node's own errors are of another realm when the caller runs in one, as specs do. */
export function asError(fault: unknown): DriverError | undefined {
  return types.isNativeError(fault) ? fault : undefined;
}

/** During an outage every part of the queue meets the same fault many times a second: it is said once in ten seconds. */
export class FaultLog {
  private readonly said = new Map<string, { until: number; held: number }>();

  constructor(private readonly log: QueueLog) {}

  report(part: string, fault: unknown): void {
    const reason = faultCode(fault);
    const key = `${part} ${reason}`;
    const now = Date.now();
    const last = this.said.get(key);
    if (last && now < last.until) {
      last.held += 1;
      return;
    }
    this.said.set(key, { until: now + QUIET_MS, held: 0 });
    const detail = asError(fault)?.message ?? String(fault);
    this.log.warn({ part, reason, detail, ...(last && last.held > 0 && { repeated: last.held }) }, 'queue fault');
  }
}
