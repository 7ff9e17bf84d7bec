// Writes formatted text as in a word processor; what is handed on is Markdown. Heavy: fetched when a form has such a field.
import '@mantine/tiptap/styles.css'
import { RichTextEditor as Frame } from '@mantine/tiptap'
import { useEditor } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import { useText } from '../text/text.ts'
import { readMarkdown, writeMarkdown } from './markdown.ts'
import styles from './rich-text.module.css'
import { extensions } from './rich-text-schema.ts'

export interface RichTextEditorProps {
  /** Of the element that takes the focus. */
  readonly id: string
  readonly label: string
  readonly required: boolean
  readonly invalid: boolean
  /** Ids of what explains it, as `aria-describedby` wants them. */
  readonly describedBy?: string | undefined
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur: () => void
}

export function RichTextEditor(props: RichTextEditorProps) {
  const { value, onChange, onBlur } = props
  const labels = useLabels()
  // What the editor said last: only another text is from elsewhere and replaces the document.
  const said = useRef(value)
  const editor = useEditor({
    extensions,
    content: readMarkdown(value).toJSON(),
    // Its style element would break the content policy; rich-text.module.css has the same rules.
    injectCSS: false,
    editorProps: { attributes: attributesOf(props) },
    onUpdate: ({ editor: changed }) => {
      said.current = writeMarkdown(changed.state.doc)
      onChange(said.current)
    },
    onBlur: () => onBlur(),
  })
  useEffect(() => {
    if (value === said.current) return
    said.current = value
    editor.commands.setContent(readMarkdown(value).toJSON(), { emitUpdate: false })
  }, [editor, value])
  useEffect(() => {
    editor.setOptions({ editorProps: { attributes: attributesOf(props) } })
  })
  return (
    <Frame editor={editor} labels={labels} className={styles.frame} variant="subtle" withCodeHighlightStyles={false}>
      <Frame.Toolbar className={styles.toolbar}>
        <Frame.ControlsGroup>
          <Frame.Bold />
          <Frame.Italic />
          <Frame.Strikethrough />
          <Frame.Code />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.H2 />
          <Frame.H3 />
          <Frame.BulletList />
          <Frame.OrderedList />
          <Frame.Blockquote />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.Link />
          <Frame.Unlink />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.Undo />
          <Frame.Redo />
        </Frame.ControlsGroup>
      </Frame.Toolbar>
      <Frame.Content className={styles.content} />
    </Frame>
  )
}

function attributesOf({ id, label, required, invalid, describedBy }: RichTextEditorProps): Record<string, string> {
  return {
    id,
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    'aria-required': String(required),
    'aria-invalid': String(invalid),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  }
}

function useLabels() {
  const { t } = useText()
  return {
    boldControlLabel: t('richText.bold'),
    italicControlLabel: t('richText.italic'),
    strikeControlLabel: t('richText.strike'),
    codeControlLabel: t('richText.code'),
    h2ControlLabel: t('richText.heading'),
    h3ControlLabel: t('richText.subheading'),
    bulletListControlLabel: t('richText.bullets'),
    orderedListControlLabel: t('richText.numbers'),
    blockquoteControlLabel: t('richText.quote'),
    linkControlLabel: t('richText.link'),
    unlinkControlLabel: t('richText.unlink'),
    undoControlLabel: t('common.undo'),
    redoControlLabel: t('richText.redo'),
    linkEditorInputLabel: t('richText.linkAddress'),
    linkEditorInputPlaceholder: 'https://',
    linkEditorExternalLink: t('richText.linkNewTab'),
    linkEditorInternalLink: t('richText.linkSameTab'),
    linkEditorSave: t('common.save'),
  }
}
