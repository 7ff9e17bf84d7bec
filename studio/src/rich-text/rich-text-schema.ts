// What formatted text may hold: the editor's extensions, and the schema of its documents.
import { getSchema } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'

/** Links lead where a person may want to go, never to a script or a file. */
const linkSchemes = ['https:', 'http:', 'mailto:', 'tel:']

export function isSafeLink(address: string): boolean {
  try {
    return linkSchemes.includes(new URL(address).protocol)
  } catch {
    return false
  }
}

/** Only what Markdown can say: what is written here must come back when it is read again. */
export const extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    underline: false,
    trailingNode: false,
    link: {
      openOnClick: false,
      autolink: true,
      defaultProtocol: 'https',
      isAllowedUri: (address) => isSafeLink(address),
      HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
    },
  }),
]

export const schema = getSchema(extensions)
