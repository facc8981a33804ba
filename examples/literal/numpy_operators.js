// Operators for the arrays of numpy-ts: any class may have them, by the keys of tsover's methods.
import * as np from 'numpy-ts';
import 'microtorch'; // makes the keys

/** An operand as an array: a number becomes one without dimensions. */
const array = (x) => (typeof x === 'number' ? np.array(x) : x);

const NDArray = np.NDArray.prototype;
NDArray[Symbol.operatorPlus] = (left, right) => np.add(array(left), array(right));
NDArray[Symbol.operatorMinus] = (left, right) => np.subtract(array(left), array(right));
NDArray[Symbol.operatorStar] = (left, right) => np.multiply(array(left), array(right));
NDArray[Symbol.operatorStarStar] = (left, right) => np.power(array(left), right);
