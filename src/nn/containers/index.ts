export * from './module_dict.js';
export * from './module_list.js';
export * from './parameter_dict.js';
export * from './parameter_list.js';
export * from './sequential.js';
