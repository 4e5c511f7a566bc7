import OpenSSLKit

/// A certificate taken apart into what is signed, the algorithm, and the signature.
struct SplicedCertificate {
  var body: EditableElement
  var algorithm: EditableElement
  private let signature: [UInt8]

  init(_ der: [UInt8]) throws {
    let members = try DERElement(der).children()
    body = try EditableElement(members[0])
    algorithm = try EditableElement(members[1])
    signature = members[2].encoding
  }

  /// With the signature that it had: wrong as soon as the body was altered.
  var encoding: [UInt8] { DEREncoding.sequence(body.encoding, algorithm.encoding, signature) }

  /// Signed anew.
  func encoding(signedBy key: PrivateKey) throws -> [UInt8] {
    let bytes = body.encoding
    return DEREncoding.sequence(
      bytes, algorithm.encoding, DEREncoding.bitString(try key.sign(bytes, algorithm: .rs256)))
  }

  /// The place of a field in the body of a certificate of version 3.
  enum Field: Int {
    case version, serialNumber, algorithm, issuer, validity, subject, key, extensions
  }

  mutating func edit(_ field: Field, _ change: (inout EditableElement) -> Void) {
    guard body.members.indices.contains(field.rawValue) else { return }
    change(&body.members[field.rawValue])
  }

  /// Changes the list of extensions.
  mutating func editExtensions(_ change: (inout [EditableElement]) -> Void) {
    edit(.extensions) { field in
      guard !field.members.isEmpty else { return }
      change(&field.members[0].members)
    }
  }
}
