// Formatted text to be read. Made of elements, never of HTML text: nothing in it can become a script.
import { Typography } from '@mantine/core'
import { DOMSerializer } from '@tiptap/pm/model'
import { useEffect, useRef } from 'react'
import { readMarkdown } from './markdown.ts'
import styles from './rich-text.module.css'
import { schema } from './rich-text-schema.ts'

const serializer = DOMSerializer.fromSchema(schema)

export function RichTextView({ text }: { readonly text: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.replaceChildren(serializer.serializeFragment(readMarkdown(text).content))
  }, [text])
  return (
    <Typography className={styles.content}>
      <div ref={place} />
    </Typography>
  )
}
