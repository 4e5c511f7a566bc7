internal import CPSDiagnostics
public import CPSPrimitives

/// How a session ended, for whoever asks after it.
public struct SessionEnd: Sendable, Hashable {
  /// Why a session ended.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// Its holder logged out.
    case logout
    /// A step-up gave the session another token; the session itself goes on.
    case replaced
    /// Its idle or its absolute limit passed.
    case limit
    /// Nobody showed in time that its card was still there.
    case presence
    /// The card that opened it is not accepted any more.
    case card
    /// Another key than its own presented its token (attack case CL-09).
    case otherKey = "other-key"
    /// An administrator ended it.
    case administrator
  }

  /// Why.
  public let reason: Reason
  /// When.
  public let at: Timestamp

  /// An end.
  public init(_ reason: Reason, at moment: Timestamp) {
    self.reason = reason
    at = moment
  }
}

extension SessionEnd.Reason {
  /// The kind of end that an error brings about; what neither a limit nor a card explains was somebody's will.
  init(_ error: CPSError) {
    switch error.diagnostic {
    case .sessionEnded: self = .limit
    case .presenceLapsed: self = .presence
    case .sessionKeyMismatch: self = .otherKey
    default: self = error.diagnostic.code.hasPrefix("trust.") ? .card : .administrator
    }
  }

  /// What the holder of the session's key is told at the next request, and nobody else (attack case CL-11).
  var error: CPSError {
    switch self {
    case .logout, .limit: CPSError(.sessionEnded)
    case .replaced: CPSError(.sessionReplaced)
    case .presence: CPSError(.presenceLapsed)
    case .card: CPSError(.sessionCardRefused)
    case .otherKey: CPSError(.sessionTokenStolen)
    case .administrator: CPSError(.sessionEndedByAdministrator)
    }
  }
}
