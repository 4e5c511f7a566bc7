public import CPSDiagnostics
public import CPSProof
internal import CPSPrimitives
internal import OpenSSLKit

/// The SHA-256 fingerprints of the authorities that may be trusted in one environment.
///
/// Those of production are in the source; those of the other two come from the administrator or from the
/// fixtures, and can never name an authority of production (attack case CA-07).
public struct TrustPins: Sendable, Hashable {
  /// The world that the authorities belong to.
  public let environment: TrustEnvironment
  let fingerprints: Set<[UInt8]>

  private init(environment: TrustEnvironment, fingerprints: Set<[UInt8]>) {
    self.environment = environment
    self.fingerprints = fingerprints
  }

  /// The nine authorities of IGC-Santé.
  public static let production = TrustPins(
    environment: .production, fingerprints: Set(ProductionAuthority.all.map(\.fingerprint)))

  /// The authorities that an administrator trusts for test cards.
  ///
  /// - Parameter fingerprints: SHA-256 of each certificate's DER, as 64 hexadecimal digits.
  /// - Throws: ``Diagnostic/configurationInvalid`` for another form, for none, or for one of production.
  public static func test(_ fingerprints: [String]) throws(CPSError) -> TrustPins {
    try TrustPins(.test, fingerprints)
  }

  /// The authorities of a synthetic tree, from the list beside its certificates.
  ///
  /// - Parameter fingerprints: SHA-256 of each certificate's DER, as 64 hexadecimal digits.
  /// - Throws: ``Diagnostic/configurationInvalid`` for another form, for none, or for one of production.
  public static func synthetic(_ fingerprints: [String]) throws(CPSError) -> TrustPins {
    try TrustPins(.synthetic, fingerprints)
  }

  /// The authorities of a synthetic tree, from the list that `sha256sum` makes of its certificates.
  ///
  /// - Parameter manifest: a line each: 64 hexadecimal digits, two blanks, a name.
  /// - Throws: as ``synthetic(_:)``.
  public static func synthetic(manifest: String) throws(CPSError) -> TrustPins {
    let lines = manifest.split(separator: "\n")
    return try synthetic(lines.map { String($0.prefix { $0 != " " }) })
  }

  private init(_ environment: TrustEnvironment, _ texts: [String]) throws(CPSError) {
    var fingerprints: Set<[UInt8]> = []
    for text in texts {
      guard text.utf8.count == 64, let fingerprint = Hexadecimal.decode(text), fingerprint.count == 32 else {
        throw Self.refusal("a fingerprint is 64 hexadecimal digits")
      }
      guard !Self.production.fingerprints.contains(fingerprint) else {
        throw Self.refusal("an authority of production among those of \(environment.rawValue)")
      }
      fingerprints.insert(fingerprint)
    }
    guard !fingerprints.isEmpty else { throw Self.refusal("no fingerprint") }
    self.init(environment: environment, fingerprints: fingerprints)
  }

  func contains(_ certificate: Certificate) -> Bool { fingerprints.contains(certificate.sha256) }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": "trust", "detail": detail], reason: detail)
  }
}
