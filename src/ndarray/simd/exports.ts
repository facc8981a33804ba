export interface SimdExports { [k:string]: (...a: number[]) => number }
