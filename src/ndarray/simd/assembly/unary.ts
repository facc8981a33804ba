// o[i] = f(a[i]), i < n. o may be a.
import { real } from './real';
import { all, lt, inDouble } from './vec';
import { Unary, map } from './loops';
import { vexp, vexp2, vexpm1, vtanh, vsigmoid, vsilu } from './exp';
import { vlog, vlog2, vlog10, vlog1p } from './log';
import { Sin, Cos, Tan } from './trig';
import { Erf, Gelu } from './normal';

@final class NegOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.neg<real>(x); }
}
export function neg(a: usize, o: usize, n: i32): void { map<NegOp>(a, o, n); }

@final class AbsOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.abs<real>(x); }
}
export function abs(a: usize, o: usize, n: i32): void { map<AbsOp>(a, o, n); }

@final class SignOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.or(v128.and(lt(all(0), x), all(1)), v128.and(lt(x, all(0)), all(-1))); }
}
export function sign(a: usize, o: usize, n: i32): void { map<SignOp>(a, o, n); }

@final class SqrtOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.sqrt<real>(x); }
}
export function sqrt(a: usize, o: usize, n: i32): void { map<SqrtOp>(a, o, n); }

@final class RsqrtOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.div<real>(all(1), v128.sqrt<real>(x)); }
}
export function rsqrt(a: usize, o: usize, n: i32): void { map<RsqrtOp>(a, o, n); }

@final class ReciprocalOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.div<real>(all(1), x); }
}
export function reciprocal(a: usize, o: usize, n: i32): void { map<ReciprocalOp>(a, o, n); }

@final class SquareOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.mul<real>(x, x); }
}
export function square(a: usize, o: usize, n: i32): void { map<SquareOp>(a, o, n); }

@final class FloorOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.floor<real>(x); }
}
export function floor(a: usize, o: usize, n: i32): void { map<FloorOp>(a, o, n); }

@final class CeilOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.ceil<real>(x); }
}
export function ceil(a: usize, o: usize, n: i32): void { map<CeilOp>(a, o, n); }

@final class RoundOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.nearest<real>(x); }
}
export function round(a: usize, o: usize, n: i32): void { map<RoundOp>(a, o, n); }

@final class TruncOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.trunc<real>(x); }
}
export function trunc(a: usize, o: usize, n: i32): void { map<TruncOp>(a, o, n); }

@final class ReluOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return v128.andnot(x, lt(x, all(0))); }
}
export function relu(a: usize, o: usize, n: i32): void { map<ReluOp>(a, o, n); }

@final class ExpOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vexp<real>(x); }
}
export function exp(a: usize, o: usize, n: i32): void { map<ExpOp>(a, o, n); }

@final class Exp2Op extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vexp2<real>(x); }
}
export function exp2(a: usize, o: usize, n: i32): void { map<Exp2Op>(a, o, n); }

@final class Expm1Op extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vexpm1(x); }
}
export function expm1(a: usize, o: usize, n: i32): void { map<Expm1Op>(a, o, n); }

@final class LogOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vlog(x); }
}
export function log(a: usize, o: usize, n: i32): void { map<LogOp>(a, o, n); }

@final class Log2Op extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vlog2(x); }
}
export function log2(a: usize, o: usize, n: i32): void { map<Log2Op>(a, o, n); }

@final class Log10Op extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vlog10(x); }
}
export function log10(a: usize, o: usize, n: i32): void { map<Log10Op>(a, o, n); }

@final class Log1pOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vlog1p(x); }
}
export function log1p(a: usize, o: usize, n: i32): void { map<Log1pOp>(a, o, n); }

@final class SinOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return inDouble<Sin>(x); }
}
export function sin(a: usize, o: usize, n: i32): void { map<SinOp>(a, o, n); }

@final class CosOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return inDouble<Cos>(x); }
}
export function cos(a: usize, o: usize, n: i32): void { map<CosOp>(a, o, n); }

@final class TanOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return inDouble<Tan>(x); }
}
export function tan(a: usize, o: usize, n: i32): void { map<TanOp>(a, o, n); }

@final class TanhOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vtanh(x); }
}
export function tanh(a: usize, o: usize, n: i32): void { map<TanhOp>(a, o, n); }

@final class SigmoidOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vsigmoid(x); }
}
export function sigmoid(a: usize, o: usize, n: i32): void { map<SigmoidOp>(a, o, n); }

@final class SiluOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return vsilu(x); }
}
export function silu(a: usize, o: usize, n: i32): void { map<SiluOp>(a, o, n); }

@final class ErfOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return inDouble<Erf>(x); }
}
export function erf(a: usize, o: usize, n: i32): void { map<ErfOp>(a, o, n); }

@final class GeluOp extends Unary {
  // @ts-ignore: decorator
  @inline of(x: v128): v128 { return inDouble<Gelu>(x); }
}
export function gelu(a: usize, o: usize, n: i32): void { map<GeluOp>(a, o, n); }
