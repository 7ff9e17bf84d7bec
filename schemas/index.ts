// The meta-schemas and built-in modules, by name.
import blueprintSchema from './meta/blueprint.schema.json' with { type: 'json' }
import flowSchema from './meta/flow.schema.json' with { type: 'json' }
import moduleSchema from './meta/module.schema.json' with { type: 'json' }
import opSchema from './meta/op.schema.json' with { type: 'json' }
import roleSchema from './meta/role.schema.json' with { type: 'json' }
import viewSchema from './meta/view.schema.json' with { type: 'json' }

export type {
  AddOp,
  BlueprintDocument,
  ChangeOp,
  Computed as WireComputed,
  ComputeOp,
  EachOp,
  ExtractOp,
  Field as WireField,
  Fill,
  FlowDocument,
  FlowOp,
  FromRelationOp,
  InlineOp,
  MaterialiseOp,
  MergeBlueprintsOp,
  MergeOp,
  MetaOp,
  ModuleDocument,
  MoveToRelatedOp,
  NormaliseOp,
  OpDocument,
  Option as WireOption,
  OptionsOp,
  OrderOp,
  PurgeOp,
  RelabelOp,
  RemapOp,
  RemoveOp,
  RenameOp,
  RestoreOp,
  RetargetOp,
  RetypeOp,
  RevertOp,
  RoleDocument,
  Rule as WireRule,
  RulesOp,
  SplitBlueprintOp,
  SplitOp,
  SubtableOp,
  ToListOp,
  ToRelationOp,
  ToSingleOp,
  Unique as WireUnique,
  UniquesOp,
  UnitOp,
  ViewDocument,
} from './meta-types.generated.ts'
export { blueprintSchema, flowSchema, moduleSchema, opSchema, roleSchema, viewSchema }
