import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

/// Which bytes are a status response, and what each field says.
@Suite struct StatusReadingTests {
  private static let utcTime = DEREncoding.time(TestTree.instant("2026-11-21T11:00:00Z"))
  private static let nonce = DEREncoding.octetString(.init(repeating: 9, count: 32))

  static let faults: [StatusFault] = [
    StatusFault("status 4, which is not used") { $0.status = [0x0A, 0x01, 0x04] },
    StatusFault("status 7") { $0.status = [0x0A, 0x01, 0x07] },
    StatusFault("status of two bytes") { $0.status = [0x0A, 0x02, 0x01, 0x00] },
    StatusFault("status as an integer") { $0.status = [0x02, 0x01, 0x00] },
    StatusFault("content beside tryLater") { $0.status = [0x0A, 0x01, 0x03] },
    StatusFault("another type of response") { $0.type = DEREncoding.objectIdentifier("1.2.3.4") },
    StatusFault("bytes behind the basic response") { $0.inside = [0x05, 0x00] },
    StatusFault("the default version written") {
      $0.version = DEREncoding.element(0xA0, DEREncoding.integer(0))
    },
    StatusFault("another version") { $0.version = DEREncoding.element(0xA0, DEREncoding.integer(1)) },
    StatusFault("responder without tag") {
      $0.responder = DEREncoding.octetString(.init(repeating: 7, count: 20))
    },
    StatusFault("responder by a short hash") {
      $0.responder = DEREncoding.element(0xA2, DEREncoding.octetString(.init(repeating: 7, count: 19)))
    },
    StatusFault("responder by a name that is none") {
      $0.responder = DEREncoding.element(0xA1, DEREncoding.null)
    },
    StatusFault("responder by two names") {
      $0.responder = DEREncoding.element(0xA1, DEREncoding.sequence() + DEREncoding.sequence())
    },
    StatusFault("producedAt as UTCTime") { $0.producedAt = utcTime },
    StatusFault("producedAt with a fraction") {
      $0.producedAt = DEREncoding.element(0x18, Array("20261121110000.5Z".utf8))
    },
    StatusFault("producedAt in local time") {
      $0.producedAt = DEREncoding.element(0x18, Array("20261121110000".utf8))
    },
    StatusFault("digest that is not known") {
      $0.digest = DEREncoding.sequence(DEREncoding.objectIdentifier("1.2.840.113549.2.5"), DEREncoding.null)
    },
    StatusFault("digest with a parameter") {
      $0.digest = DEREncoding.sequence(DEREncoding.objectIdentifier("1.3.14.3.2.26"), DEREncoding.integer(1))
    },
    StatusFault("hashes of another length than the digest's") { $0.digest = StatusParts.sha256 },
    StatusFault("name hash too short") { $0.nameHash = DEREncoding.octetString([1]) },
    StatusFault("key hash too long") { $0.keyHash = DEREncoding.octetString(.init(repeating: 2, count: 21)) },
    StatusFault("negative serial number") { $0.serialNumber = [0x02, 0x01, 0x80] },
    StatusFault("serial number of 21 bytes") {
      $0.serialNumber = DEREncoding.integer(magnitude: .init(repeating: 1, count: 21))
    },
    StatusFault("good with contents") { $0.certificateStatus = [0x80, 0x01, 0x00] },
    StatusFault("good as a constructed value") { $0.certificateStatus = [0xA0, 0x00] },
    StatusFault("a fourth status") { $0.certificateStatus = [0x83, 0x00] },
    StatusFault("revoked without a moment") { $0.certificateStatus = [0xA1, 0x00] },
    StatusFault("revoked at a UTCTime") { $0.certificateStatus = DEREncoding.element(0xA1, utcTime) },
    StatusFault("revoked for reason 7, which is not used") {
      $0.certificateStatus = DEREncoding.element(
        0xA1, StatusParts.early + DEREncoding.element(0xA0, [0x0A, 0x01, 0x07]))
    },
    StatusFault("revoked with a field too many") {
      let reason = DEREncoding.element(0xA0, [0x0A, 0x01, 0x01])
      $0.certificateStatus = DEREncoding.element(0xA1, StatusParts.early + reason + reason)
    },
    StatusFault("thisUpdate as UTCTime") { $0.thisUpdate = utcTime },
    StatusFault("no thisUpdate") { $0.thisUpdate = [] },
    StatusFault("nextUpdate as UTCTime") { $0.nextUpdate = DEREncoding.element(0xA0, utcTime) },
    StatusFault("nextUpdate twice") { $0.nextUpdate += $0.nextUpdate },
    StatusFault("two moments in nextUpdate") {
      $0.nextUpdate = DEREncoding.element(0xA0, StatusParts.late + StatusParts.late)
    },
    StatusFault("empty extensions of a single response") {
      $0.singleExtensions = DEREncoding.element(0xA1, DEREncoding.sequence())
    },
    StatusFault("extensions of a single response under another tag") {
      $0.singleExtensions = StatusParts.extensions([("1.2.3", [])], tag: 0xA2)
    },
    StatusFault("33 single responses") { parts in
      parts.others = (0..<32).flatMap { _ in parts.single }
    },
    StatusFault("something else among the single responses") { $0.others = DEREncoding.null },
    StatusFault("an extension twice") {
      $0.extensions = StatusParts.extensions([(.statusNonce, nonce), (.statusNonce, nonce)])
    },
    StatusFault("17 extensions") {
      $0.extensions = StatusParts.extensions(
        (0..<17).map { (ObjectIdentifier(stringLiteral: "1.2.3.\($0)"), []) })
    },
    StatusFault("nonce without its own tag") {
      $0.extensions = StatusParts.extensions([(.statusNonce, [1, 2])])
    },
    StatusFault("empty nonce") { $0.extensions = StatusParts.extensions([(.statusNonce, [0x04, 0x00])]) },
    StatusFault("nonce of 129 bytes") {
      $0.extensions = StatusParts.extensions([
        (.statusNonce, DEREncoding.octetString(.init(repeating: 9, count: 129)))
      ])
    },
    StatusFault("algorithm without identifier") { $0.algorithm = DEREncoding.sequence(DEREncoding.null) },
    StatusFault("RSA without its NULL") {
      $0.algorithm = DEREncoding.sequence(DEREncoding.objectIdentifier(.sha256WithRSA))
    },
    StatusFault("RSA with another parameter") {
      $0.algorithm = DEREncoding.sequence(DEREncoding.objectIdentifier(.sha512WithRSA), [0x04, 0x00])
    },
    StatusFault("ECDSA with NULL") {
      $0.algorithm = DEREncoding.sequence(DEREncoding.objectIdentifier(.ecdsaWithSHA256), DEREncoding.null)
    },
    StatusFault("signature of some bits") { $0.signature = [0x03, 0x02, 0x03, 0xF8] },
    StatusFault("no certificate where certificates are") {
      $0.certificates = DEREncoding.element(0xA0, DEREncoding.sequence())
    },
    StatusFault("something else where certificates are") {
      $0.certificates = DEREncoding.element(0xA0, DEREncoding.sequence(DEREncoding.null))
    },
    StatusFault("certificates under another tag") {
      $0.certificates = DEREncoding.element(0xA1, DEREncoding.sequence())
    },
  ]

