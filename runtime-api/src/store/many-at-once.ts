// How many rows go by one text? On SQLite a prepared statement costs next to nothing; on PostgreSQL each is a way there and back, so
// that many rows go by one.
import type { Binding, Db } from './store.ts'

/** PostgreSQL takes 65,535 bindings in one statement. */
const mostAtOnce = 256

/** Runs the text for so many rows at once until all are done; answers how many rows of the table it has changed. */
export async function manyAtOnce(
  tx: Db,
  rows: readonly (readonly Binding[])[],
  textFor: (length: number) => string,
): Promise<number> {
  let changed = 0
  if (tx.dialect === 'sqlite') {
    for (const changes of await tx.runEach(textFor(1), rows)) changed += changes
    return changed
  }
  for (let at = 0; at < rows.length; ) {
    // Few lengths, so that few texts are prepared.
    const length = Math.min(mostAtOnce, 2 ** Math.floor(Math.log2(rows.length - at)))
    changed += (await tx.run(textFor(length), rows.slice(at, at + length).flat())).changes
    at += length
  }
  return changed
}
