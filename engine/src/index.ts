// The public surface of the engine, name by name.

// automation
export {
  type Automation,
  isRecordTrigger,
  type RecordTrigger,
  type ScheduleTrigger,
  type Trigger,
  type TriggerKind,
  triggerKinds,
  type WebhookTrigger,
} from './automation/automation.ts'
export { automationBreaks } from './automation/automation-breaks.ts'
export { automationScope } from './automation/automation-scope.ts'
export { automationTables } from './automation/automation-tables.ts'
export {
  type AutomationSituation,
  type Happening,
  isTriggered,
  type Judgement,
  judgeAutomation,
  meantValue,
  type Performance,
  type Performed,
  performAutomation,
} from './automation/run-automation.ts'
export { type AutomationSurroundings, readAutomation, wireAutomation } from './automation/wire-automation.ts'
// blueprint
export type {
  BlueprintVersion,
  ComputedKind,
  Default,
  FieldDef,
  FieldType,
  Label,
  OptionDef,
  RollupFunction,
  Rule,
  StoredOp,
  Unique,
} from './blueprint/blueprint.ts'
export { fieldTypes } from './blueprint/blueprint.ts'
export { relatedCycle, sourcesOf } from './blueprint/computed-graph.ts'
export { canLookUp, formulaTypes, rollupsOf } from './blueprint/computed-result.ts'
export { diffVersions, type VersionDifference } from './blueprint/diff-versions.ts'
export {
  isFile,
  isMany,
  type SlotKind,
  slotOf,
} from './blueprint/field-types.ts'
export { acceptedTypes, acceptOf, acceptsType, type FileKind, fileKinds, sayBytes } from './blueprint/file-kinds.ts'
export { fromJsonSchema } from './blueprint/from-json-schema.ts'
export { labelIn, trimmedLabel } from './blueprint/label.ts'
export { writeNumber } from './blueprint/number-format.ts'
export { newBlueprint } from './blueprint/read-blueprint.ts'
export { readsOf as computedReads } from './blueprint/read-computed.ts'
export { brokenComputed, refreshComputed } from './blueprint/refresh-computed.ts'
export { schemaToTypescript, typeNameOf } from './blueprint/schema-to-typescript.ts'
export { formulaScope, scopeOf } from './blueprint/scope-of.ts'
export { type JsonSchemaOptions, toJsonSchema } from './blueprint/to-json-schema.ts'
export { wireBlueprint } from './blueprint/wire-blueprint.ts'
export { wordsOfKey } from './blueprint/words-of-key.ts'
// record
export { addDecimals, canonicalDecimal, compareDecimals } from './decimal.ts'
export { type DeriveContext, type Derived, deriveOps } from './derivation/derive-ops.ts'
// derivation
export { type Difference, describeDifference } from './derivation/describe-difference.ts'
export type { Samples } from './derivation/likeness.ts'
export { type Question, wireQuestion } from './derivation/question.ts'
export type { WantedSource } from './derivation/wanted.ts'
export { type Issue, issue, MoldeError, type Path, pointerOf, refuseIf, sayIssue } from './errors.ts'
// expression
export { parseCel } from './expression/cel.ts'
export { type Checked, checkExpression } from './expression/check-expression.ts'
export {
  type ClockMember,
  type ClockPart,
  clockParts,
  readClockMember,
  type ScopeClock,
  type StoodClock,
  type StoodClocks,
} from './expression/clock-members.ts'
export { compileExpression } from './expression/compile-to-closures.ts'
export {
  type CompiledExpression,
  type Evaluation,
  type EvaluationContext,
  type Expression,
  type RecordMember,
  type ValueType,
} from './expression/expression.ts'
export {
  type ExpressionHints,
  expressionHints,
  type FunctionHint,
  type NameHint,
  operatorsFor,
} from './expression/expression-hints.ts'
export { sayClockName, sayFieldName, sayInputName } from './expression/names.ts'
export type { Comparison, FieldRef, Predicate, Scalar } from './expression/predicate.ts'
export { dependsOnUnit } from './expression/rescale-field.ts'
export {
  isRuleGroup,
  type RuleGroup,
  type RuleOperator,
  type RuleReading,
  type RuleRow,
  type RuleScalar,
  type RuleValue,
  ruleOperators,
} from './expression/rule-row.ts'
export { sayRules } from './expression/rules.ts'
export { sayExpression } from './expression/say-expression.ts'
export { fromRules, toRules } from './expression/to-rules.ts'
export type { Known } from './expression/to-sql.ts'
export type { Tree } from './expression/tree.ts'
export type { ExpressionScope, ScopeField } from './expression/types.ts'
// flow
export { actionsOfFlow, actsOnOthers, assigningBy } from './flow/action-parts.ts'
export { type AvailableEvent, availableEvents, type ElsewhereEvent, eventsElsewhere } from './flow/available-events.ts'
export { backtestEvent, memoryByMoves, type PastEvent, type PastVerdict } from './flow/backtest.ts'
export {
  type ClockReading,
  type ClockStanding,
  type ClockStatus,
  promiseOf,
  readClocks,
  standingClocks,
} from './flow/clocks.ts'
export { type CompiledFlow, compileFlow, initialState } from './flow/compile-flow.ts'
export {
  type Addressees,
  type Effect,
  type GivenValues,
  isOutsideEffect,
  type OutsideEffect,
  type RelatedEffect,
} from './flow/effect.ts'
export { actsOnEntry, type EntryRequest, enterFlow } from './flow/enter-flow.ts'
export { encodeEventInput, formVersion } from './flow/event-input.ts'
export type {
  Action,
  AssignAction,
  Assignees,
  FlowActor,
  FlowClock,
  FlowEvent,
  FlowMemory,
  FlowRecord,
  FlowSituation,
  FlowState,
  FlowVersion,
  FormField,
  Refusal,
  Region,
  Transition,
} from './flow/flow.ts'
export { type Broken, expressionBreaks, flowBreaks, relatedBreaks } from './flow/flow-breaks.ts'
export { hasHistory, leavesOf } from './flow/flow-nodes.ts'
export { type FlowPlace, placesOfField, placesOfUnit } from './flow/flow-places.ts'
export {
  exitsOfStanding,
  flowTables,
  mirroredData,
  movedFieldsOf,
  regionFieldsOf,
  standingOf,
  stateFieldsOf,
  stateKey,
  transitionLabel,
} from './flow/flow-tables.ts'
export { remind } from './flow/remind.ts'
export { sayRefusal } from './flow/say-refusal.ts'
export { type SimulatedEvent, type SimulatedStep, type Simulation, simulateFlow } from './flow/simulate.ts'
export {
  findEvent,
  type MovedStep,
  type RefusedStep,
  type StepOutcome,
  type StepRequest,
  settleFlow,
  stepFlow,
} from './flow/step.ts'
export { allTimers, hasTimers, nodesWithTimers, type RunningTimer, runningTimers, timersOfNode } from './flow/timers.ts'
export { compareFlows, type FlowComparison, type StateChange } from './flow-checks/compare-flows.ts'
export type { Finding, FindingCheck, RoleHolders } from './flow-checks/finding.ts'
export { guessState } from './flow-checks/guess-state.ts'
export { newFlow } from './flow-checks/new-flow.ts'
export { type StateFacts, stateFacts } from './flow-checks/state-facts.ts'
export { type Surroundings, verifyFlow } from './flow-checks/verify-flow.ts'
export { type Witness, witnessGround } from './flow-checks/witness.ts'
export { fromXState, type ImportedFlow, type ImportInto } from './flow-exchange/from-xstate.ts'
export { toMermaid } from './flow-exchange/to-mermaid.ts'
export { toXState } from './flow-exchange/to-xstate.ts'
export type { OtherBlueprint, OtherBlueprints } from './flow-wire/flow-reading.ts'
export { wireFlow } from './flow-wire/wire-flow.ts'
export { fnv1a } from './fnv1a.ts'
export { foldText } from './fold-text.ts'
export {
  type ActionId,
  type EventId,
  type FieldId,
  type IdCounters,
  type IdGiver,
  idGiver,
  type OpId,
  type OptionId,
  partNamed,
  type RuleId,
  type TimerId,
  type TransitionId,
  type UniqueId,
} from './ids.ts'
export { type IssueCode, type Language, languages } from './issue-texts.ts'
// ground
export { canonicalJson, equalJson, isJsonObject, type Json, type JsonObject } from './json.ts'
export { type AppliedOps, applyOps, type OpContext } from './lens/apply-ops.ts'
export { Voices } from './lens/chosen-value.ts'
export type { Attic, Failure, LeftRows } from './lens/crossing.ts'
export { describeOps, withNames } from './lens/describe-ops.ts'
export {
  changesUniques,
  Duplicates,
  type DuplicatesReport,
  newUniques,
} from './lens/duplicates.ts'
export { type Erasure, eraseIn } from './lens/erase-in.ts'
export { erasuresIn } from './lens/erasing.ts'
export { fieldsBehind } from './lens/fields-behind.ts'
export { fitsField } from './lens/fits-field.ts'
export { GatheredMaps, type MapAsk } from './lens/gathered-maps.ts'
export { failingPattern, valueJudge } from './lens/judge-values.ts'
export { noMaps, type OpMaps, type RowsElsewhere } from './lens/lens.ts'
export { mapKey } from './lens/map-key.ts'
export {
  alikeValuesOf,
  choicesOf,
  keyOfMoved,
  keyOfText,
  type MapOp,
  type MovingOp,
  mapKeysOf,
  mapOpsIn,
  matchTextsOf,
  movedKeyOf,
  movedRecordOf,
  movedValueOf,
  targetOf,
} from './lens/map-ops.ts'
export type {
  MergeBlueprintsOp,
  MoveStatesOp,
  MoveToRelatedFieldOp,
  SplitBlueprintOp,
  SubtableGroupOp,
  TimerPolicy,
} from './lens/op.ts'
export type { OpHistory } from './lens/op-kind.ts'
export { failingText, type Outcome } from './lens/outcome.ts'
export {
  columnsOf as passageColumns,
  type Goes,
  type LastPassed,
  markOf as passageMark,
  type PassageOp,
  partingBy,
  passagesIn,
  passOver,
  type Side,
} from './lens/passage.ts'
export { compileErasure, compilePlan, type Migrated, type Plan, type PlanContext, runPlan } from './lens/plan.ts'
export { PretendedMaps } from './lens/pretended-maps.ts'
export { type Conflicts, RelatedGroups } from './lens/related-groups.ts'
export {
  type FailingPattern,
  type OpBadge,
  type OpReport,
  OpsReporter,
  type RowsReport,
  type SeenRecord,
} from './lens/report-ops.ts'
export { movesRows, type RecordsOfRows, rowsElsewhereAt } from './lens/rows-elsewhere.ts'
export { rowsText } from './lens/rows-step.ts'
export { waysOut } from './lens/tighten.ts'
export { waitsIn } from './lens/undone-steps.ts'
export { type FieldUse, mentions, usesOfField } from './lens/uses-of-field.ts'
export { versionAfter } from './lens/wire-op.ts'
export { type RetypeWay, retypeWay } from './lens-converters/retype-matrix.ts'
export { tighterSettings } from './lens-ops/change.ts'
export { changeSettings, unset } from './lens-ops/change-settings.ts'
// lens
export { dataAfterMove, stateAfterMove } from './lens-ops/flow.ts'
export { blueprintOfRows, makesBlueprint } from './lens-ops/subtable.ts'
export { type UnitChange, unitChangesIn } from './lens-ops/unit-changes.ts'
// module
export { type CheckedModule, checkModule } from './module/check-module.ts'
// query and view
export { encodeCursor } from './query/cursor.ts'
export { compareRecords, matchRecord } from './query/match-record.ts'
export { parseListQuery, type QueryParams } from './query/parse-query.ts'
export type { Cursor, ListQuery } from './query/query.ts'
export {
  canGroup,
  readGroup,
  readTotals,
  type Total,
  type TotalFunction,
  totalFunctions,
  totalsOf,
} from './query/read-totals.ts'
export {
  type Amount,
  MAX_ADDEND,
  type MoneyTotal,
  sayTotal,
  type Tally,
  type TotalValue,
  tallyOf,
} from './query/tally.ts'
export { languageOf, type Reader, textFor } from './reader.ts'
export { checkRecord } from './record/check-record.ts'
export { type FromOutside, withComputed } from './record/compute-record.ts'
export { computedValue } from './record/computed-value.ts'
export { decodeRecord } from './record/decode-record.ts'
export { decodeText } from './record/decode-text.ts'
export { defaultData } from './record/default-record.ts'
export { type DataDiff, diffData, undoDiff } from './record/diff-data.ts'
export { LONGEST_FILE_NAME } from './record/encode-file.ts'
export { type EncodedRecord, encodeRecord } from './record/encode-record.ts'
export { type FileFacts, fileFields, fileIdsIn, withFileFacts } from './record/file-values.ts'
export { hiddenFields } from './record/hidden-fields.ts'
export { indexText } from './record/index-text.ts'
export {
  type Projection,
  projectRecord,
  type SlotMap,
  type SlotName,
  tagValue,
  uniquesProjector,
} from './record/project-record.ts'
export { readSort, saySort } from './record/read-sort.ts'
export { Refused } from './record/refused.ts'
export {
  noParts,
  partOf,
  type RollupPart,
  type RollupSource,
  type RollupState,
  rollupSource,
  rollupValue,
  stateOf,
  withoutPart,
  withPart,
} from './record/roll-up.ts'
export { LONGEST_WORD } from './record/search-words.ts'
export { LONGEST_SLOT_TEXT, type SlotValue, slotValue } from './record/slot-value.ts'
export { compareValues, type SortKey, sortValue } from './record/sort-key.ts'
export type { StoredData, StoredRecord, WireData, WireRecord } from './record/stored-record.ts'
export { type LinkTitles, namingFields, titleOf } from './record/title-of.ts'
export type { MovedFields, WriteContext } from './record/write-context.ts'
export { createData, patchData, putData, type Written } from './record/write-data.ts'
// time
export {
  type BusinessCalendar,
  type BusinessDay,
  businessDay,
  newCalendar,
  type OpenHours,
  readCalendar,
  type WireCalendar,
  type WireOpenHours,
} from './time/business-calendar.ts'
export { addBusinessTime, businessTimeBetween } from './time/business-time.ts'
export { type Due, type DueRule, type DueSituation, dueOf, newDueRule, readDueRule } from './time/due.ts'
export {
  clockDuration,
  type Duration,
  type DurationRules,
  durationText,
  parseDuration,
  readDuration,
} from './time/duration.ts'
export { addDuration } from './time/move-time.ts'
export { isOpen, nextOpening } from './time/open-stretches.ts'
export type { Refusing } from './time/refusing.ts'
export { sayDuration, sayOffset, saySpan } from './time/say-duration.ts'
export { saySchedule } from './time/say-schedule.ts'
export { newSchedule, nextOccurrence, readSchedule, type Schedule, type WireSchedule } from './time/schedule.ts'
export {
  type ClockTurn,
  readSlaClock,
  remainingAt,
  type SlaPromise,
  type SlaReading,
  type SlaStanding,
} from './time/sla-clock.ts'
export { type Weekday, weekdays } from './time/weekday.ts'
export { isKeyable, isReadBackward, type KeyedView, viewKey, viewKeyOf } from './view/view-key.ts'
export { instantOf, type LocalTime, localTime } from './zone-time.ts'
