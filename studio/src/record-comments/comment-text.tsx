// A comment as it is read: its line breaks, links that open beside, people by the names they have now.
import { Anchor, Text } from '@mantine/core'
import { useActorName } from '../field-value/use-actor-name.ts'
import { type CommentPart, partsOf } from './comment-parts.ts'
import classes from './record-comments.module.css'

export interface CommentTextProps {
  readonly tenant: string
  readonly text: string
  /** Only words: where the text itself is part of a link. */
  readonly quiet?: boolean
}

export function CommentText({ tenant, text, quiet = false }: CommentTextProps) {
  const nameOf = useActorName(tenant)
  return (
    <Text span inherit className={classes.text} dir="auto">
      {partsOf(text).map((part, at) => (
        // The parts of a text have no other identity than their place.
        <Part key={at} part={part} quiet={quiet} nameOf={nameOf} />
      ))}
    </Text>
  )
}

interface PartProps {
  readonly part: CommentPart
  readonly quiet: boolean
  readonly nameOf: (id: string) => string
}

function Part({ part, quiet, nameOf }: PartProps) {
  if (part.kind === 'text') return part.text
  if (part.kind === 'mention') return <span className={quiet ? undefined : classes.mention}>@{nameOf(part.id)}</span>
  if (quiet) return part.text
  return (
    <Anchor inherit href={part.href} target="_blank" rel="noopener noreferrer nofollow">
      {part.text}
    </Anchor>
  )
}
