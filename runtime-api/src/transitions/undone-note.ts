// What the history says of a revision that took a step back.
const start = 'undone '

/** `event`: its key when the step was made. */
export function undoneNote(event: string): string {
  return `${start}${event}`
}

/** Key of the event that was taken back; undefined of any other revision. */
export function undoneEvent(note: string | undefined): string | undefined {
  return note?.startsWith(start) ? note.slice(start.length) : undefined
}
