internal import CPSDiagnostics

/// One extension of a certificate or of a revocation list (RFC 5280, clause 4.2).
public struct CertificateExtension: Sendable, Hashable {
  /// Its type.
  public let oid: ObjectIdentifier
  /// Whether who does not know it must refuse.
  public let isCritical: Bool
  /// The contents of extnValue.
  ///
  /// Known to be DER in their turn only where the type is one of RFC 5280: read others with ``DERElement``.
  public let value: [UInt8]

  /// An extension to be put into a certificate or a list.
  public init(_ oid: ObjectIdentifier, isCritical: Bool = false, value: [UInt8]) {
    self.oid = oid
    self.isCritical = isCritical
    self.value = value
  }

  /// Whether RFC 5280 defines the type: under id-ce or id-pe.
  var isStandard: Bool {
    oid.description.hasPrefix("2.5.29.") || oid.description.hasPrefix("1.3.6.1.5.5.7.1.")
  }

  /// Reads a SEQUENCE OF Extension, which must not be empty, with the value of each standard one DER in its turn.
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
    self.init(oid, isCritical: members.count == 3, value: value)
    // What a stranger's extension holds is not for us to judge: whoever reads it does.
    if isStandard { _ = try DERElement(value) }
  }
}
