import Testing

/// One thing that makes a status response unreadable.
struct StatusFault: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let apply: @Sendable (inout StatusParts) -> Void

  init(_ name: String, _ apply: @escaping @Sendable (inout StatusParts) -> Void) {
    testDescription = name
    self.apply = apply
  }
}
