import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Where antd writes styles of its own: the module, the end of the call that writes one, and its arguments. */
const STYLES_WITHOUT_NONCE = [
  { module: '@rc-component/util/es/getScrollBarSize', end: '}`, randomId);', key: 'randomId' },
  { module: '@rc-component/portal/es/useScrollLocker', end: '}`, id);', key: 'id' },
];

/** Scripts and styles are compressed once, when they are built; the API sends what the browser takes. */
const compressed = {
  name: 'compressed',
  writeBundle({ dir }, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!/\.(js|css)$/.test(name)) continue;
      const content = file.type === 'chunk' ? file.code : file.source;
      const path = join(dir, name);
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    }
  },
};

/**
 * antd measures scroll bars, and holds the page still behind a dialog, with styles that carry no nonce, so that the
 * Content-Security-Policy would refuse them with an error on the console. Gives them the nonce of the page; stops the
 * build when antd has changed there.
 */
const nonceForStyles = {
  name: 'nonce-for-styles',
  transform(code, id) {
    const found = STYLES_WITHOUT_NONCE.find(({ module }) => id.includes(module));
    if (!found) return undefined;
    const given = code.replace(
      found.end,
      `}\`, ${found.key}, { csp: { nonce: document.querySelector('meta[property=csp-nonce]')?.nonce } });`,
    );
    if (given === code) throw new Error(`${id} no longer looks as nonceForStyles expects it`);
    return { code: given, map: null };
  },
};

/**
 * Two builds: the browser's (`vite build`), and the server's (`vite build --ssr`), one file that holds all it needs, so
 * that the API loads it as it is. The libraries of this repository are read as sources; the API and the browser thereby
 * explain, check and convert with the same functions.
 */
export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  plugins: [react(), nonceForStyles, ...(isSsrBuild ? [] : [compressed])],
  resolve: {
    alias: [{ find: /^@huanpei\/([a-z-]+)$/, replacement: `${here('../../libs')}/$1/src/index.ts` }],
  },
  // Replaced by the server for every page (apps/api/src/http/web-pages.ts).
  html: { cspNonce: '{{nonce}}' },
  ssr: { noExternal: true },
  define: isSsrBuild ? { 'process.env.NODE_ENV': '"production"' } : {},
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node20',
        manifest: 'manifest.json',
        copyPublicDir: false,
        minify: false,
        rollupOptions: { output: { format: 'cjs', entryFileNames: 'server-[hash].cjs', codeSplitting: false } },
      }
    : {
        outDir: 'dist/browser',
        emptyOutDir: true,
        manifest: 'manifest.json',
        target: 'es2022',
        reportCompressedSize: false,
        chunkSizeWarningLimit: 1200,
        rollupOptions: {
          // The libraries read files on the server; what pages use of them reads none, and the rest is left out.
          onLog: (level, log, next) =>
            log.message.includes('externalized for browser') ? undefined : next(level, log),
        },
      },
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:3000', ws: true } } },
}));
