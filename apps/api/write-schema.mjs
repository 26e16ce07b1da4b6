// Writes apps/api/schema.graphql, the committed schema, from the classes: node apps/api/write-schema.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildServer } from '../cli/build.mjs';

await buildServer();
const { buildApiSchema, schemaText } = createRequire(import.meta.url)('./dist/schema-text.js');
writeFileSync(new URL('schema.graphql', import.meta.url), schemaText(await buildApiSchema()));
