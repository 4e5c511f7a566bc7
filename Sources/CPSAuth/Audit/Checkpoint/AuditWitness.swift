public import CPSDiagnostics

/// Keeps checkpoints where whoever rules over the service's own state cannot change them.
public protocol AuditWitness: Sendable {
  /// Whether it is out of reach of who rules over this host.
  var isOffHost: Bool { get }

  /// Says whether it could keep a checkpoint now, without giving it one.
  ///
  /// - Throws: ``Diagnostic/witnessUnavailable``.
  func examine() async throws(CPSError)

  /// Keeps a checkpoint; returns when it is kept for good.
  ///
  /// - Throws: ``Diagnostic/witnessUnavailable``.
  func keep(_ checkpoint: AuditCheckpoint) async throws(CPSError)
}
