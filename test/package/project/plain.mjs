// Plain JavaScript on the installed package: a line is learned from its points.
import torch, { nn, optim } from 'microtorch';

torch.manual_seed(0);
const x = torch.linspace(-1, 1, 20).reshape(-1, 1);
const y = x.mul(3).add(2);
const model = new nn.Linear(1, 1);
const optimizer = new optim.SGD(model.parameters(), { lr: 0.3 });
const loss = new nn.MSELoss();
for (let step = 0; step < 60; step++) {
  optimizer.zero_grad();
  const l = loss(model(x), y);
  l.backward();
  optimizer.step();
}
console.log(model.weight.item().toFixed(2), model.bias.item().toFixed(2));
