// Every export of the module; ../exports.ts says what each does.
export * from './unary';
export * from './binary';
export * from './compare';
export * from './ternary';
export * from './sum';
export * from './reduce';
export * from './softmax';
export * from './copy';
export * from './gemm';
export * from './cells';
export * from './optim';
export * from './conv';
