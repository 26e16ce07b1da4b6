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
  if (!(fault instanceof Error)) return 'unknown fault';
  // A connection tried on several addresses fails with one error for each.
  const first: unknown = fault instanceof AggregateError ? fault.errors[0] : fault.cause;
  const { code } = fault as Error & { code?: unknown };
  if (typeof code === 'string' && first === undefined) return code;
  if (first instanceof Error) return faultCode(first);
  return /timeout|timed out/i.test(fault.message) ? 'timeout' : fault.name;
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
    const detail = fault instanceof Error ? fault.message : String(fault);
    this.log.warn({ part, reason, detail, ...(last && last.held > 0 && { repeated: last.held }) }, 'queue fault');
  }
}
