// The meta-schemas and built-in modules, by name.
export {}
