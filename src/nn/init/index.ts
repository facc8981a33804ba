// The namespace torch.nn.init.
export { constant_, dirac_, eye_, ones_, zeros_ } from './constant.js';
export { normal_, orthogonal_, sparse_, trunc_normal_, uniform_, type GeneratorOption } from './random.js';
export {
  _calculate_fan_in_and_fan_out,
  calculate_gain,
  kaiming_normal_,
  kaiming_uniform_,
  xavier_normal_,
  xavier_uniform_,
  type FanMode,
  type KaimingArguments,
  type KaimingOptions,
  type Nonlinearity,
  type XavierArguments,
  type XavierOptions,
} from './fan.js';
