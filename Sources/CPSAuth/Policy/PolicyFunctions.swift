public import CPSProof

/// Which functions a rule speaks about.
public enum PolicyFunctions: Sendable, Hashable {
  /// These.
  case named(Set<FunctionName>)
  /// All; only a rule that forbids may say so.
  case every

  /// The functions that are named one by one.
  var names: Set<FunctionName> {
    if case .named(let names) = self { names } else { [] }
  }

  /// Whether a function is meant; nil for one that no rule names.
  func contains(_ function: FunctionName?) -> Bool {
    switch self {
    case .named(let names): function.map(names.contains) ?? false
    case .every: true
    }
  }
}
