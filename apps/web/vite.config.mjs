import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two builds: the browser's (`vite build`), and the server's (`vite build --ssr`), one file that holds all it needs, so
 * that the API loads it as it is. The libraries of this repository are read as sources; the API and the browser thereby
 * explain, check and convert with the same functions.
 */
export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  plugins: [react()],
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
