// mocha's spec reporter on the screen and its JSON reporter into the file that --reporter-option output=FILE names.
import mocha from 'mocha';

export default class extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    new mocha.reporters.JSON(runner, options);
  }
}
