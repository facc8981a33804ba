declare function erf(x: number): number;
declare function sigmoid(x: number): number;
declare function roundHalfEven(x: number): number;
/** Functions computed exactly, or rounded once. */
export declare const exact: {
    neg: (x: number) => number;
    abs: (x: number) => number;
    sign: (x: number) => 1 | 0 | -1;
    sqrt: (x: number) => number;
    reciprocal: (x: number) => number;
    square: (x: number) => number;
    floor: (x: number) => number;
    ceil: (x: number) => number;
    round: typeof roundHalfEven;
    trunc: (x: number) => number;
    relu: (x: number) => number;
};
/** Functions computed within 2 ulp. */
export declare const rounded: {
    rsqrt: (x: number) => number;
    exp: (x: number) => number;
    exp2: (x: number) => number;
    expm1: (x: number) => number;
    log: (x: number) => number;
    log2: (x: number) => number;
    log10: (x: number) => number;
    log1p: (x: number) => number;
    sin: (x: number) => number;
    cos: (x: number) => number;
    tan: (x: number) => number;
    tanh: (x: number) => number;
    sigmoid: typeof sigmoid;
    silu: (x: number) => number;
    erf: typeof erf;
    gelu: (x: number) => number;
};
export {};
