import OpenSSLKit

extension Disagreement {
  /// Every kind that the corpus brings about, and why neither is a wrong accept of ours.
  static let known: [Disagreement: String] = pathsThatWeRefuse.merging(cardsThatWeRefuse) { $1 }
    .merging(pathsThatTheyRefuse) { $1 }
    .merging(cardsThatTheyRefuse) { $1 }

  private static let pathsThatWeRefuse: [Disagreement: String] = [
    .pathIsOursToRefuse(.encoding): "SwiftASN1 passes over deviations from DER that we do not",
    .pathIsOursToRefuse(.field):
      "we read every standard extension and every time; swift-certificates leaves an extension alone until asked",
    .pathIsOursToRefuse(.libcrypto):
      "libcrypto looks into strings of names that swift-certificates keeps as bytes",
    .pathIsOursToRefuse(.path(.expired)): "for libcrypto the last second of the validity is past",
    .pathIsOursToRefuse(.path(.issuerUnknown)):
      "what libcrypto cannot make sense of was issued by nobody: extensions that it reads and the other does not",
    .pathIsOursToRefuse(.path(.authority)):
      "an authority that may not sign; the other looks at issuers only",
    .pathIsOursToRefuse(.path(.other)):
      "X509_STRICT: identifiers of keys and the forms of authorities' extensions (RFC 5280, clause 4.2.1)",
  ]

  private static let cardsThatWeRefuse: [Disagreement: String] = [
    .cardIsOursToRefuse("certificate.malformed"):
      "rule 10: strict reading, private extensions included",
    .cardIsOursToRefuse("key.weak"):
      "rule 21: the other looks at the issuers' keys only, as libcrypto does",
    .cardIsOursToRefuse("trust.not-authentication"):
      "rules 6 and 7: the other does not look at usages",
    .cardIsOursToRefuse("trust.not-cps"): "rules 2 and 9: a path to a root is no card",
    .cardIsOursToRefuse("trust.not-nominative"): "a card of nobody by name",
    .cardIsOursToRefuse("trust.environment"): "rule 4: the category of another environment",
    .cardIsOursToRefuse("trust.identity-invalid"):
      "rules 12 and 13: names, identifiers, profession",
    .cardIsOursToRefuse("trust.anchor-unknown"):
      "rule 3: the issuer by key identifier and whole name",
    .cardIsOursToRefuse("trust.certificate-expired"): "the last second of the validity is past",
  ]

  /// The path is a part: StrictReading and the choice of the issuer come before it, and refuse a card for each.
  private static let pathsThatTheyRefuse: [Disagreement: String] = [
    .pathIsTheirsToRefuse(.negativeNumber):
      "libcrypto takes a serial number below zero; rule 10 refuses it",
    .pathIsTheirsToRefuse(.repeatedExtension):
      "libcrypto minds repeated extensions that it knows only; rule 10 minds all",
    .pathIsTheirsToRefuse(.algorithm):
      "rsaEncryption without its NULL: libcrypto takes it; rule 21 knows one form alone",
    .pathIsTheirsToRefuse(.key): "nobody looks at the key of a leaf until it is used; rule 21 does",
    .pathIsTheirsToRefuse(.criticalExtension):
      "critical extensions that libcrypto processes: policies, usages, addresses",
    .pathIsTheirsToRefuse(.noPath):
      "names that are equal by RFC 5280, clause 7.1, but not byte for byte; rule 3 compares bytes",
  ]

  private static let cardsThatTheyRefuse: [Disagreement: String] = [
    .cardIsTheirsToRefuse(.criticalExtension):
      "extKeyUsage and certificatePolicies, critical: we judge both, swift-certificates' policy knows neither"
  ]
}
