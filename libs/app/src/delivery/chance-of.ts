import type { Chance } from '../ports/platform';

/** A number from 0 up to and without 1. */
export function chanceOf(chance: Chance): number {
  return Buffer.from(chance.secret(), 'base64url').readUInt32BE(0) / 2 ** 32;
}
