internal import CPSPrimitives
internal import OpenSSLKit

/// What a certificate is made of, without a value that belongs to a person: what a report on the first real
/// card may show to others.
///
/// Lengths of names are left out: beside a public directory they would narrow down whose card it is. So are
/// moments, of which only the span between the two is kept, and the length of the whole.
public struct CertificateStructure: Sendable {
  /// One extension.
  public struct Extension: Sendable, Hashable {
    /// Its type.
    public let oid: String
    /// Whether a reader that does not know it must refuse.
    public let isCritical: Bool
    /// The length of its value, in bytes.
    public let length: Int
  }

  /// One attribute of a name.
  public struct Attribute: Sendable, Hashable {
    /// Its type.
    public let oid: String
    /// The string type of its value, such as `utf8`; nil for another one.
    public let stringType: String?
  }

  /// 1, 2 or 3.
  public let version: Int
  /// The length of the serial number, in bytes.
  public let serialNumberLength: Int
  /// The algorithm of the issuer's signature.
  public let signatureAlgorithm: String
  /// The kind and the size of the key, such as `RSA 2048`.
  public let key: String
  /// The public exponent of an RSA key, in hexadecimal.
  public let exponent: String?
  /// The time of validity, in whole days.
  public let validityDays: Int
  /// The name of the issuer where it has the form of IGC-Santé's.
  public let issuer: String?
  /// The attributes of the issuer's name, one group for each relative name.
  public let issuerAttributes: [[Attribute]]
  /// The attributes of the subject's name, one group for each relative name.
  public let subjectAttributes: [[Attribute]]
  /// Every extension, in the order of the encoding.
  public let extensions: [Extension]
  /// The bits of keyUsage by their names; nil when it is absent.
  public let usages: [String]?
  /// The purposes of extKeyUsage; nil when it is absent.
  public let purposes: [String]?
  /// The certificate policies.
  public let policies: [String]
  /// The form of each user principal name: `9` for every digit, `A` for every letter.
  public let userPrincipalNameForms: [String]

  init(of certificate: Certificate, hiding personal: PersonalValues) {
    version = certificate.version
    serialNumberLength = certificate.serialNumber.count
    signatureAlgorithm = certificate.signatureAlgorithm.description
    (key, exponent) =
      switch certificate.publicKey.kind {
      case .rsa(let bits, let exponent): ("RSA \(bits)", Hexadecimal.encode(exponent))
      case .ellipticCurve(let curve): (curve.rawValue, nil)
      case .other: ("other", nil)
      }
    validityDays = Int((certificate.notAfter - certificate.notBefore).components.seconds / 86_400)
    issuer =
      AuthorityName(certificate.issuer) == nil ? nil : personal.redacted(certificate.issuer.description)
    issuerAttributes = Self.attributes(of: certificate.issuer)
    subjectAttributes = Self.attributes(of: certificate.subject)
    extensions = certificate.extensions.map { item in
      Extension(oid: item.oid.description, isCritical: item.isCritical, length: item.value.count)
    }
    usages = certificate.keyUsage.map(Self.names)
    purposes = certificate.extendedKeyUsage?.map(\.description)
    policies = certificate.policies.map(\.description)
    userPrincipalNameForms = certificate.userPrincipalNames.map(Self.form)
  }

  private static func attributes(of name: DistinguishedName) -> [[Attribute]] {
    name.relativeNames.map { group in
      group.map { Attribute(oid: $0.oid.description, stringType: $0.stringType.map { "\($0)" }) }
    }
  }

  private static func names(of usage: KeyUsage) -> [String] {
    let names: [(KeyUsage, String)] = [
      (.digitalSignature, "digitalSignature"), (.nonRepudiation, "nonRepudiation"),
      (.keyEncipherment, "keyEncipherment"), (.dataEncipherment, "dataEncipherment"),
      (.keyAgreement, "keyAgreement"), (.keyCertSign, "keyCertSign"), (.crlSign, "cRLSign"),
      (.encipherOnly, "encipherOnly"), (.decipherOnly, "decipherOnly"),
    ]
    return names.filter { usage.contains($0.0) }.map(\.1)
  }

  /// Punctuation stays: whether a dot stands after the first digit is what nobody knows of production
  /// (igc-sante.md section 8, 3).
  private static func form(of text: String) -> String {
    String(
      text.prefix(64).map { character in
        if character.isNumber { return "9" }
        if character.isLetter { return "A" }
        return character.isASCII && (character.isPunctuation || character.isSymbol) ? character : "?"
      })
  }
}
