import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './build/budget.ts';
import { compress } from './build/compress.ts';

/** A running server, for `npm run dev -w packages/web`; only a developer's machine uses it. */
const server = process.env['SHEAF_DEV_SERVER'] ?? 'http://127.0.0.1:8080';
const proxy = Object.fromEntries(['/api', '/media'].map((path) => [path, { target: server }]));

export default defineConfig({
  plugins: [react(), budget(), compress()],
  server: { host: '127.0.0.1', port: 5173, proxy },
  preview: { host: '127.0.0.1', port: 4173, proxy },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: false,
    // Inlined fonts and pictures would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The server gives these a year, as their names change with their content.
    assetsDir: 'assets',
    // The charts are large and load when they are needed.
    chunkSizeWarningLimit: 1_000,
  },
});
