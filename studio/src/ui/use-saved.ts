// Saves what is edited a moment after each legal change, and at once when it is asked for.
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

const pause = 800

/** `value` is compared as JSON; what it was at first is taken as saved. */
export function useSaved<T>(value: T, isLegal: boolean, save: (value: T) => Promise<unknown>) {
  const text = JSON.stringify(value)
  const [saved, setSaved] = useState(text)
  const [error, setError] = useState<unknown>(null)
  const flight = useRef<{ readonly text: string; readonly landed: Promise<void> }>(undefined)
  /** One save at a time, each on what the one before left: two at once would refuse each other. */
  const now = async () => {
    if (text === saved) return
    if (flight.current?.text === text) return flight.current.landed
    const before = flight.current?.landed.catch(() => undefined)
    const landed = (async () => {
      await before
      try {
        await save(value)
        setSaved(text)
        setError(null)
      } catch (failed) {
        setError(failed)
        throw failed
      }
    })()
    flight.current = { text, landed }
    await landed.finally(() => {
      if (flight.current?.landed === landed) flight.current = undefined
    })
  }
  const later = useDebouncedCallback(() => void now().catch(() => undefined), { delay: pause, flushOnUnmount: true })
  useEffect(() => {
    if (isLegal && text !== saved) later()
  }, [text, isLegal, saved, later])
  return { now, error }
}
