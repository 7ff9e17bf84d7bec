// Shared components that the guide does not draw, each with its reason.
export const expected: ReadonlyMap<string, string> = new Map([
  ['data-model-canvas/drawn-line.tsx DrawnLine', 'It is there only while a line is being drawn.'],
  ['drawing/unseen-dot.tsx UnseenDot', 'It is there only while a canvas is seen from very far, and shows nothing.'],
])
