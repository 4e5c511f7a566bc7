import Testing

/// One thing done wrong to a value, with a name that the runner shows.
struct Alteration<Value>: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let apply: @Sendable (inout Value) throws -> Void

  init(_ name: String, _ apply: @escaping @Sendable (inout Value) throws -> Void) {
    testDescription = name
    self.apply = apply
  }
}
