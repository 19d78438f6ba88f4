/** Every code a diagnostic may carry, with what it means in one line (`appia check --help` lists them). Words, never numbers; a code once published keeps its meaning. */
export const diagnosticCodes = {
  // load
  'module-not-found': 'an import names a file that is not there',
  'import-outside-workspace':
    'a config module imports something that is neither in the workspace nor "appia"',
  'syntax-error': 'a config module is not valid TypeScript',
  'type-error': 'a config module does not type-check',
  'config-threw': 'a config module threw an error',
  'config-timeout': 'a config module did not finish in time',
  'config-memory': 'a config module used more memory than allowed',
  'not-hermetic':
    'a config module reached for the clock, randomness, locale, files, network, environment or code from strings',
  'promise-in-config': 'a config value is a Promise',
  'not-a-workspace': 'configs/index.ts does not export a workspace by default',
  'not-json': 'a config value is something that JSON cannot carry',
  'not-deterministic': 'two evaluations gave different values',
  // schema
  'schema-syntax': 'a schema file is not valid JSON or not a valid JSON Schema',
  'schema-profile': 'a schema breaks the house profile',
  'schema-missing': 'a component has no schema',
  'unknown-key': 'a key that the schema does not know',
  'missing-key': 'a key that the schema requires is missing',
  'wrong-type': 'a value of another JSON type than the schema asks for',
  'not-allowed': 'a value that is not one of those allowed',
  'out-of-range': 'a number outside its bounds',
  'port-out-of-range': 'a port outside 1..65535',
  'wrong-format': 'a text of the wrong form or length',
  'wrong-count': 'a list or object with too few, too many or repeated members',
  'no-alternative': 'a value that fits none of the alternatives',
  'schema-rule': 'a value that breaks another rule of the schema',
  'wrong-dimension': 'a quantity of another dimension than the field (seconds where bytes belong)',
  'inexact-quantity': 'a quantity that the unit of the field cannot hold exactly',
  'literal-secret': 'a literal in a field that holds a secret',
  // compile
  'invariant-failed': 'values of different components contradict each other',
  'invariant-threw': 'an invariant threw an error',
  'waiver-expired': 'a waiver is past its date',
  'waiver-unused': 'a waiver whose invariant holds',
  'duplicate-key': 'two entries with one key',
  'wrong-key': 'a key outside the prefixes that the workspace manages',
  'environment-unknown': 'an environment that the workspace does not define',
  // codegen
  'layout-invalid': 'a BPF map or struct that C or the kernel would not take as it is declared',
  'layout-differs': 'a layout that would differ between targets',
  'layout-changed': 'a BPF map changed its layout under an unchanged name and version',
  'layout-lock-missing': 'generated headers without the lock that says what they were',
  'map-entry': 'a document that cannot become the entries of a BPF map',
  'generated-stale': 'a generated file is out of date',
  // plan and plan file
  'type-change': 'a leaf changes its JSON type',
  'takes-over': 'a key exists that this workspace does not manage',
  'delete-protection': 'more than half of the managed keys would go',
  'too-large': 'a plan that does not fit one transaction',
  'leased-key': 'a managed key carries a lease',
  'plan-file-invalid': 'a plan file that is truncated, edited or of another format version',
  'wrong-environment': 'a plan file for another environment',
  'wrong-cluster': 'a plan file for another cluster',
  'wrong-owner': 'a prefix that belongs to another environment',
  'withdrawn-value': 'a plan would set a value again that a rollback withdrew',
  'not-restorable': 'a rollback cannot give back what a key held',
  'changed-since': 'a leaf to be rolled back was changed again since',
  'stale-plan': 'live keys changed since the plan was made',
  // kernel
  'kernel-mismatch': 'a BPF object or a pinned map has another layout than the definition',
  'interface-missing': 'a network interface that the configuration names is not on this host',
} as const satisfies Record<string, string>

export type DiagnosticCode = keyof typeof diagnosticCodes
