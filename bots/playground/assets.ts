/** The page's files, straight from this folder and from node_modules: plain ES modules and an import map, so that nothing has to be built. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';

const PAGE_DIR = fileURLToPath(new URL('./page/', import.meta.url));
const packageDir = (name: string) => dirname(dirname(createRequire(import.meta.url).resolve(name)));

const vendor = () => {
  const preact = packageDir('preact');
  return {
    'preact.js': join(preact, 'dist/preact.mjs'),
    'preact-hooks.js': join(preact, 'hooks/dist/hooks.mjs'),
    'htm.js': join(packageDir('htm'), 'dist/htm.mjs'),
  };
};

/** Only our own files run and load; the one inline script, the import map, is named by its hash. */
const contentSecurityPolicy = (html: string): string => {
  const inline = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(inline).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    'media-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};

export const pageRoutes = (): Router => {
  const router = express.Router();
  const html = readFileSync(join(PAGE_DIR, 'index.html'), 'utf8');
  const policy = contentSecurityPolicy(html);
  router.get('/', (_request, response) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(html);
  });
  for (const [name, path] of Object.entries(vendor())) {
    const source = readFileSync(path, 'utf8');
    router.get(`/playground/vendor/${name}`, (_request, response) => {
      response.type('js').send(source);
    });
  }
  router.use('/playground/page', express.static(PAGE_DIR, { cacheControl: false, index: false }));
  return router;
};
