/**
 * Writes src/generated/<feature>.ts: typed GraphQL documents from the API's committed schema and the .graphql files of
 * each folder in src/features; src/session and src/ui have theirs too. Each file holds only what its feature asks, so that
 * a page loads no other page's documents. Fragments that several share are in src/graphql. Run after either changes:
 *
 *   node apps/web/generate-documents.mjs [--check]
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, visit } from 'graphql';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const schemaText = readFileSync(path('../api/schema.graphql'), 'utf8');
const schema = parse(schemaText);
const schemaAst = buildSchema(schemaText);

const definitionsIn = (folder) =>
  existsSync(path(folder))
    ? readdirSync(path(folder))
        .filter((name) => name.endsWith('.graphql'))
        .sort()
        .flatMap((name) => parse(readFileSync(path(`${folder}/${name}`), 'utf8')).definitions)
    : [];

const shared = new Map(definitionsIn('src/graphql').map((definition) => [definition.name.value, definition]));

/** The definitions with those shared fragments that they reach, each once. */
function withFragments(definitions) {
  const wanted = new Map();
  const own = new Set(definitions.map((definition) => definition.name.value));
  const follow = (node) =>
    visit(node, {
      [Kind.FRAGMENT_SPREAD]({ name: { value } }) {
        const fragment = shared.get(value);
        if (own.has(value) || wanted.has(value) || fragment === undefined) return;
        wanted.set(value, fragment);
        follow(fragment);
      },
    });
  definitions.forEach(follow);
  return [...wanted.values(), ...definitions];
}

const CONFIG = {
  useTypeImports: true,
  enumsAsTypes: true,
  onlyOperationTypes: true,
  skipTypename: true,
  scalars: { ID: 'string', DateTime: 'string', Long: 'number' },
};

/** The types of the schema: enumerations, inputs and scalars, which all features share. */
const typesOf = (documents) =>
  codegen({
    filename: 'schema.ts',
    schema,
    schemaAst,
    documents,
    config: CONFIG,
    plugins: [{ typescript: {} }],
    pluginMap: { typescript },
  });

/** The operations of one feature. */
const operationsOf = async (document) =>
  `import type * as Types from './schema';\n${await codegen({
    filename: document.location,
    schema,
    schemaAst,
    documents: [document],
    config: { ...CONFIG, namespacedImportName: 'Types' },
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations: operations, typedDocumentNode },
  })}`;

const folders = [
  ...readdirSync(path('src/features')).map((name) => [name, `src/features/${name}`]),
  ['session', 'src/session'],
  ['ui', 'src/ui'],
];
const documents = folders
  .map(([name, folder]) => ({ location: `${name}.ts`, definitions: definitionsIn(folder) }))
  .filter(({ definitions }) => definitions.length > 0)
  .map(({ location, definitions }) => ({
    location,
    document: { kind: Kind.DOCUMENT, definitions: withFragments(definitions) },
  }));
const texts = new Map([['schema.ts', await typesOf([])]]);
for (const document of documents) texts.set(document.location, await operationsOf(document));

const generated = path('src/generated');
mkdirSync(generated, { recursive: true });
const strays = readdirSync(generated).filter((name) => !texts.has(name));
const stale = [...texts].filter(
  ([name, text]) => !existsSync(`${generated}/${name}`) || readFileSync(`${generated}/${name}`, 'utf8') !== text,
);
if (process.argv.includes('--check')) {
  for (const name of [...strays, ...stale.map(([name]) => name)]) {
    console.error(`apps/web/src/generated/${name} is out of date: run node apps/web/generate-documents.mjs`);
    process.exitCode = 1;
  }
} else {
  for (const name of strays) rmSync(`${generated}/${name}`);
  for (const [name, text] of stale) writeFileSync(`${generated}/${name}`, text);
}
