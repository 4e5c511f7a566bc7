internal import CPSDiagnostics
internal import Logging

extension Logger.Level {
  /// What only somebody with a session of this service, or with a card that it verified, can bring about.
  private static let ofHolders: Set<Diagnostic> = [
    .sessionKeyMismatch, .presenceRefused, .stepUpCardMismatch, .loginRhythmSuspected, .paceSuspected,
    .enumerationSuspected, .networksSuspected,
  ]

  /// How loud the log is about what ended a request; about one that succeeded it is silent.
  ///
  /// An alarm calls somebody from their bed. What anybody on the network can bring about, such as a proof that is
  /// none, is no more than a warning here, or strangers would decide when it rings (attack case CL-12): the audit
  /// log has it as an alarm all the same, counted.
  init(of error: CPSError?) {
    guard let row = error?.diagnostic else {
      self = .debug
      return
    }
    self =
      switch row.severity {
      case .notice: .info
      case .warning: .warning
      case .error: .error
      case .alarm: Self.ofHolders.contains(row) || row.httpStatus >= 500 ? .critical : .warning
      }
  }
}
