import { sessionFetch } from '../../session/session-fetch';
import { saveFile } from '../../ui/save-file';
import { nameOfDownload } from './file';

/** What the server says when it refuses a file; `undefined` when it said nothing that can be shown. */
export function messageIn(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

export type Downloaded =
  { readonly ok: true; readonly cutAt?: number } | { readonly ok: false; readonly message: string | undefined };

/** Saves what stands at an address of ours as a file. `cutAt`: only so many things are in it, and there are more. */
export async function download(address: string, language: string): Promise<Downloaded> {
  let answer: Response;
  try {
    answer = await sessionFetch(address, { headers: { 'accept-language': language } });
  } catch {
    // No answer at all: whoever asked says so in the reader's language.
    return { ok: false, message: undefined };
  }
  if (!answer.ok) return { ok: false, message: messageIn(await answer.text()) };
  saveFile(nameOfDownload(answer.headers.get('content-disposition'), 'huanpei'), await answer.blob());
  const cut = answer.headers.get('x-export-cut') === 'true';
  return { ok: true, ...(cut ? { cutAt: Number(answer.headers.get('x-export-count')) } : {}) };
}
