import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC

@testable import CPSTrust

/// An answer of a status responder in the making: right in everything, to be made wrong in one thing.
struct StatusDraft {
  static let serialNumber: [UInt8] = [0x55, 0x66]

  let tree: TestTree
  /// The authority of the certificate that is asked about.
  let issuer: SyntheticAuthority
  /// The certificate of the responder, and who signs it.
  var responder: CertificateBuilder
  var responderIssuer: PrivateKey
  var responderKey: PrivateKey
  /// What the certificate holds in place of the responder's key.
  var certifiedKey: PublicKey?
  /// What the response says; the responder's name and certificate are put in at the end unless set before.
  var answer: StatusResponseBuilder
  var identity: ResponderIdentity?
  var attached: [Certificate]?
  /// Who signs: the responder unless set.
  var signer: PrivateKey?
  var request: StatusRequest?
  var policy = NoncePolicy.required
  var standing = DelegateStanding.notRevoked

  /// An answer about some card, to a request with a nonce.
  init(in tree: TestTree, digest: IdentifierDigest = .sha1) throws {
    let identifier = try CertificateIdentifier(
      serialNumber: Self.serialNumber, issuedBy: tree.authority(.cards).certificate, digest: digest)
    try self.init(
      in: tree,
      answering: StatusRequest(about: identifier, nonce: try StatusNonce(from: SystemRandomSource())))
  }

  /// An answer to a request.
  init(in tree: TestTree, answering request: StatusRequest) throws {
    self.tree = tree
    self.request = request
    issuer = try tree.authority(.cards)
    responderIssuer = issuer.key
    responderKey = tree.otherCardKey
    responder = CertificateBuilder(
      serialNumber: [0x99], issuer: issuer.certificate.subject,
      subject: try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, "RESPONDER")]]),
      notBefore: moment("2026-11-01T00:00:00Z"), notAfter: moment("2026-12-01T00:00:00Z"),
      extensions: [
        Extensions.usage(.digitalSignature), Extensions.purposes(.statusSigning),
        CertificateExtension(.statusNoCheck, value: DEREncoding.null),
      ])
    answer = StatusResponseBuilder(
      responder: .name(responder.subject), producedAt: TestTree.now,
      statuses: [
        SingleStatus(
          of: request.identifier, .good, thisUpdate: TestTree.now - .seconds(600),
          nextUpdate: TestTree.now + .seconds(600))
      ], extensions: request.nonce.map { [$0.certificateExtension] } ?? [])
  }

  /// Has the authority itself sign, without any certificate.
  mutating func signByAuthority() throws {
    signer = issuer.key
    identity = .name(issuer.certificate.subject)
    attached = []
  }

  /// Replaces the extension of the responder's certificate of the same type, or adds it.
  mutating func set(_ item: CertificateExtension) {
    remove(item.oid)
    responder.extensions.append(item)
  }

  mutating func remove(_ oid: ObjectIdentifier) { responder.extensions.removeAll { $0.oid == oid } }

  func responderCertificate() throws -> Certificate {
    try responder.certificate(for: certifiedKey ?? responderKey.publicKey, signedBy: responderIssuer)
  }

  func der() throws -> [UInt8] {
    var builder = answer
    let certificate = try responderCertificate()
    builder.responder = identity ?? .name(certificate.subject)
    builder.certificates = attached ?? [certificate]
    return try builder.der(signedBy: signer ?? responderKey)
  }

  func judged(at time: Timestamp = TestTree.now) throws -> StatusFacts {
    try judged(try StatusResponse(der: der()), at: time)
  }

  func judged(
    _ response: StatusResponse, by rules: StatusRules? = nil, at time: Timestamp = TestTree.now
  ) throws -> StatusFacts {
    try StatusJudge(rules ?? .cards(nonce: policy)).status(
      of: Self.serialNumber, issuedBy: issuer.certificate, in: response, answering: request, at: time
    ) { _ throws(CPSError) in standing }
  }
}
