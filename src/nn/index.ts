// The namespace torch.nn.
export * as functional from './functional/index.js';
export * as init from './init/index.js';
export * from './activations/index.js';
export * from './containers/module_list.js';
export * from './containers/sequential.js';
export * from './linear.js';
export { Module } from './module.js';
export * from './parameter.js';
