// Where notices stand, apart from what shows them: it is fetched after the first screen.
import { Notifications } from '@mantine/notifications'
import { useIsPhone } from './use-is-phone.ts'

/** On a phone one at a time, the others wait for it to go: by itself, by its cross, or pushed aside. */
export function NoticeStack() {
  const isPhone = useIsPhone()
  return <Notifications position={isPhone ? 'bottom-center' : 'bottom-right'} limit={isPhone ? 1 : 4} />
}
