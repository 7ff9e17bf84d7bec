// What every part of a form can ask for without being handed it: the tenant, what is hidden, which faults are shown.
import { createContext, useContext } from 'react'

export interface FormScope {
  readonly tenant: string
  /** Keys of the fields that hold the states of flows. */
  readonly stateFields: readonly string[]
  readonly readOnly: boolean
  readonly isNew: boolean
  /** Id of the record that a cell holds while another one is looked for in its place. */
  readonly instead?: string
  readonly hidden: ReadonlySet<string>
  /** What to say at a place now; nothing while the person is still typing there for the first time. */
  messageAt(pointer: string): string | undefined
  /** The person has left this place. */
  leave(pointer: string): void
  /** Something of this input is on its way and not in its value yet: until it is, nothing is saved. */
  await(id: string, isOnTheWay: boolean): void
  /** Opens a form for a new record of another kind, which `title` may name already; `done` gets its id. */
  createOther(blueprint: string, title: string, done: (id: string) => void): void
}

export const FormScopeContext = createContext<FormScope | undefined>(undefined)

export function useFormScope(): FormScope {
  const scope = useContext(FormScopeContext)
  if (!scope) throw new Error('a widget stands outside of a record form')
  return scope
}
