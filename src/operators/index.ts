/**
 * The loader: `node --import microtorch/operators script.js`.
 *
 * In files and functions that open with the directive `'use tsover'` the operators work on tensors. It concerns what is
 * loaded from then on, so it may be imported by a program too, before the `import()` of such a file.
 *
 * @module microtorch/operators
 */
try {
  await import('./register.js');
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
  throw new Error(
    'microtorch/operators needs the packages acorn, magic-string and @jridgewell/remapping, which are not installed ' +
      'where npm leaves out optional dependencies: npm install acorn magic-string @jridgewell/remapping',
    { cause: error },
  );
}
export {};
