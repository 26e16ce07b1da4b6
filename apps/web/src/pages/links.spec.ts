import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteObject } from 'react-router';
import { buyerPages } from './buyer';
import { commonPages } from './common';
import { operatorPages } from './operator';
import { publicPages } from './public';
import { supplierPages } from './supplier';

const below = (prefix: string, pages: readonly RouteObject[]) => pages.map(({ path }) => `${prefix}${path ?? ''}`);
const paths = [
  ...below('', publicPages),
  ...below('/work/', [...commonPages, ...supplierPages, ...buyerPages, ...operatorPages]),
].map((path) => new RegExp(`^${path.replace(/\/$/u, '').replace(/:\w+/gu, '[^/]+')}/?$`, 'u'));

/** Addresses as they stand in links and moves, with `x` in place of what is filled in. */
function addresses(source: string): readonly string[] {
  return (
    [...source.matchAll(/(?:to=\{?|navigate\(|page = |to: )[`"'](\/[^`"'\n]*)[`"']/gu)]
      .map(
        ([, address]) => (address as string).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, 'x').split(/[?#]/u)[0] as string,
      )
      // A kind that is filled in names the page itself.
      .filter((address) => !address.startsWith('/x'))
      // What is appended without a slash is a query of its own.
      .map((address) => (address.length > 2 ? address.replace(/([^/])x$/u, '$1') : address))
  );
}

const root = join(__dirname, '..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .filter((name) => addresses(readFileSync(join(root, name), 'utf8')).length > 0);

describe('links', () => {
  it.each(files)('lead to a page: %s', (file) => {
    for (const address of addresses(readFileSync(join(root, file), 'utf8')))
      expect({ address, found: paths.some((path) => path.test(address)) }).toEqual({ address, found: true });
  });
});
