// In which group each change of a review stands. An answer can move its change into another group, but not while somebody gives it: an
// input that is moved is made anew, and what is typed next goes nowhere.
import { type FocusEvent, useState } from 'react'

type Places<Group> = readonly { readonly op: number; readonly group: Group }[]

/** `now` is where they belong; `onFocus` and `onBlur` are for what stands around all of them. */
export function usePlaces<Group>(now: Places<Group>) {
  const [held, setHeld] = useState<Places<Group>>()
  return {
    placeOf: (op: number) => placeIn(held ?? [], op) ?? placeIn(now, op),
    hold: {
      onFocus: () => setHeld((before) => before ?? now),
      onBlur: ({ currentTarget }: FocusEvent) => {
        // Another window in front of this one takes the focus away as well, and gives it back.
        setTimeout(() => {
          if (!currentTarget.contains(document.activeElement)) setHeld(undefined)
        })
      },
    },
  }
}

function placeIn<Group>(places: Places<Group>, wanted: number): Group | undefined {
  return places.find(({ op }) => op === wanted)?.group
}
