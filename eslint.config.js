import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', 'docs/api', 'plots', 'coverage', 'src/**/assembly', 'test/pairs/pairs.mjs']),
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // a class merged with an interface is how Tensor gets its methods from ops and Module its typed call
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
      // on the hot path a signature's rare form is read from `arguments`, which costs nothing when it is absent
      'prefer-rest-params': 'off',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
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
