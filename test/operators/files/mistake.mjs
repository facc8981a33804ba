'use tsover';
// An error in JavaScript's own arithmetic.
const rows = [[1, 2], [3, Symbol('x')]];
export const total = () => rows.map(([a, b]) => a ** 2 +
    2 * b - 1);
total();
