// Whether somebody is asked what shall be filled with made-up records. A notice that is still there asks too, when what had
// shown it is gone, and so does a menu that has closed: the page draws the question.
import { create } from 'zustand'

export interface SampleKind {
  readonly name: string
  /** What people call it. */
  readonly label: string
  readonly isEmpty: boolean
}

interface Asked {
  /** One alone is not chosen from. */
  readonly kinds: readonly SampleKind[]
  readonly ofEach: number
  readonly go: (names: readonly string[]) => void
}

export const useAskedSamples = create<{ readonly asked: Asked | undefined }>(() => ({ asked: undefined }))

export const askForSamples = (asked: Asked) => useAskedSamples.setState({ asked })

export const closeQuestion = () => useAskedSamples.setState({ asked: undefined })
