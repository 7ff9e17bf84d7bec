// From how far is the drawing seen? Asked once for the whole canvas: hundreds of cards and lines asking
// would be asked at every frame.
import { type ReactFlowState, useStore } from '@xyflow/react'
import { createContext, useContext } from 'react'

/** `near`: everything can be read; `far`: names only, larger; `veryFar`: those larger still. */
export type Distance = 'near' | 'far' | 'veryFar'

/** Below this zoom fields of a kind and words of a step could not be read. */
const legible = 0.4

const distanceIn = ({ transform: [, , zoom] }: ReactFlowState): Distance =>
  zoom >= legible ? 'near' : zoom >= legible / 2 ? 'far' : 'veryFar'

const DistanceContext = createContext<Distance>('near')

export const DistanceProvider = DistanceContext.Provider
export const useDistance = () => useContext(DistanceContext)

/** Inside of React Flow's provider. */
export const useSeenFrom = () => useStore(distanceIn)
