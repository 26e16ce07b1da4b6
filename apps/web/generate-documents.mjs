// Writes src/generated/documents.ts: typed GraphQL documents from the API's committed schema and the .graphql files.
// Run after either changes: node apps/web/generate-documents.mjs [--check]
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';

const path = (name) => new URL(name, import.meta.url);
const schemaText = readFileSync(path('../api/schema.graphql'), 'utf8');
const text = await codegen({
  filename: 'documents.ts',
  schema: parse(schemaText),
  schemaAst: buildSchema(schemaText),
  documents: [
    { location: 'documents.graphql', document: parse(readFileSync(path('src/graphql/documents.graphql'), 'utf8')) },
  ],
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    onlyOperationTypes: true,
    skipTypename: true,
    scalars: { ID: 'string', DateTime: 'string', Long: 'number' },
  },
  plugins: [{ typescript: {} }, { typescriptOperations: {} }, { typedDocumentNode: {} }],
  pluginMap: { typescript, typescriptOperations: operations, typedDocumentNode },
});
const target = path('src/generated/documents.ts');
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('apps/web/src/generated/documents.ts is out of date: run node apps/web/generate-documents.mjs');
    process.exitCode = 1;
  }
} else {
  mkdirSync(path('src/generated/'), { recursive: true });
  writeFileSync(target, text);
}
