internal import CPSPrimitives
internal import OpenSSLKit

/// What in a certificate belongs to a person or names their card: a second wall behind a report that is built
/// of structure alone.
struct PersonalValues: Sendable {
  /// What stands in the place of a particular.
  static let mark = "…"
  /// Shorter values are in every sentence.
  private static let shortest = 2

  /// Each value in every spelling by which a text could repeat it, in lower case.
  private let spellings: Set<String>

  init(of certificate: Certificate) {
    let country: ObjectIdentifier = .countryName
    let attributes = certificate.subject.relativeNames.flatMap { $0 }.filter { $0.oid != country }
    let extensions: Set<ObjectIdentifier> = [
      .subjectAlternativeName, .subjectKeyIdentifier, PrivateExtension.cardNumber.oid,
    ]
    var values =
      attributes.map(\.value) + certificate.extensions.filter { extensions.contains($0.oid) }.map(\.value)
    values += certificate.userPrincipalNames.flatMap { [$0, String($0.prefix { $0 != "@" })] }.map {
      Array($0.utf8)
    }
    values += [
      certificate.serialNumber, certificate.sha256, certificate.publicKey.subjectPublicKeyInfo,
      certificate.publicKey.rsaModulus ?? [], certificate.subjectKeyIdentifier ?? [],
    ]
    values += [
      (try? Digest.sha1(certificate.der)) ?? [],
      (try? Digest.sha256(certificate.publicKey.subjectPublicKeyInfo)) ?? [],
    ]
    if let number = try? PrivateExtension.cardNumber(of: certificate) {
      values.append(Array(number.text.utf8))
    }
    spellings = Set(values.filter { $0.count >= Self.shortest }.flatMap(Self.spellings))
  }

  /// The text, or a mark where it repeats a value.
  func redacted(_ text: String) -> String {
    let folded = text.lowercased()
    return spellings.contains { folded.contains($0) } ? Self.mark : text
  }

  private static func spellings(of value: [UInt8]) -> [String] {
    var spellings = [Hexadecimal.encode(value), Base64URL.encode(value).lowercased()]
    spellings.append(spellings[1].replacing("-", with: "+").replacing("_", with: "/"))
    if let text = String(validating: value, as: UTF8.self) { spellings.append(text.lowercased()) }
    return spellings
  }
}
