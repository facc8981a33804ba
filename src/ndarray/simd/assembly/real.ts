// The element type. The build compiles every kernel twice: as written, and with f32 and i32 replaced by f64 and
// i64.

/** The type of an element. */
export type real = f32;

/** The integer with as many bits as an element. */
export type word = i32;
