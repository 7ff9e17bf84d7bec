// What a flow's parts are called in a config of XState, on the way out and back.

/** Guard of a step: its condition, who may take it and its checks. */
export const guardName = 'allowed'

/** First action of a step that asks for something. */
export const formAction = 'fill'

/** What the engine's own machine does beside the flow's actions; no other machine needs it. */
export const bookkeeping: readonly string[] = ['arrive', 'enter', 'take']

/** What may stand in a target as it is. */
export const plainKey = /^[A-Za-z0-9_-]+$/
