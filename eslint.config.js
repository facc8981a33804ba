import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores([
    'dist',
    'docs/api',
    'plots',
    'coverage',
    'src/**/assembly',
    'test/pairs/pairs.mjs',
    'test/operators/{files,types}',
  ]),
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // a class merged with an interface is how Tensor gets its methods from ops and Module its typed call
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // with types for what is published: an `any` that comes in from outside is found, and a cast that says nothing
    files: ['src/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // tensors, sizes, dtypes and devices are made to be read in messages
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      // into a union of typed arrays no number fits, as the compiler sees it: `as never`
      '@typescript-eslint/no-unnecessary-type-assertion': ['error', { typesToIgnore: ['never'] }],
      // methods are handed over as values where ops register them
      '@typescript-eslint/unbound-method': 'off',
      // what a callback threw is thrown on as it is
      '@typescript-eslint/only-throw-error': 'off',
      // on the hot path a signature's rare form is read from `arguments`, which costs nothing when it is absent
      'prefer-rest-params': 'off',
    },
  },
  {
    // a notebook may define what it does not call
    files: ['examples/*.ts', 'examples/literal/*.js'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  {
    // a chai assertion (`expect(x).to.be.true`) is an expression
    files: ['test/**/*.test.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['Buffer', 'console', 'process', 'URL', 'WebAssembly', 'performance', 'setTimeout', 'clearTimeout'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },
);
