public import CPSDiagnostics
public import CPSProof

/// For whom tokens are written, and how long they count.
public struct TokenRules: Sendable, Hashable {
  /// The shortest and the longest life of a token (DESIGN.md, "The way of the data", 6).
  ///
  /// Nobody asks this service about a token, so that its session can be ended this long before a service elsewhere
  /// hears of it.
  public static let lifeRange: ClosedRange<Duration> = .seconds(30)...(.seconds(300))

  /// The services elsewhere, by their origins.
  public let audiences: Set<Audience>
  /// How long a token counts.
  public let life: Duration

  /// Rules of a configuration.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` without an audience, or outside ``lifeRange`` (attack case CA-08).
  public init(audiences: Set<Audience>, life: Duration = .seconds(300)) throws(CPSError) {
    guard !audiences.isEmpty, Self.lifeRange.contains(life) else {
      throw CPSError(
        .configurationInvalid,
        ["place": "tokens", "detail": "an audience, and a life of 30 seconds to 5 minutes"])
    }
    self.audiences = audiences
    self.life = life
  }
}
