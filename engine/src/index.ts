// The public surface of the engine, name by name.

// ground
export { canonicalJson, deepFreeze, equalJson, isJsonObject, type Json, type JsonObject } from './json.ts'
export {
  type ActionId,
  type EventId,
  type FieldId,
  type IdCounters,
  type IdGiver,
  idGiver,
  type OpId,
  type OptionId,
  type RuleId,
  type TransitionId,
  type UniqueId,
} from './ids.ts'
export { type Issue, issue, MoldeError, pointerOf, refuseIf, sayIssue } from './errors.ts'
export { type IssueCode, type Language, languages } from './issue-texts.ts'

// expression

// blueprint

// record

// lens

// flow

// query and view
