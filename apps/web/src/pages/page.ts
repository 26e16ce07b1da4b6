import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

/** What the server needs to know of a page before it draws it. */
export interface PageHandle {
  /** The module that holds it, below src, for its style sheets and scripts. */
  readonly module: string;
  /** Only for members: never drawn on the server. */
  readonly members?: boolean;
}

/** A page whose code is loaded when it is first shown. `module` is what `load` imports, and `name` what of it is the page. */
export function page<Name extends string>(
  path: string,
  module: string,
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): RouteObject {
  return {
    path,
    handle: { module } satisfies PageHandle,
    lazy: async () => ({ Component: (await load())[name] }),
  };
}
