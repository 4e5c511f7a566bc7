import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

/// Requests, identifiers and signatures, which the builder and the reader must see alike.
@Suite struct StatusSignatureTests {
  private let tree: TestTree
  private let issuer: Certificate
  private let key: PrivateKey

  init() throws {
    tree = try TestTree()
    issuer = try tree.authorityCertificate()
    key = tree.authorityKey
  }

  private func builder(_ digest: IdentifierDigest = .sha1) throws -> StatusResponseBuilder {
    StatusResponseBuilder(
      responder: .name(issuer.subject), producedAt: TestTree.moment,
      statuses: [
        SingleStatus(
          of: try CertificateIdentifier(
            serialNumber: try tree.leafCertificate().serialNumber, issuedBy: issuer, digest: digest),
          .good, thisUpdate: TestTree.moment, nextUpdate: nil)
      ])
  }

  @Test(arguments: IdentifierDigest.allCases)
  func `what is built is what is read`(digest: IdentifierDigest) throws {
    var builder = try builder(digest)
    let nonce = try StatusNonce(from: SystemRandomSource())
    #expect(nonce.bytes.count == 32)
    builder.extensions = [nonce.certificateExtension]
    builder.certificates = [issuer]
    builder.statuses[0].status = .revoked(at: TestTree.moment, reason: .keyCompromise)
    builder.statuses[0].nextUpdate = TestTree.moment + .seconds(60)
    let statement = try #require(try builder.response(signedBy: key).statement)
    #expect(statement.responder == builder.responder)
    #expect(statement.statuses == builder.statuses)
    #expect(statement.nonce == nonce)
    #expect(statement.certificates == [issuer])
  }

  @Test func `the signature is that of one key over these bytes`() throws {
    let der = try builder().der(signedBy: key)
    let statement = try #require(try StatusResponse(der: der).statement)
    #expect(try statement.isSigned(by: key.publicKey))
    #expect(try !statement.isSigned(by: tree.rootKey.publicKey))
    #expect(try !statement.isSigned(by: tree.leafKey.publicKey))
    // Every bit of the statement counts; bytes that are no response any more cannot be asked.
    var unreadable = 0
    for index in der.indices {
      var altered = der
      altered[index] ^= 0x01
      guard let other = try? StatusResponse(der: altered).statement else {
        unreadable += 1
        continue
      }
      #expect(try !other.isSigned(by: key.publicKey), "byte \(index)")
    }
    #expect(unreadable < der.count / 2)
  }

  @Test func `an algorithm that does not fit the key or is not known is a wrong signature`() throws {
    let der = try builder().der(signedBy: key)
    let stem = Array(DEREncoding.objectIdentifier(.sha256WithRSA).dropLast())
    let start = try #require(der.indices.first { der[$0...].starts(with: stem) })
    for arc in [UInt8(0x04), 0x05, 0x0A, 0x0C, 0x7F] {
      var altered = der
      altered[start + stem.count] = arc
      let statement = try #require(try StatusResponse(der: altered).statement)
      #expect(statement.signatureAlgorithm.description == "1.2.840.113549.1.1.\(arc)")
      #expect(try !statement.isSigned(by: key.publicKey))
    }
  }

  @Test(arguments: IdentifierDigest.allCases)
  func `HN-12 a status is found by name, key and serial number together`(digest: IdentifierDigest) throws {
    let statement = try #require(try builder(digest).response(signedBy: key).statement)
    let leaf = try tree.leafCertificate()
    #expect(try statement.statuses(of: leaf.serialNumber, issuedBy: issuer).count == 1)
    #expect(try statement.statuses(of: [0x88, 0x98], issuedBy: issuer).isEmpty)
    #expect(try statement.statuses(of: leaf.serialNumber, issuedBy: try tree.rootCertificate()).isEmpty)
    // The same name with another key, and the same key under another name.
    let sameName = try tree.authority.certificate(for: tree.rootKey.publicKey, signedBy: tree.rootKey)
    #expect(try statement.statuses(of: leaf.serialNumber, issuedBy: sameName).isEmpty)
    var renamed = tree.authority
    renamed.subject = try TestTree.name("ANOTHER")
    let sameKey = try renamed.certificate(for: tree.authorityKey.publicKey, signedBy: tree.rootKey)
    #expect(try statement.statuses(of: leaf.serialNumber, issuedBy: sameKey).isEmpty)
  }

  @Test func `statuses of one certificate under two digests are two`() throws {
    var builder = try builder(.sha1)
    builder.statuses += try self.builder(.sha256).statuses
    let statement = try #require(try builder.response(signedBy: key).statement)
    let serialNumber = try tree.leafCertificate().serialNumber
    #expect(try statement.statuses(of: serialNumber, issuedBy: issuer).count == 2)
  }

  @Test func `a responder is named by its subject or by its key`() throws {
    let root = try tree.rootCertificate()
    for identity in [ResponderIdentity.name(issuer.subject), try .keyHash(of: issuer)] {
      #expect(try identity.names(issuer))
      #expect(try !identity.names(root))
    }
  }

  @Test func `critical extensions that nobody knows are named, those of a status too`() throws {
    var builder = try builder()
    builder.extensions = [
      CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null),
      CertificateExtension("1.2.3.6", value: DEREncoding.null),
    ]
    builder.statuses[0].extensions = [
      CertificateExtension("1.2.3.5", isCritical: true, value: DEREncoding.null)
    ]
    let statement = try #require(try builder.response(signedBy: key).statement)
    #expect(statement.unknownCriticalExtensions == ["1.2.3.4", "1.2.3.5"])
  }

  @Test(arguments: IdentifierDigest.allCases)
  func `a request is read as it was written, and nothing else is`(digest: IdentifierDigest) throws {
    let identifier = try CertificateIdentifier(serialNumber: [0x88, 0x99], issuedBy: issuer, digest: digest)
    for nonce in [nil, try StatusNonce(from: SystemRandomSource())] {
      let request = StatusRequest(about: identifier, nonce: nonce)
      #expect(try StatusRequest(der: request.der) == request)
      for count in request.der.indices {
        let part = Array(request.der.prefix(count))
        #expect(throws: CPSError(.encodingNotDER)) { try StatusRequest(der: part) }
      }
      #expect(throws: CPSError(.encodingNotDER)) { try StatusRequest(der: request.der + [0]) }
    }
    let fields = try DERElement(StatusRequest(about: identifier, nonce: nil).der).children()[0]
    let one = try fields.children()[0].children()[0].encoding
    let unknown = StatusParts.extensions([("1.2.3", [])], tag: 0xA2)
    for wrong in [
      DEREncoding.sequence(DEREncoding.sequence(DEREncoding.sequence(one, one))),
      DEREncoding.sequence(DEREncoding.sequence(DEREncoding.sequence())),
      DEREncoding.sequence(DEREncoding.sequence(DEREncoding.sequence(one), unknown)),
      DEREncoding.sequence(fields.encoding, DEREncoding.element(0xA0, DEREncoding.sequence())),
      DEREncoding.sequence(),
    ] {
      #expect(throws: CPSError(.encodingNotDER)) { try StatusRequest(der: wrong) }
    }
  }

  @Test func `without randomness there is no nonce`() {
    #expect(throws: CPSError(.randomnessUnavailable)) { try StatusNonce(from: DrySource()) }
  }
}

/// A source that has nothing to give.
private struct DrySource: RandomSource {
  func bytes(_ count: Int) throws(CPSError) -> [UInt8] { throw CPSError(.randomnessUnavailable) }
}
