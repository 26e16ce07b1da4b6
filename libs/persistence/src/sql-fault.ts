import { QueryFailedError } from 'typeorm';

/** The SQLSTATE and the constraint of a fault that came from the server; nothing of any other. */
export function sqlFault(fault: unknown): { readonly code?: string; readonly constraint?: string } {
  const told: unknown = fault instanceof QueryFailedError ? fault.driverError : fault;
  if (!(told instanceof Error)) return {};
  const { code, constraint } = told as Error & { code?: unknown; constraint?: unknown };
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}
