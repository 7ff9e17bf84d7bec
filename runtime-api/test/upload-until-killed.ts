// A child process of a crash test: a file comes in without end, and its parent is told once some of it lies on the disk.
import { receive } from '../src/files/file-folder.ts'
import type { Runtime } from '../src/runtime.ts'

const [dataFolder] = process.argv.slice(2) as [string]

async function* endless() {
  for (let i = 0; ; i += 1) {
    yield Buffer.alloc(64_000, 'x')
    if (i === 20) process.send?.('on its way')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

await receive({ config: { dataFolder } } as Pick<Runtime, 'config'>, 9, endless(), Number.POSITIVE_INFINITY)
