export * from './prelu.js';
export * from './rectifiers.js';
export * from './smooth.js';
export * from './softmax.js';
