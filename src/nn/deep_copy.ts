import { isOptions } from '../tensor/signature.js';
import { isTensor, type Tensor } from '../tensor/tensor.js';
import { Module } from './module.js';
import { Buffer, Parameter } from './parameter.js';
import { isModule } from './registry.js';

// What Python's copy.deepcopy makes of a module.

/** A module with nothing in it, from which a copy begins. */
class Blank extends Module {
  forward(): void {}
}

function copyTensor(x: Tensor): Tensor {
  const elements = x.detach().clone();
  const copy =
    x instanceof Parameter
      ? new Parameter(elements, x.requires_grad)
      : x instanceof Buffer
        ? new Buffer(elements, { persistent: x.persistent })
        : elements;
  if (x.grad !== null) copy.grad = x.grad.detach().clone();
  return copy;
}

/** A copy of whatever a field may hold; what is found twice is copied once. */
function copyOf(value: unknown, done: Map<unknown, unknown>): unknown {
  const known = done.get(value);
  if (known !== undefined) return known;
  if (isTensor(value)) {
    const copy = copyTensor(value);
    done.set(value, copy);
    return copy;
  }
  if (isModule(value)) return copyModule(value, done);
  if (Array.isArray(value)) return value.map((item) => copyOf(item, done));
  if (isOptions(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copyOf(item, done)]));
  return value;
}

function copyModule<M extends Module>(module: M, done: Map<unknown, unknown>): M {
  const copy = Reflect.construct(Blank, [], module.constructor) as M;
  done.set(module, copy);
  const registered = (['parameter', 'buffer', 'module'] as const).map((kind) => module._registered(kind));
  const names = new Set(registered.flat().map(([name]) => name));
  for (const [name, value] of Object.entries(module))
    if (!names.has(name)) Reflect.set(copy, name, copyOf(value, done));
  const [parameters, buffers, modules] = registered;
  const persistent = new Set(module._state.map(([name]) => name));
  for (const [name, x] of parameters) copy.register_parameter(name, copyOf(x, done) as Parameter | null);
  for (const [name, x] of buffers) copy.register_buffer(name, copyOf(x, done) as Tensor | null, persistent.has(name));
  for (const [name, x] of modules) copy.add_module(name, copyOf(x, done) as Module | null);
  return copy;
}

/**
 * A module like another one, of the same class and with the same values, that shares no tensor and no module with it. Hooks
 * are not copied, and neither are fields that are private to a class.
 */
export const deepCopy = <M extends Module>(module: M): M => copyModule(module, new Map());
