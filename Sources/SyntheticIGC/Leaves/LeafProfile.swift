public import OpenSSLKit

/// What a leaf is to hold: begin with one of the ready profiles, then alter what a test needs wrong.
///
/// Parts that are nil or empty are left out of the certificate.
public struct LeafProfile: Sendable {
  /// Who issues it.
  public var issuer: SyntheticRole
  /// Whom it is for.
  public var subject: LeafSubject
  /// When it is valid.
  public var validity: LeafValidity
  /// keyUsage, the only critical extension.
  public var keyUsage: KeyUsage?
  /// extKeyUsage.
  public var extendedKeyUsage: [ObjectIdentifier] = []
  /// basicConstraints; cA is FALSE in every real leaf.
  public var basicConstraints: BasicConstraints? = BasicConstraints(isAuthority: false, pathLength: nil)
  /// Whether subjectKeyIdentifier is there.
  public var hasSubjectKeyIdentifier = true
  /// The certificate policy; the only one of the test tree, whatever the use (igc-sante.md, section 1.4).
  public var policy: ObjectIdentifier? = "1.2.250.1.213.1.7.2.1.1.1.1"
  /// Whether privateKeyUsagePeriod is there, equal to the validity.
  public var hasPrivateKeyUsagePeriod = false
  /// The user principal name in subjectAltName.
  public var userPrincipalName: String?
  /// The domains in subjectAltName.
  public var domains: [String] = []
  /// Whether cRLDistributionPoints, freshestCRL and authorityInfoAccess are there.
  public var hasAddresses = true
  /// Product category, table G01.
  public var category: UInt8?
  /// Card type, table G02.
  public var cardType: UInt8?
  /// The text of the card number extension.
  public var cardNumber: String?
  /// Profession, table G15.
  public var profession: UInt8?
  /// Specialities, table R01.
  public var specialities: [String] = []
  /// Extensions to be put behind all others.
  public var additionalExtensions: [CertificateExtension] = []
  /// Extensions to be written twice.
  public var repeatedExtensions: Set<ObjectIdentifier> = []
  /// Another serial number than the one that is derived.
  public var serialNumber: [UInt8]?

  /// A profile without usages or private extensions.
  public init(issuer: SyntheticRole, subject: LeafSubject, validity: LeafValidity) {
    self.issuer = issuer
    self.subject = subject
    self.validity = validity
  }
}
