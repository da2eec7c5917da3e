import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Small pictures as well: the content security policy allows no other inlining.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npm run dev:web` shows the page with a service that runs beside it.
  server: {
    proxy: Object.fromEntries(
      [
        '/access',
        '/predict',
        '/predict-batch',
        '/batches',
        '/history',
        '/models',
        '/health',
        '/docs',
        '/openapi.json',
        '/problems',
      ].map((path) => [path, 'http://127.0.0.1:8000']),
    ),
  },
});
