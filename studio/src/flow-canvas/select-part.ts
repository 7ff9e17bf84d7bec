// How a part of the drawing that React Flow knows nothing of, such as the words of a line, says that it was chosen.
import { createContext } from 'react'

/** `together`: added to what is selected, or taken from it. */
export const SelectPart = createContext<(part: string, together: boolean) => void>(() => undefined)
