public import CPSDiagnostics

/// How long a revocation list may still be used after its successor was due.
///
/// Bounded, so that no administrator can leave revocation out (igc-sante.md section 4, rule 14; attack cases
/// CA-01, CA-08). Every use of it is an alarm from the first moment.
public struct RevocationGrace: Sendable, Hashable {
  /// The longest grace, in hours.
  public static let maximumHours = 72
  /// A day: one publication of the authority missed.
  public static let standard = RevocationGrace(unchecked: 24)
  /// None: a list ends when its successor is due.
  public static let none = RevocationGrace(unchecked: 0)

  /// The grace, in hours: 0 to 72.
  public let hours: Int

  private init(unchecked hours: Int) { self.hours = hours }

  /// A grace of `hours`.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` outside 0 to 72.
  public init(hours: Int) throws(CPSError) {
    guard (0...Self.maximumHours).contains(hours) else {
      throw CPSError(
        .configurationInvalid,
        ["place": "trust.revocation.grace", "detail": "0 to \(Self.maximumHours) hours"])
    }
    self.hours = hours
  }

  var duration: Duration { .seconds(hours * 3_600) }
}
