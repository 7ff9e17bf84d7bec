// Where does the program lie on this disk? The same place, whether it runs from its sources or from the built file.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The nearest folder above that holds the workspaces' package.json. */
export const programFolder = findFrom(import.meta.dirname)

function findFrom(folder: string): string {
  const file = join(folder, 'package.json')
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'molde') return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('the program does not lie where its package.json is')
  return findFrom(above)
}
