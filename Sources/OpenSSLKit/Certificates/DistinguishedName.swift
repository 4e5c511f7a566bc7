public import CPSDiagnostics

/// A distinguished name (RFC 5280, clause 4.1.2.4), equal to another when their encodings are.
///
/// Names are compared byte by byte, never by their text: rule 3 of igc-sante.md, section 4.
public struct DistinguishedName: Sendable {
  /// The DER encoding.
  public let der: [UInt8]
  /// The relative names in the order of the encoding; several attributes in one are a multi-valued name.
  public let relativeNames: [[NameAttribute]]

  /// The name that exactly these bytes encode.
  ///
  /// - Throws: ``Diagnostic/encodingNotDER`` for anything else.
  public init(der: [UInt8]) throws(CPSError) { try self.init(DERElement(der)) }

  init(_ element: DERElement) throws(CPSError) {
    guard element.tag == 0x30 else { throw DERElement.failure("name") }
    var relativeNames: [[NameAttribute]] = []
    for relativeName in try element.children() {
      guard relativeName.tag == 0x31 else { throw DERElement.failure("relative name") }
      var attributes: [NameAttribute] = []
      for attribute in try relativeName.children() {
        let members = try attribute.children()
        guard attribute.tag == 0x30, members.count == 2, let oid = members[0].objectIdentifier else {
          throw DERElement.failure("attribute of a name")
        }
        attributes.append(
          NameAttribute(
            oid: oid, stringType: NameStringType(tag: members[1].tag), value: Array(members[1].contents)))
      }
      guard !attributes.isEmpty else { throw DERElement.failure("empty relative name") }
      relativeNames.append(attributes)
    }
    self.relativeNames = relativeNames
    der = element.encoding
  }

  /// A name to be written.
  ///
  /// - Throws: ``Diagnostic/encodingNotDER`` for an empty relative name, a type that is no identifier, or a
  ///   value that was read from another type of string.
  public init(relativeNames: [[NameAttribute]]) throws(CPSError) {
    let encoding = DEREncoding.element(
      0x30,
      relativeNames.flatMap { attributes in
        DEREncoding.set(
          attributes.map { attribute in
            DEREncoding.sequence(
              DEREncoding.objectIdentifier(attribute.oid),
              DEREncoding.element(attribute.stringType?.rawValue ?? 0x00, attribute.value))
          })
      })
    try self.init(DERElement(encoding))
  }

  /// Every attribute of one type, wherever it stands.
  public func attributes(_ oid: ObjectIdentifier) -> [NameAttribute] {
    relativeNames.flatMap { $0 }.filter { $0.oid == oid }
  }
}

extension DistinguishedName: Hashable {
  /// Equality of the encodings.
  public static func == (left: DistinguishedName, right: DistinguishedName) -> Bool { left.der == right.der }

  /// Hashes the encoding.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

extension DistinguishedName: CustomStringConvertible {
  /// The name for people, most significant attribute last (RFC 4514), escaped for a terminal.
  ///
  /// For display only: two names may show the same.
  public var description: String {
    relativeNames.reversed().map { attributes in
      attributes.map { attribute in
        let value = attribute.text ?? "#" + attribute.value.map { String($0, radix: 16) }.joined()
        return "\(Self.keywords[attribute.oid] ?? attribute.oid.description)=\(PrintableText.escaped(value))"
      }.joined(separator: "+")
    }.joined(separator: ",")
  }

  private static let keywords: [ObjectIdentifier: String] = [
    .commonName: "CN", .surname: "SN", .countryName: "C", .stateOrProvinceName: "ST",
    .organizationName: "O", .organizationalUnitName: "OU", .title: "title", .givenName: "GN",
  ]
}
