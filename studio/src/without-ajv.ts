// Stands where Ajv would be in the browser. The page's security policy forbids functions made out of text, which is all Ajv
// does, so it need not be carried: the engine hears what the browser itself would say and interprets its schemas instead.

export class Ajv2020 {
  constructor() {
    throw new EvalError('This page may not make functions out of text.')
  }
}
