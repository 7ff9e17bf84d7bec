// Two keys that work everywhere: `?` shows which keys there are, Ctrl + Z takes back what was just done. The sheet itself is loaded when somebody asks.
import { lazy, Suspense, useEffect } from 'react'
import { hasLetterKeys } from '../ui/letter-keys.ts'
import { isElsewhere, sectionsHere } from '../ui/screen-keys.ts'
import { undoLast } from '../ui/undo-toast.tsx'
import { openKeys, useKeysSheet } from './open-keys.ts'

const KeysSheet = lazy(async () => ({ default: (await import('./keys-sheet.tsx')).KeysSheet }))

export function KeysDoor() {
  const opened = useKeysSheet((state) => state.opened)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // What is being written is undone by the browser.
      if (event.defaultPrevented || isElsewhere(event.target, false)) return
      if (event.key === '?' && hasLetterKeys()) openKeys()
      else if (!isUndo(event) || !undoLast()) return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return opened ? (
    <Suspense fallback={null}>
      <KeysSheet />
    </Suspense>
  ) : null
}

/** The drawing of the data model counts its own steps back. */
function isUndo(event: KeyboardEvent): boolean {
  const isControl = event.ctrlKey || event.metaKey
  return isControl && !event.shiftKey && event.code === 'KeyZ' && !sectionsHere().includes('model')
}