  @Test(arguments: faults)
  func `HN-12 what is not exactly a response is refused`(fault: StatusFault) throws {
    var parts = StatusParts()
    _ = try StatusResponse(der: parts.der)
    fault.apply(&parts)
    #expect(throws: CPSError(.statusResponseMalformed)) { try StatusResponse(der: parts.der) }
  }

  @Test func `HN-12 a response cut short or followed by anything is refused`() throws {
    let der = StatusParts().der
    for count in der.indices {
      #expect(throws: CPSError(.statusResponseMalformed)) {
        try StatusResponse(der: Array(der.prefix(count)))
      }
    }
    for wrong in [der + [0], [0x30, 0x80] + der.dropFirst(4) + [0, 0], DEREncoding.octetString(der)] {
      #expect(throws: CPSError(.statusResponseMalformed)) { try StatusResponse(der: wrong) }
    }
  }

  @Test func `HN-12 a length that is not the shortest is refused at any depth`() throws {
    let der = StatusParts().der
    // The length of the first member, in two bytes instead of one, with all lengths around it right.
    let loose: [UInt8] = [0x0A, 0x81, 0x01, 0x00]
    let rest = try DERElement(der).children()[1].encoding
    #expect(throws: CPSError(.statusResponseMalformed)) {
      try StatusResponse(der: DEREncoding.element(0x30, loose + rest))
    }
  }

  @Test func `HN-11 a response of more than 64 kB is not even parsed`() throws {
    var parts = StatusParts()
    parts.extensions = StatusParts.extensions([("1.2.3", .init(repeating: 0, count: 65_300))])
    let admitted = parts.der
    #expect(admitted.count <= StatusResponse.maximumLength)
    #expect(try StatusResponse(der: admitted).statement?.extensions.count == 1)
    parts.extensions = StatusParts.extensions([("1.2.3", .init(repeating: 0, count: 65_536))])
    let error = #expect(throws: CPSError.self) { try StatusResponse(der: parts.der) }
    #expect(error?.reason == "\(parts.der.count) bytes")
  }

  @Test func `every field is read`() throws {
    var parts = StatusParts()
    parts.extensions = StatusParts.extensions([(.statusNonce, Self.nonce), ("1.2.3", [1])])
    parts.singleExtensions = StatusParts.extensions([("1.2.4", [2])])
    let response = try StatusResponse(der: parts.der)
    #expect(response.status == .successful && response.der == parts.der)
    let statement = try #require(response.statement)
    #expect(statement.responder == .keyHash(.init(repeating: 7, count: 20)))
    #expect(statement.producedAt == TestTree.instant("2026-11-21T11:00:00Z"))
    #expect(statement.nonce?.bytes == .init(repeating: 9, count: 32))
    #expect(statement.extensions.map(\.oid) == [.statusNonce, "1.2.3"])
    #expect(statement.signatureAlgorithm == .sha256WithRSA)
    #expect(statement.certificates.isEmpty && statement.unknownCriticalExtensions.isEmpty)
    let single = try #require(statement.statuses.first)
    #expect(statement.statuses.count == 1)
    #expect(single.identifier.digest == .sha1 && single.identifier.serialNumber == [0x88, 0x99])
    #expect(single.identifier.issuerNameHash == .init(repeating: 1, count: 20))
    #expect(single.identifier.issuerKeyHash == .init(repeating: 2, count: 20))
    #expect(single.status == .good)
    #expect(single.thisUpdate == TestTree.instant("2026-11-21T11:00:00Z"))
    #expect(single.nextUpdate == TestTree.instant("2026-11-22T11:00:00Z"))
    #expect(single.extensions.map(\.oid) == ["1.2.4"])
  }

  @Test func `the other statuses are read, with moment and reason`() throws {
    var parts = StatusParts()
    parts.nextUpdate = []
    parts.certificateStatus = [0x82, 0x00]
    #expect(try StatusResponse(der: parts.der).statement?.statuses.first?.status == .unknown)
    parts.certificateStatus = DEREncoding.element(0xA1, StatusParts.early)
    let moment = TestTree.instant("2026-11-21T11:00:00Z")
    var single = try StatusResponse(der: parts.der).statement?.statuses.first
    #expect(single?.status == .revoked(at: moment, reason: nil))
    #expect(single?.nextUpdate == nil)
    for reason in RevocationReason.allCases {
      parts.certificateStatus = DEREncoding.element(
        0xA1, StatusParts.early + DEREncoding.element(0xA0, [0x0A, 0x01, reason.rawValue]))
      single = try StatusResponse(der: parts.der).statement?.statuses.first
      #expect(single?.status == .revoked(at: moment, reason: reason))
    }
  }

  @Test(arguments: ResponseStatus.allCases)
  func `HN-12 a response that is no answer says so and nothing else`(status: ResponseStatus) throws {
    let der = StatusResponseBuilder.der(of: status)
    guard status != .successful else {
      #expect(throws: CPSError(.statusResponseMalformed)) { try StatusResponse(der: der) }
      return
    }
    let response = try StatusResponse(der: der)
    #expect(response.status == status && response.statement == nil)
  }
}
