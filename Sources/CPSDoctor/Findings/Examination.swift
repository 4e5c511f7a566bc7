public import CPSDiagnostics

/// Everything that was found, and what a login would come to.
public struct Examination: Sendable {
  /// The findings, in the order of ``Subject``.
  public let findings: [Finding]

  /// An examination from its findings.
  public init(_ findings: [Finding]) { self.findings = findings }

  /// What stops a login.
  public var obstacles: [Finding] { findings.filter { $0.standing == .obstacle } }

  /// The status of the gravest obstacle, the first among equals; success when nothing stops a login.
  public var exitStatus: ExitStatus {
    let gravest = obstacles.map(\.severity).max()
    return obstacles.first { $0.severity == gravest }?.exitStatus ?? .success
  }
}
