extension PathRules {
  private static let soundAlgorithms: Set<ObjectIdentifier> = [
    .sha256WithRSA, .sha384WithRSA, .sha512WithRSA, .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512,
  ]

  /// What may sign lists where the caller judges the algorithms of the path.
  private static let knownAlgorithms = soundAlgorithms.union([.dsaWithSHA1, .dsaWithSHA256])

  /// Why a revocation list must not be relied on, whatever it says; nil for one that counts.
  ///
  /// libcrypto holds no list to a security level, and looks at the critical extensions of an entry only when
  /// it is the one that is asked about.
  public func fault(of list: RevocationList) -> String? {
    let algorithms = strength == .bits112 ? Self.soundAlgorithms : Self.knownAlgorithms
    guard algorithms.contains(list.signatureAlgorithm) else {
      return "signature algorithm \(list.signatureAlgorithm)"
    }
    var unknown = list.unknownCriticalExtensions
    if lists == .anyForm { unknown.remove(.certificateIssuer) }
    if let oid = unknown.map(\.description).min() { return "unknown critical extension \(oid)" }
    guard lists == .anyForm || !list.isDelta else { return "a list of changes alone" }
    return nil
  }
}
