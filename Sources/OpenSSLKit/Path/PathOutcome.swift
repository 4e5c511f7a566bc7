/// What path validation found.
public struct PathOutcome: Sendable {
  /// The path that was built, the certificate asked about first; complete only when there is no problem.
  public let chain: [Certificate]
  /// Every reason against it, in the order in which libcrypto met them, each once.
  public let problems: [PathProblem]

  /// Whether there is no reason against the path.
  public var isValid: Bool { problems.isEmpty }
}
