// When something happened: roughly in words, exactly on hover.
import { Text, Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFormats } from '../text/use-formats.tsx'

/** `quiet`: no stop of its own for the keyboard, inside of a link. */
export function RelativeTime({ at, quiet = false }: { readonly at: string; readonly quiet?: boolean }) {
  const formats = useFormats()
  const now = useMinutes()
  return (
    <Tooltip label={formats.exact(at)}>
      <Text component="time" inherit dateTime={at} {...(quiet ? {} : { tabIndex: 0 })}>
        {formats.relative(at, now)}
      </Text>
    </Tooltip>
  )
}

function useMinutes(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
