public import CPSDiagnostics
internal import CPSPrimitives

/// How long entries of the audit log are kept, and why, where that is longer than usual.
///
/// CNIL, deliberation 2021-122 of 14 October 2021: six months to a year; up to three years where the risk of misuse is
/// shown and the log is really analysed (igc-sante.md, section 5).
public struct AuditRetention: Sendable, Hashable {
  /// The shortest time: six months.
  public static let shortest: Duration = .seconds(183 * 86_400)
  /// The longest time that needs no reason: a year.
  public static let usual: Duration = .seconds(366 * 86_400)
  /// The longest time: three years.
  public static let longest: Duration = .seconds(3 * 366 * 86_400)
  /// The longest reason, in bytes.
  public static let maximumReasonLength = 512

  /// How long.
  public let span: Duration
  /// Why longer than a year; nil where it is not.
  public let reason: String?

  /// A rule.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for less than six months or more than three years, and for more than
  ///   a year without a reason.
  public init(keepingFor span: Duration, because reason: String? = nil) throws(CPSError) {
    guard (Self.shortest...Self.longest).contains(span) else {
      throw Self.refusal("six months to three years are expected")
    }
    if let reason {
      guard (1...Self.maximumReasonLength).contains(reason.utf8.count),
        PrintableText.escaped(reason) == reason
      else {
        throw Self.refusal("a reason of at most \(Self.maximumReasonLength) printable bytes is expected")
      }
    } else if span > Self.usual {
      throw Self.refusal("more than a year needs a reason")
    }
    self.span = span
    self.reason = reason
  }

  /// The span as ISO 8601 writes days.
  var text: String { "P\(span.components.seconds / 86_400)D" }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": "audit retention", "detail": detail], reason: detail)
  }
}
