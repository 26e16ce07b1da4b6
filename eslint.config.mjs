import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Which layer may lean on which; docs/architecture.md draws it. */
const LAYERS = [
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:domain'], bannedExternalImports: ['*'] },
  { sourceTag: 'layer:reference', onlyDependOnLibsWithTags: ['layer:domain'], bannedExternalImports: ['*'] },
  {
    sourceTag: 'layer:exchange',
    onlyDependOnLibsWithTags: ['layer:domain'],
    allowedExternalImports: ['ajv', 'ajv/*', '@e965/xlsx', 'csv-parse/*', 'csv-stringify/*', 'node:zlib'],
  },
  {
    sourceTag: 'layer:app',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:reference', 'layer:exchange', 'layer:app'],
    allowedExternalImports: ['@nestjs/common'],
  },
  {
    sourceTag: 'layer:adapter',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:reference', 'layer:exchange', 'layer:app'],
  },
  {
    sourceTag: 'layer:runtime',
    onlyDependOnLibsWithTags: [
      'layer:domain',
      'layer:reference',
      'layer:exchange',
      'layer:app',
      'layer:adapter',
      'layer:runtime',
    ],
  },
  {
    sourceTag: 'layer:process',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:reference', 'layer:exchange', 'layer:app', 'layer:runtime'],
  },
  { sourceTag: 'layer:web', onlyDependOnLibsWithTags: ['layer:domain', 'layer:reference', 'layer:exchange'] },
  {
    sourceTag: 'layer:test',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:reference', 'layer:exchange', 'layer:app'],
  },
];

/** Time, chance and the outside world arrive as arguments (house rule 1). */
const PURE = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time arrives as an argument.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time arrives as an argument.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance arrives as an argument.',
  },
];

const boundaries = (depConstraints) => ({
  '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints }],
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated/**', '**/*.json', '**/*.md'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { '@nx': nx },
    rules: {
      ...boundaries(LAYERS),
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['libs/matching/src/**', 'libs/domain/src/**'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...PURE] },
  },
  // Specs may use the test library, fast-check and the adapters they check.
  {
    files: ['**/*.spec.ts', '**/test/**/*.{ts,mjs}'],
    rules: {
      ...boundaries([{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }]),
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
