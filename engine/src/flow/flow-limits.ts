// How large a flow may be. A flow is somebody else's data: every count in it has an end.

export const flowLimits = {
  states: 300,
  /** Frames on the canvas that hold states. */
  groups: 60,
  /** Of one parallel state. */
  regions: 10,
  /** Of one state. */
  timers: 20,
  /** Of one flow. */
  clocks: 20,
  transitions: 1_000,
  /** Transitions counted once per state they leave; `'*'` leaves every state that is not final. */
  exits: 10_000,
  /** Every transition may have its own. */
  events: 1_000,
  /** Guards, checks, `who` expressions and values together: each is parsed and type-checked when the flow is saved. */
  expressions: 2_000,
  /** Actions of one transition, one entry or one exit. */
  actions: 50,
  form: 50,
  checks: 20,
  roles: 50,
  name: 64,
  label: 200,
  message: 500,
  /** A text that is sent to people. */
  template: 2_000,
  expression: 2_000,
  languages: 30,
  /** Furthest place on the canvas. */
  pos: 1_000_000,
  /** Reasons in one refusal; a document with more mistakes shows these first. */
  issues: 100,
  /** Events of one simulation. */
  simulatedEvents: 1_000,
} as const
