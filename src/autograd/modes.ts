/// <reference lib="esnext.disposable" preserve="true" />
/** @internal What is recorded and checked at this moment. Read by every op, so it is one plain object. */
export const mode = {
  /** Whether operations are recorded in the graph. */
  grad: true,
  /** Whether new tensors are inference tensors, that no graph will ever take. */
  inference: false,
  /** Whether backward looks for NaN and forward keeps stack traces. */
  anomaly: false,
  /** Whether anomaly detection looks for NaN. */
  checkNan: true,
};

type Mode = typeof mode;

/** Restores the former mode when disposed of, at the end of a block that began with `using _ = torch.no_grad()`. */
export class ModeGuard {
  readonly #restore: Partial<Mode>;

  /** @internal */
  constructor(restore: Partial<Mode>) {
    this.#restore = restore;
  }

  /** Restores the former mode. */
  [Symbol.dispose](): void {
    Object.assign(mode, this.#restore);
  }
}

/** Sets parts of the mode while `action` runs (and restores them, also on a throw), or until a guard is disposed of. */
function within<T>(change: Partial<Mode>, action: (() => T) | undefined): T | ModeGuard {
  const before = { ...mode };
  Object.assign(mode, change);
  if (action === undefined) return new ModeGuard(before);
  let result: T;
  try {
    result = action();
  } catch (error) {
    Object.assign(mode, before);
    throw error;
  }
  if (result instanceof Promise) return result.finally(() => Object.assign(mode, before)) as T;
  Object.assign(mode, before);
  return result;
}

/**
 * Runs `action` without recording a graph: results do not require grad.
 *
 * @param action what to run; left out, the mode holds until the returned guard is disposed of: `using _ = torch.no_grad()`
 * @returns what `action` returns
 * @example
 * const w = torch.ones(2, { requires_grad: true });
 * console.log(torch.no_grad(() => w.mul(2)).requires_grad); // false
 */
export function no_grad<T>(action: () => T): T;
export function no_grad(): ModeGuard;
export function no_grad<T>(action?: () => T): T | ModeGuard {
  return within({ grad: false }, action);
}

/**
 * Runs `action` with the graph recorded, also inside `no_grad`.
 *
 * @param action what to run; left out, the mode holds until the returned guard is disposed of
 * @returns what `action` returns
 * @example
 * const w = torch.ones(2, { requires_grad: true });
 * console.log(torch.no_grad(() => torch.enable_grad(() => w.mul(2))).requires_grad); // true
 */
export function enable_grad<T>(action: () => T): T;
export function enable_grad(): ModeGuard;
export function enable_grad<T>(action?: () => T): T | ModeGuard {
  return within({ grad: true }, action);
}

/**
 * Sets whether a graph is recorded: from now on, or while `action` runs.
 *
 * @param enabled whether to record
 * @param action what to run; left out, the setting acts at once, and the returned guard can undo it
 * @returns what `action` returns
 * @example
 * torch.set_grad_enabled(false);
 * console.log(torch.is_grad_enabled()); // false
 * torch.set_grad_enabled(true);
 */
export function set_grad_enabled<T>(enabled: boolean, action: () => T): T;
export function set_grad_enabled(enabled: boolean): ModeGuard;
export function set_grad_enabled<T>(enabled: boolean, action?: () => T): T | ModeGuard {
  if (typeof enabled !== 'boolean')
    throw new TypeError('set_grad_enabled(): enabled must be a bool (got ' + String(enabled) + ')');
  return within({ grad: enabled }, action);
}

/** Whether operations are recorded in the graph at this moment. */
export function is_grad_enabled(): boolean {
  return mode.grad;
}

/**
 * Runs `action` for inference only: as `no_grad`, and its results can never be part of a graph.
 *
 * @param action what to run
 * @returns what `action` returns
 * @example
 * const w = torch.ones(2, { requires_grad: true });
 * console.log(torch.inference_mode(() => w.mul(2)).requires_grad); // false
 */
export function inference_mode<T>(action: () => T): T;
/** Runs `action` in inference mode, or, with `enabled` false, outside of it. */
export function inference_mode<T>(enabled: boolean, action: () => T): T;
/** Sets the mode until the returned guard is disposed of. */
export function inference_mode(enabled?: boolean): ModeGuard;
export function inference_mode<T>(first?: boolean | (() => T), second?: () => T): T | ModeGuard {
  const [enabled, action] = typeof first === 'function' ? [true, first] : [first ?? true, second];
  return within({ inference: enabled, grad: !enabled }, action);
}

/** Whether inference mode is on. */
export function is_inference_mode_enabled(): boolean {
  return mode.inference;
}

/**
 * Runs `action` with anomaly detection: a backward that produces NaN throws and names the operation.
 *
 * @param action what to run; left out, the mode holds until the returned guard is disposed of
 * @returns what `action` returns
 * @example
 * const x = torch.tensor([0], { requires_grad: true });
 * const bad = () => torch.autograd.detect_anomaly(() => x.mul(0).div(0).sum().backward());
 * bad(); // → throws Function 'MulBackward0' returned nan values in its 0th output.
 */
export function detect_anomaly<T>(action: () => T, options?: { check_nan?: boolean }): T;
export function detect_anomaly(options?: { check_nan?: boolean }): ModeGuard;
export function detect_anomaly<T>(
  first?: (() => T) | { check_nan?: boolean },
  second?: { check_nan?: boolean },
): T | ModeGuard {
  const [action, options] = typeof first === 'function' ? [first, second] : [undefined, first];
  return within({ anomaly: true, checkNan: options?.check_nan ?? true }, action);
}

/** Switches anomaly detection on or off: at once, or while `action` runs. */
export function set_detect_anomaly<T>(enabled: boolean, check_nan?: boolean, action?: () => T): T | ModeGuard {
  return within({ anomaly: enabled, checkNan: check_nan ?? true }, action);
}

/** Whether anomaly detection is on. */
export function is_anomaly_enabled(): boolean {
  return mode.anomaly;
}
