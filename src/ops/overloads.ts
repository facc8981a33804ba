import { isOptions } from '../tensor/signature.js';
import { pythonType } from '../tensor/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { addMethod, registry, type Op } from './define.js';

/**
 * Several ops under one name, as PyTorch's overloads: a call goes to the first op whose signature its arguments fit. The
 * method of that name is installed (unless `method` is false); the ops themselves are defined with `method: false`.
 *
 * @returns the function form
 * @throws TypeError worded as PyTorch's where no signature fits
 */
export function overloads<R>(
  name: string,
  ops: readonly Op<R>[],
  { method = true } = {},
): (...args: readonly unknown[]) => R {
  const choose = (args: readonly unknown[], self: number): Op<R> => {
    const op = ops.find(({ signature }) => signature.matches(args));
    if (op === undefined) refuse(name, ops, args.slice(self));
    return op;
  };
  const apply = (...args: readonly unknown[]) => choose(args, 0).apply(...args);
  registry.set(name, { ...ops[0], name, apply });
  if (method)
    addMethod(name.split('.').pop() as string, function (this: Tensor, ...args: unknown[]) {
      return choose([this, ...args], 1).apply(this, ...args);
    });
  return apply;
}

function refuse(name: string, ops: readonly Op[], args: readonly unknown[]): never {
  const last = args.at(-1);
  const named = isOptions(last) ? Object.entries(last).map(([key, x]) => `${key}=${pythonType(x)}`) : [];
  const types = [...(isOptions(last) ? args.slice(0, -1) : args).map(pythonType), ...named];
  const expected = ops.map(({ signature: { text } }) => ` * ${text.slice(text.indexOf('('))}\n`);
  throw new TypeError(
    `${name}() received an invalid combination of arguments - got (${types.join(', ')}), but expected one of:\n${expected.join('')}`,
  );
}
