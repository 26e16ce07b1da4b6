// Writes apps/api/schema.graphql, the committed schema, from the classes: node apps/cli/write-schema.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT, buildServer } from './build.mjs';

await buildServer();
const API = path.join(ROOT, 'apps/api');
const { buildApiSchema, schemaText } = createRequire(import.meta.url)(path.join(API, 'dist/schema-text.js'));
writeFileSync(path.join(API, 'schema.graphql'), schemaText(await buildApiSchema()));
