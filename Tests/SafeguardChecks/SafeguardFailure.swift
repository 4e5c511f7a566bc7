/// A measure that does over one store what it must not.
public struct SafeguardFailure: Error, CustomStringConvertible {
  /// What was expected and what was found.
  public let description: String

  init(_ description: String) { self.description = description }
}
