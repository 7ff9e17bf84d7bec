// Which of the eight state colours something has.
import { type Hue, hueNames } from '../style/theme.ts'

/** A named hue is taken as it is; without one, the place among its neighbours decides, so that neighbours differ. */
export function hueOf(color: string | undefined, place: number): Hue {
  const named = hueNames.find((hue) => hue === color)
  return named ?? (hueNames[((place % hueNames.length) + hueNames.length) % hueNames.length] as Hue)
}
