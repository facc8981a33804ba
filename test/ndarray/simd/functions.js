// The functions of one argument in double precision, as a reference for f32.
const SERIES_END = 2.5;
/** erf x = 2/sqrt(pi) sum (-1)^n x^(2n+1) / (n! (2n+1)), for small x. */
function erfSeries(x) {
    let power = x;
    let sum = x;
    for (let n = 1; n < 200; n++) {
        power *= (-x * x) / n;
        sum += power / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
}
/** erfc x as a continued fraction, for large positive x. */
function erfcFraction(x) {
    let f = 0;
    for (let k = 120; k > 0; k--)
        f = k / 2 / (x + f);
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + f);
}
function erf(x) {
    if (Math.abs(x) < SERIES_END)
        return erfSeries(x) || x;
    return Math.sign(x) * (1 - erfcFraction(Math.abs(x)));
}
/** The normal distribution function. */
function phi(x) {
    const y = x / Math.SQRT2;
    return y > -SERIES_END ? 0.5 + 0.5 * erf(y) : 0.5 * erfcFraction(-y);
}
function sigmoid(x) {
    return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
}
function roundHalfEven(x) {
    const r = Math.round(x);
    const y = Math.abs(x % 1) === 0.5 && r % 2 !== 0 ? r - 1 : r;
    return y === 0 ? x * 0 : y;
}
/** Functions computed exactly, or rounded once. */
export const exact = {
    neg: (x) => -x,
    abs: Math.abs,
    sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
    sqrt: Math.sqrt,
    reciprocal: (x) => 1 / x,
    square: (x) => x * x,
    floor: Math.floor,
    ceil: Math.ceil,
    round: roundHalfEven,
    trunc: Math.trunc,
    relu: (x) => (x < 0 ? 0 : x),
};
/** Functions computed within 2 ulp. */
export const rounded = {
    rsqrt: (x) => 1 / Math.sqrt(x),
    exp: Math.exp,
    exp2: (x) => 2 ** x,
    expm1: Math.expm1,
    log: Math.log,
    log2: Math.log2,
    log10: Math.log10,
    log1p: Math.log1p,
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    tanh: Math.tanh,
    sigmoid,
    silu: (x) => (x === -Infinity ? NaN : x * sigmoid(x)),
    erf,
    gelu: (x) => (x === -Infinity ? NaN : x * phi(x)),
};
//# sourceMappingURL=functions.js.map