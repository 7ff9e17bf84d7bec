// Which of the tenant's places is open.
import { useRouterState } from '@tanstack/react-router'
import { type Place, placeOf } from './place-of.ts'

export function usePlace(): Place | undefined {
  return useRouterState({ select: ({ location }) => placeOf(location.pathname) })
}
