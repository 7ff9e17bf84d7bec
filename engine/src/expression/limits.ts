// How large may an expression be, and how much may one evaluation spend?

/** Characters of an expression's text. */
export const MAX_TEXT = 8_000
export const MAX_NODES = 500
export const MAX_DEPTH = 40
/** Elements of one list literal. */
export const MAX_LIST = 400
export const MAX_ARGUMENTS = 16
/** Steps of one evaluation. A step is about 100 ns, so this stands for well under 50 ms. */
export const MAX_STEPS = 100_000
/** Bytes of text and lists that one evaluation may build. */
export const MAX_BYTES = 8 * 1024 * 1024
/** Characters of a pattern. */
export const MAX_PATTERN = 500
/** Characters of the expressions that are kept read and compiled; a character takes some 50 bytes then. */
export const MAX_KEPT = 500_000
