// Shared components that the guide does not draw, each with its reason.
export const expected: ReadonlyMap<string, string> = new Map()
