import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * antd measures scroll bars with a style of its own, which carries no nonce, so that the Content-Security-Policy would
 * refuse it with an error on the console. Gives it the nonce of the page; stops the build when antd has changed there.
 */
const nonceForScrollBars = {
  name: 'nonce-for-scroll-bars',
  transform(code, id) {
    if (!id.includes('@rc-component/util/es/getScrollBarSize')) return undefined;
    const given = code.replace(
      '}`, randomId);',
      "}`, randomId, { csp: { nonce: document.querySelector('meta[property=csp-nonce]')?.nonce } });",
    );
    if (given === code) throw new Error(`${id} no longer looks as nonceForScrollBars expects it`);
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
  plugins: [react(), nonceForScrollBars],
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
      },
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:3000', ws: true } } },
}));
