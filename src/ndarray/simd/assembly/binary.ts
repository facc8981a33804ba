// o = f(a, b) in these forms: `f(a, b, o, n)` of the same length; `f_scalar(a, s, o, n)` and, where the order matters,
// `scalar_f(s, a, o, n)`; `f_grid` of two dimensions with any strides, which broadcasts rows and columns. o may be a or
// b.
import { real } from './real';
import { Binary, zip, zipScalar, grid } from './loops';

@final class Add extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.add<real>(a, b); }
}
export function add(a: usize, b: usize, o: usize, n: i32): void { zip<Add>(a, b, o, n); }
export function add_scalar(a: usize, s: real, o: usize, n: i32): void { zipScalar<Add>(a, s, o, n, false); }
export function add_grid(a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, o: usize, R: i32, C: i32): void {
  grid<Add>(a, ars, acs, b, brs, bcs, o, R, C);
}

@final class Sub extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.sub<real>(a, b); }
}
export function sub(a: usize, b: usize, o: usize, n: i32): void { zip<Sub>(a, b, o, n); }
export function sub_scalar(a: usize, s: real, o: usize, n: i32): void { zipScalar<Sub>(a, s, o, n, false); }
export function scalar_sub(s: real, a: usize, o: usize, n: i32): void { zipScalar<Sub>(a, s, o, n, true); }
export function sub_grid(a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, o: usize, R: i32, C: i32): void {
  grid<Sub>(a, ars, acs, b, brs, bcs, o, R, C);
}

@final class Mul extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.mul<real>(a, b); }
}
export function mul(a: usize, b: usize, o: usize, n: i32): void { zip<Mul>(a, b, o, n); }
export function mul_scalar(a: usize, s: real, o: usize, n: i32): void { zipScalar<Mul>(a, s, o, n, false); }
export function mul_grid(a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, o: usize, R: i32, C: i32): void {
  grid<Mul>(a, ars, acs, b, brs, bcs, o, R, C);
}

@final class Div extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.div<real>(a, b); }
}
export function div(a: usize, b: usize, o: usize, n: i32): void { zip<Div>(a, b, o, n); }
export function div_scalar(a: usize, s: real, o: usize, n: i32): void { zipScalar<Div>(a, s, o, n, false); }
export function scalar_div(s: real, a: usize, o: usize, n: i32): void { zipScalar<Div>(a, s, o, n, true); }
export function div_grid(a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, o: usize, R: i32, C: i32): void {
  grid<Div>(a, ars, acs, b, brs, bcs, o, R, C);
}

@final class Maximum extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.max<real>(a, b); }
}
export function maximum(a: usize, b: usize, o: usize, n: i32): void { zip<Maximum>(a, b, o, n); }
export function maximum_scalar(a: usize, s: real, o: usize, n: i32): void { zipScalar<Maximum>(a, s, o, n, false); }
export function maximum_grid(
  a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, o: usize, R: i32, C: i32,
): void {
  grid<Maximum>(a, ars, acs, b, brs, bcs, o, R, C);
}

@final class Minimum extends Binary {
  // @ts-ignore: decorator
  @inline of(a: v128, b: v128): v128 { return v128.min<real>(a, b); }
}
export function minimum(a: usize, b: usize, o: usize, n: i32): void { zip<Minimum>(a, b, o, n); }
export function minimum_scalar(a: usize, s: real, o: usize, n: i32): void { zipScalar<Minimum>(a, s, o, n, false); }
export function minimum_grid(
  a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, o: usize, R: i32, C: i32,
): void {
  grid<Minimum>(a, ars, acs, b, brs, bcs, o, R, C);
}
