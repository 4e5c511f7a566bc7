internal import OpenSSLKit

/// What a certificate is read for, and so what it may hold.
///
/// What all levels have in common stands in ``StrictReading``; what differs stands here and nowhere else.
struct ReadingLevel: Sendable {
  /// The longest certificate, in bytes.
  let maximumLength: Int
  /// The most extensions.
  let maximumExtensions: Int
  /// Which keys are strong enough.
  let keys: KeyLimits
  /// The algorithms by which its issuer may have signed it.
  let signatureAlgorithms: Set<ObjectIdentifier>
  /// Critical extensions that somebody behind this reading processes; every other one refuses.
  let processedExtensions: Set<ObjectIdentifier>
  /// What may stand in its names.
  let names: NameRepertoire
  /// Whether it must be, or must not be, that of an authority; nil when both may be.
  let isAuthority: Bool?
  /// Whether its serial number may be negative, which RFC 5280, clause 4.1.2.2 asks readers to handle.
  let admitsNegativeSerialNumber: Bool
  /// Whether a moment before 2050 may be a GeneralizedTime: PKITS has such certificates and calls them valid.
  let admitsLongTimes: Bool
  /// Whether it may have unique identifiers, which RFC 5280, clause 4.1.2.8 asks readers to handle.
  let admitsUniqueIdentifiers: Bool

  /// The certificate of a card: real ones have about 2,300 bytes and 13 extensions, of which keyUsage alone
  /// is critical (igc-sante.md section 1.4).
  static let card = ReadingLevel(
    maximumLength: 8_192, maximumExtensions: 32, keys: .card, signatureAlgorithms: [.sha256WithRSA],
    processedExtensions: [.keyUsage, .basicConstraints, .extendedKeyUsage, .certificatePolicies],
    names: .civilStatus, isAuthority: false, admitsNegativeSerialNumber: false, admitsLongTimes: false,
    admitsUniqueIdentifiers: false)

  /// An authority of IGC-Santé or of a tree that looks like it (igc-sante.md section 1.1).
  static let authority = ReadingLevel(
    maximumLength: 8_192, maximumExtensions: 32, keys: .authority, signatureAlgorithms: [.sha256WithRSA],
    processedExtensions: [.keyUsage, .basicConstraints, .certificatePolicies], names: .civilStatus,
    isAuthority: true, admitsNegativeSerialNumber: false, admitsLongTimes: false,
    admitsUniqueIdentifiers: false)

  /// Any certificate of a path by RFC 5280, whose clauses for usages, policies and names OpenSSL processes.
  ///
  /// Ask for every certificate of the path, the anchor included.
  static let plain = ReadingLevel(
    maximumLength: 65_536, maximumExtensions: 64, keys: .plain,
    signatureAlgorithms: [
      .sha256WithRSA, .sha384WithRSA, .sha512WithRSA, .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512,
    ],
    processedExtensions: [
      .keyUsage, .basicConstraints, .extendedKeyUsage, .certificatePolicies, .subjectAlternativeName,
      .crlDistributionPoints, .policyMappings, .policyConstraints, .inhibitAnyPolicy, .nameConstraints,
    ],
    names: .anyScript, isAuthority: nil, admitsNegativeSerialNumber: true, admitsLongTimes: true,
    admitsUniqueIdentifiers: true)
}
