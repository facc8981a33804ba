/**
 * An object that is called like a function: `layer(x)` is `layer.__call__(x)`.
 *
 * The constructor returns a function whose prototype is that of the class, so fields and methods are those of any object. A
 * function's own `name` and `length` are removed, so that fields may have these names.
 */
export abstract class Callable {
  constructor() {
    const self = Object.setPrototypeOf((...args: unknown[]) => self.__call__(...args), new.target.prototype) as this;
    Reflect.deleteProperty(self, 'name');
    Reflect.deleteProperty(self, 'length');
    return self;
  }

  /** @internal What a call does. */
  abstract __call__(...args: unknown[]): unknown;
}
