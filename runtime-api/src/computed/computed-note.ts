// How does the history say that nobody changed anything, and values followed all the same?

export const computedNote = 'computed'
