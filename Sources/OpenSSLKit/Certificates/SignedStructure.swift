internal import CPSDiagnostics

/// What certificates and revocation lists have in common: a body, an algorithm and a signature (RFC 5280,
/// clauses 4.1.1 and 5.1.1).
struct SignedStructure {
  let body: DERElement
  /// The AlgorithmIdentifier beside the signature.
  let algorithm: DERElement
  let signatureAlgorithm: ObjectIdentifier

  init(_ bytes: [UInt8]) throws(CPSError) {
    let members = try DERElement(bytes).children()
    guard members.count == 3, members[0].tag == 0x30, members[1].tag == 0x30, members[2].wholeBytes != nil,
      let oid = try members[1].children().first?.objectIdentifier
    else { throw DERElement.failure("signed structure") }
    guard SignatureParameters.fit(oid, try members[1].children().dropFirst()) else {
      throw DERElement.failure("parameters of the signature algorithm")
    }
    body = members[0]
    algorithm = members[1]
    signatureAlgorithm = oid
  }
}
