public import CPSDiagnostics
public import CPSProof

/// A gated function whose code runs in another process, in whatever language, and reaches its subject through a
/// ``PermitDesk``.
public struct RemoteFunction: Sendable {
  /// The name in policy, protocol and audit.
  public let name: FunctionName
  let read: @Sendable (String) throws(CPSError) -> any GatedSubject

  /// A function.
  ///
  /// - Parameter reading: makes the subject of a text, so that one person has one canonical text however they are
  ///   written; the quota on distinct people counts those.
  public init<Subject: GatedSubject>(
    _ name: FunctionName, reading: @escaping @Sendable (String) throws(CPSError) -> Subject
  ) {
    self.name = name
    read = { text throws(CPSError) in try reading(text) }
  }

  /// A step-up about one person, as a workstation names them.
  ///
  /// - Throws: what reading the subject throws.
  public func stepUp(about text: String) throws(CPSError) -> StepUp {
    StepUp(name, about: text, meaning: try read(text))
  }
}
