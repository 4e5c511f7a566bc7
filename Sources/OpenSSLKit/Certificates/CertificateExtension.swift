internal import CPSDiagnostics

/// One extension of a certificate or of a revocation list (RFC 5280, clause 4.2).
public struct CertificateExtension: Sendable, Hashable {
  /// Its type.
  public let oid: ObjectIdentifier
  /// Whether who does not know it must refuse.
  public let isCritical: Bool
  /// The contents of extnValue, which are DER themselves.
  public let value: [UInt8]

  /// An extension to be put into a certificate or a list.
  public init(_ oid: ObjectIdentifier, isCritical: Bool = false, value: [UInt8]) {
    self.oid = oid
    self.isCritical = isCritical
    self.value = value
  }

  /// The element in the value.
  var element: DERElement {
    get throws(CPSError) { try DERElement(value) }
  }

  /// Reads a SEQUENCE OF Extension, which must not be empty, with every value DER in its turn.
  static func list(_ element: DERElement) throws(CPSError) -> [CertificateExtension] {
    let members = try element.children()
    guard element.tag == 0x30, !members.isEmpty else { throw DERElement.failure("extensions") }
    var extensions: [CertificateExtension] = []
    for member in members { extensions.append(try CertificateExtension(member)) }
    return extensions
  }

  private init(_ element: DERElement) throws(CPSError) {
    let members = try element.children()
    guard element.tag == 0x30, (2...3).contains(members.count), let oid = members[0].objectIdentifier,
      let value = members[members.count - 1].octetString
    else { throw DERElement.failure("extension") }
    // FALSE is the default, so DER leaves it out (X.690, clause 11.5).
    guard members.count == 2 || members[1].boolean == true else { throw DERElement.failure("criticality") }
    _ = try DERElement(value)
    self.init(oid, isCritical: members.count == 3, value: value)
  }
}
