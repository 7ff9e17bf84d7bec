// Files on their way: how far each is, stopping one, and saying why one did not arrive.
import { acceptsType } from '@molde/engine'
import { useEffect, useRef, useState } from 'react'
import { uploadFile, uploadPreview, useStorage, type WireFile } from '../api/files-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { saySize } from './say-size.ts'
import { smallPicture } from './small-picture.ts'

interface Upload {
  readonly key: number
  readonly name: string
  /** From 0 to 1. */
  readonly part: number
  /** Why it did not arrive. */
  readonly error?: string
}

export interface UploadRules {
  /** Kinds or media types; undefined takes everything. */
  readonly accept?: readonly string[] | undefined
  /** Bytes. */
  readonly maxBytes?: number | undefined
  /** The kinds in words, for the sentence. */
  readonly kinds?: string | undefined
}

const mostAtOnce = 3

export interface Uploads {
  readonly running: readonly Upload[]
  readonly start: (files: readonly File[]) => void
  /** Stops one that is on its way; one that failed is no longer shown. */
  readonly stop: (key: number) => void
}

/** `onDone` gets each file as it arrives. What is on its way when the page is left is stopped. */
export function useUploads(tenant: string, rules: UploadRules, onDone: (file: WireFile) => void): Uploads {
  const { t } = useText()
  const { language } = useFormats()
  const sayError = useErrorText()
  const largest = useStorage(tenant).data?.largest
  const [running, setRunning] = useState<readonly Upload[]>([])
  const stops = useRef(new Map<number, AbortController>())
  const next = useRef(0)
  const waiting = useRef<(() => Promise<void>)[]>([])
  // The newest one: an answer arrives long after the render that asked.
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => {
    const open = stops.current
    return () => {
      for (const stop of open.values()) stop.abort()
    }
  }, [])

  const note = (key: number, change: Partial<Upload>) =>
    setRunning((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const drop = (key: number) => setRunning((all) => all.filter((one) => one.key !== key))

  function refusal(file: Pick<File, 'size'>, type: string): string | undefined {
    const most = Math.min(rules.maxBytes ?? Number.POSITIVE_INFINITY, largest ?? Number.POSITIVE_INFINITY)
    if (file.size > most) return t('files.tooLarge', { limit: saySize(most, language) })
    if (file.size === 0) return t('files.empty')
    if (rules.accept && type !== '' && !acceptsType(rules.accept, type))
      return t('files.wrongKind', { kinds: rules.kinds ?? rules.accept.join(', ') })
    return undefined
  }

  async function send(key: number, file: File): Promise<void> {
    const stop = stops.current.get(key) ?? new AbortController()
    try {
      if (stop.signal.aborted) return
      const sent = await uploadFile(tenant, file, { onProgress: (part) => note(key, { part }), signal: stop.signal })
      // What the server found it to be counts, not what the name promised.
      const refused = refusal(sent, sent.type)
      if (refused) return note(key, { error: refused })
      const picture = await smallPicture(file)
      if (picture) await uploadPreview(tenant, sent.id, picture)
      drop(key)
      if (!stop.signal.aborted) done.current(sent)
    } catch (failed) {
      if (stop.signal.aborted) drop(key)
      else note(key, { error: sayError(failed) })
    } finally {
      stops.current.delete(key)
      void waiting.current.shift()?.()
    }
  }

  return {
    running,
    start(files) {
      for (const file of files) {
        const key = next.current++
        // Only a type that a browser is sure of speaks against a file before it is sent.
        const error = refusal(file, /^(image|audio|video)\//.test(file.type) ? file.type : '')
        setRunning((all) => [...all, { key, name: file.name, part: 0, ...(error && { error }) }])
        if (error) continue
        stops.current.set(key, new AbortController())
        // A hundred at once would leave no connection for anything else; those that wait keep their order.
        if (stops.current.size <= mostAtOnce) void send(key, file)
        else waiting.current.push(() => send(key, file))
      }
    },
    stop(key) {
      stops.current.get(key)?.abort()
      drop(key)
    },
  }
}
