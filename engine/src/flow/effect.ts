// What a step asks the runtime to do besides writing the record. The engine never does it itself.

/**
 * Nothing yet: `set`, `clear` and `add` change the record itself. An action that leaves the record (a mail, a webhook, another
 * record) becomes a member of this union, and the runtime's `switch` over it then has to say what it does with it.
 */
export type Effect = never
