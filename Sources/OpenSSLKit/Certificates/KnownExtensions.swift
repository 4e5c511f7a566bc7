internal import CPSDiagnostics

/// The extensions of RFC 5280 that this product reads, out of the list of a certificate.
///
/// An extension that occurs twice (forbidden by RFC 5280, clause 4.2) is read as absent, so that nobody
/// relies on the one or the other.
struct KnownExtensions: Sendable {
  private(set) var keyUsage: KeyUsage?
  private(set) var extendedKeyUsage: [ObjectIdentifier]?
  private(set) var basicConstraints: BasicConstraints?
  private(set) var subjectKeyIdentifier: [UInt8]?
  private(set) var authorityKeyIdentifier: [UInt8]?
  private(set) var policies: [ObjectIdentifier] = []
  private(set) var userPrincipalNames: [String] = []
  let repeated: Set<ObjectIdentifier>

  init(_ extensions: [CertificateExtension]) throws(CPSError) {
    var seen: Set<ObjectIdentifier> = []
    repeated = Set(extensions.map(\.oid).filter { !seen.insert($0).inserted })
    for item in extensions where item.isStandard && !repeated.contains(item.oid) {
      try read(item.oid, try DERElement(item.value))
    }
  }

  private mutating func read(_ oid: ObjectIdentifier, _ element: DERElement) throws(CPSError) {
    switch oid {
    case .keyUsage: keyUsage = try Self.required(KeyUsage(element), "keyUsage")
    case .extendedKeyUsage: extendedKeyUsage = try Self.purposes(element)
    case .basicConstraints: basicConstraints = try Self.constraints(element)
    case .subjectKeyIdentifier:
      subjectKeyIdentifier = try Self.required(element.octetString, "subjectKeyIdentifier")
    case .authorityKeyIdentifier: authorityKeyIdentifier = try Self.keyIdentifier(element)
    case .certificatePolicies: policies = try Self.policies(element)
    case .subjectAlternativeName: userPrincipalNames = try Self.principals(element)
    default: break
    }
  }

  /// The key identifier of an AuthorityKeyIdentifier, its first member if any (clause 4.2.1.1).
  static func keyIdentifier(_ element: DERElement) throws(CPSError) -> [UInt8]? {
    let members = try element.children()
    let tags = members.map(\.tag)
    // keyIdentifier [0], authorityCertIssuer [1], authorityCertSerialNumber [2]: each at most once, in order.
    guard element.tag == 0x30, [0x80, 0xA1, 0x82].filter(tags.contains) == tags else {
      throw DERElement.failure("authorityKeyIdentifier")
    }
    return members.first { $0.tag == 0x80 }.map { Array($0.contents) }
  }

  private static func required<Value>(_ value: Value?, _ name: String) throws(CPSError) -> Value {
    guard let value else { throw DERElement.failure(name) }
    return value
  }

  private static func purposes(_ element: DERElement) throws(CPSError) -> [ObjectIdentifier] {
    let purposes = try element.children().map(\.objectIdentifier)
    let known = purposes.compactMap { $0 }
    guard element.tag == 0x30, !known.isEmpty, known.count == purposes.count else {
      throw DERElement.failure("extendedKeyUsage")
    }
    return known
  }

  private static func constraints(_ element: DERElement) throws(CPSError) -> BasicConstraints {
    var members = try element.children()[...]
    // cA is FALSE by default, so DER never writes FALSE.
    let isAuthority = members.first?.boolean
    if isAuthority == true { members = members.dropFirst() }
    let pathLength = members.first?.smallInteger
    if pathLength != nil { members = members.dropFirst() }
    // Only an authority may bound its paths (clause 4.2.1.9).
    guard element.tag == 0x30, members.isEmpty, isAuthority == true || pathLength == nil else {
      throw DERElement.failure("basicConstraints")
    }
    return BasicConstraints(isAuthority: isAuthority == true, pathLength: pathLength)
  }

  private static func policies(_ element: DERElement) throws(CPSError) -> [ObjectIdentifier] {
    var policies: [ObjectIdentifier] = []
    for information in try element.children() {
      guard information.tag == 0x30, let policy = try information.children().first?.objectIdentifier else {
        throw DERElement.failure("certificatePolicies")
      }
      policies.append(policy)
    }
    // None may occur twice (clause 4.2.1.4).
    guard element.tag == 0x30, !policies.isEmpty, Set(policies).count == policies.count else {
      throw DERElement.failure("certificatePolicies")
    }
    return policies
  }

  /// The otherNames of type UPN, a UTF8String each.
  private static func principals(_ element: DERElement) throws(CPSError) -> [String] {
    guard element.tag == 0x30 else { throw DERElement.failure("subjectAltName") }
    var principals: [String] = []
    for name in try element.children() where name.tag == 0xA0 {
      let members = try name.children()
      guard members.count == 2, members[1].tag == 0xA0, let oid = members[0].objectIdentifier else {
        throw DERElement.failure("otherName")
      }
      guard oid == .userPrincipalName else { continue }
      let values = try members[1].children()
      guard values.count == 1, values[0].tag == NameStringType.utf8.rawValue, let text = values[0].text else {
        throw DERElement.failure("user principal name")
      }
      principals.append(text)
    }
    return principals
  }
}
