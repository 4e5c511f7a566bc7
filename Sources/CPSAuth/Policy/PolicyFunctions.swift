public import CPSProof

/// Which functions a rule speaks about.
public enum PolicyFunctions: Sendable, Hashable {
  /// These.
  case named(Set<FunctionName>)
  /// All; only a rule that forbids may say so.
  case every

  func contains(_ function: FunctionName) -> Bool {
    switch self {
    case .named(let names): names.contains(function)
    case .every: true
    }
  }
}
