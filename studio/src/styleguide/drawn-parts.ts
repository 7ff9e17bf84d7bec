// Which shared components does the guide leave out? What the folders of parts export is compared with what stands on the page.
import { expected } from './not-drawn.ts'

/** Folders whose components stand on more than one page; what only one page or one dialog has is seen there. */
const folders: Readonly<Record<string, Readonly<Record<string, unknown>>>> = import.meta.glob(
  [
    '../ui/*.tsx',
    '../field-value/*.tsx',
    '../date-input/*.tsx',
    '../file-upload/*.tsx',
    '../rich-text/*.tsx',
    '../expression-input/*.tsx',
    '../record-form/*.tsx',
    '../record-table/*.tsx',
    '../record-board/*.tsx',
    '../record-calendar/*.tsx',
    '../record-clock/*.tsx',
    '../record-gallery/*.tsx',
    '../record-comments/*.tsx',
    '../transition-form/*.tsx',
    '../favourites/*.tsx',
    '../drawing/*.tsx',
    '../flow-canvas/*.tsx',
    '../data-model-canvas/*.tsx',
  ],
  { eager: true },
)

interface Fiber {
  readonly type: unknown
  readonly elementType: unknown
  readonly child: Fiber | null
  readonly sibling: Fiber | null
}

const drawn = new Set<unknown>()

/** By folder, file and name: those that were not on the page at any of the times this was asked. */
export function leftOut(root: HTMLElement): readonly string[] {
  note(rootFiber(root))
  return Object.entries(folders)
    .flatMap(([file, members]) =>
      Object.entries(members)
        .filter(([name, member]) => isComponent(name, member) && !drawn.has(member))
        .map(([name]) => `${file.slice('../'.length)} ${name}`),
    )
    .filter((place) => !expected.has(place))
    .sort()
}

/** React keeps what it has drawn at the element it draws into, and no other way leads there from outside. */
function rootFiber(root: HTMLElement): Fiber | null {
  const key = Object.keys(root).find((one) => one.startsWith('__reactContainer$'))
  if (key === undefined) throw new Error('React draws nothing here')
  return (
    (root as unknown as Record<string, { readonly stateNode: { readonly current: Fiber } }>)[key]?.stateNode.current ??
    null
  )
}

function note(first: Fiber | null): void {
  for (let fiber = first; fiber; fiber = fiber.sibling) {
    drawn.add(fiber.type).add(fiber.elementType)
    note(fiber.child)
  }
}

function isComponent(name: string, member: unknown): boolean {
  // What is remembered by its props is an object.
  return (
    /^[A-Z]/.test(name) &&
    (typeof member === 'function' || (typeof member === 'object' && member !== null && '$$typeof' in member))
  )
}
