internal import CPSDiagnostics
internal import CPSTrust

/// The structure of a certificate as programs read it.
struct StructureForm: Encodable, Sendable {
  private struct Extension: Encodable {
    let oid: String
    let critical: Bool
    let length: Int
  }

  private let version: Int
  private let serialNumberLength: Int
  private let signatureAlgorithm: String
  private let key: String
  private let exponent: String?
  private let validityDays: Int
  private let issuer: String?
  private let issuerName: [String]
  private let subjectName: [String]
  private let extensions: [Extension]
  private let usages: [String]?
  private let purposes: [String]?
  private let policies: [String]
  private let userPrincipalNames: [String]

  enum CodingKeys: String, CodingKey {
    case version, key, exponent, issuer, extensions, usages, purposes, policies
    case serialNumberLength = "serial_number_length"
    case signatureAlgorithm = "signature_algorithm"
    case validityDays = "validity_days"
    case issuerName = "issuer_name"
    case subjectName = "subject_name"
    case userPrincipalNames = "user_principal_names"
  }

  init(_ structure: CertificateStructure) {
    version = structure.version
    serialNumberLength = structure.serialNumberLength
    signatureAlgorithm = structure.signatureAlgorithm
    key = structure.key
    exponent = structure.exponent
    validityDays = structure.validityDays
    issuer = structure.issuer.map(PrintableText.escaped)
    issuerName = structure.issuerAttributes.map(Self.text)
    subjectName = structure.subjectAttributes.map(Self.text)
    extensions = structure.extensions.map {
      Extension(oid: $0.oid, critical: $0.isCritical, length: $0.length)
    }
    usages = structure.usages
    purposes = structure.purposes
    policies = structure.policies
    userPrincipalNames = structure.userPrincipalNameForms.map(PrintableText.escaped)
  }

  /// One relative name: its attributes, joined as RFC 4514 joins them.
  static func text(of group: [CertificateStructure.Attribute]) -> String {
    group.map { "\($0.oid) \($0.stringType ?? "other")" }.joined(separator: " + ")
  }

  /// The same for people, a fact a line.
  static func lines(of structure: CertificateStructure) -> [String] {
    [
      "version \(structure.version), \(structure.signatureAlgorithm), \(structure.key), \(structure.validityDays) d",
      "issuer: " + (structure.issuer.map(PrintableText.escaped) ?? "-"),
      "issuer name: " + structure.issuerAttributes.map(text).joined(separator: ", "),
      "subject name: " + structure.subjectAttributes.map(text).joined(separator: ", "),
      "keyUsage: " + (structure.usages?.joined(separator: ", ") ?? "-"),
      "extKeyUsage: " + (structure.purposes?.joined(separator: ", ") ?? "-"),
      "policies: " + structure.policies.joined(separator: ", "),
      "user principal names: "
        + structure.userPrincipalNameForms.map(PrintableText.escaped).joined(separator: ", "),
    ]
      + structure.extensions.map { item in
        "extension \(item.oid)\(item.isCritical ? ", critical" : ""), \(item.length) bytes"
      }
  }
}
