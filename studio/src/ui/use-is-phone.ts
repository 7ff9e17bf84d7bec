// Is the window as narrow as a phone's? The same width at which the frame becomes a bar at the bottom.
import { useMediaQuery } from '@mantine/hooks'

/** Right from the first drawing on: nothing wide is drawn first. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
}
