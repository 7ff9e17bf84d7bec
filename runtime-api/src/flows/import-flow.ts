// A config of another tool as the document of a new flow, to be looked at and sent on; nothing is kept.
import { fromXState, type ImportInto, type Json, type JsonObject, MoldeError } from '@molde/engine'
import { problemIssue } from '../errors.ts'
import { readerOf, type Scope } from '../runtime.ts'

export interface ImportRequest extends ImportInto {
  readonly config: Json
}

/** Refusals have their place below `/config`, where the config was sent; notes have it in the config. */
export function importFlow(scope: Scope, { config, ...into }: ImportRequest): JsonObject {
  try {
    const { document, notes } = fromXState(config, into)
    return { document, notes: notes.map((one) => problemIssue(one, readerOf(scope))) }
  } catch (failed) {
    if (!(failed instanceof MoldeError)) throw failed
    throw new MoldeError(failed.issues.map((found) => ({ ...found, path: ['config', ...found.path] })))
  }
}
