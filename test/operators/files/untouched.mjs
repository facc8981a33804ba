// Only one of these functions asks for operators.
import torch from 'microtorch';

const x = torch.ones(2);
const attempt = (run) => {
  try {
    return String(run());
  } catch (error) {
    return error.message;
  }
};
function without() {
  return x + 1;
}
function within() {
  'use tsover';
  return [1].map((one) => x + one)[0];
}
console.log(attempt(within));
console.log(attempt(without));
