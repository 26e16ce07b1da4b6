import { freshAccess } from './session-fetch';

/** What the server answered to a file. `status` is 0 when nothing came back. */
export interface UploadAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Sends a file as it is, as `sessionFetch` would; `fetch` itself cannot say how much of a body has been sent.
 * `sent` hears the share, between 0 and 1.
 */
export async function sessionUpload(
  address: string,
  file: File,
  headers: Readonly<Record<string, string>>,
  sent: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  await freshAccess();
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const answer = () => resolve({ status: request.status, text: request.responseText });
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) sent(loaded / total);
    });
    // Exactly one of these comes, also after an abort.
    for (const end of ['load', 'error', 'abort', 'timeout']) request.addEventListener(end, answer);
    if (signal.aborted) return answer();
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
