'use strict';
'use tsover';
const torch = require('microtorch').default;

const w = torch.ones(2, { requires_grad: true });
(2 * w ** 2).sum().backward();
let p = w;
torch.no_grad(() => (p -= 0.125 * w.grad));
console.log(w.toString());

exports.mistake = (a) => { return a * 2 - Symbol('b'); };
exports.mistake(1);
