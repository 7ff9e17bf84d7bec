// Opens the jump box by Ctrl or Cmd + K; the box itself is fetched when the page has come to rest.
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useState } from 'react'
import { openJumpBox, useJumpOpened } from './jump-opened.ts'

const JumpBox = lazy(() => import('./jump-box.tsx').then((part) => ({ default: part.JumpBox })))
const restAfter = 3_000

export function JumpKey({ tenant }: { readonly tenant: string }) {
  const opened = useJumpOpened()
  const [rests, setRests] = useState(false)
  useHotkeys([['mod+K', openJumpBox]], [])
  useEffect(() => {
    const resting = setTimeout(() => setRests(true), restAfter)
    return () => clearTimeout(resting)
  }, [])
  if (!opened && !rests) return null
  return (
    <Suspense>
      <JumpBox tenant={tenant} />
    </Suspense>
  )
}
