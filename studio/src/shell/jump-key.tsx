// Opens the jump box by Ctrl or Cmd + K; the box itself is fetched when the page has come to rest.
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useState } from 'react'
import { withWords } from '../text/text.ts'
import { openJumpBox, useJumpOpened } from './jump-opened.ts'

const load = withWords('jump', () => import('./jump-box.tsx'))
const JumpBox = lazy(async () => ({ default: (await load()).JumpBox }))
const restAfter = 3_000

export function JumpKey({ tenant }: { readonly tenant: string }) {
  const opened = useJumpOpened()
  const [isThere, setThere] = useState(false)
  useHotkeys([['mod+K', openJumpBox]], [])
  useEffect(() => {
    // Nobody has asked for it yet, so nobody is told when it cannot be had.
    const fetching = () =>
      load()
        .then(() => setThere(true))
        .catch(() => undefined)
    const resting = setTimeout(() => void fetching(), restAfter)
    return () => clearTimeout(resting)
  }, [])
  if (!opened && !isThere) return null
  return (
    <Suspense>
      <JumpBox tenant={tenant} />
    </Suspense>
  )
}
