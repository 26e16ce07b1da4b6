import { createContext, use } from 'react';

/** What a page says outside of its body: collected on the server, set in the browser. */
export interface Head {
  title: string;
  /** Sent with the page: 404 when what was asked for is not there. */
  status: number;
  description: string | undefined;
}

const HeadContext = createContext<Head | undefined>(undefined);
export const HeadProvider = HeadContext.Provider;
export const useHead = (): Head | undefined => use(HeadContext);
