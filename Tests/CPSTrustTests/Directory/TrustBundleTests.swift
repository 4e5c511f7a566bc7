import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// A bundle from a connected site to one without a network.
@Suite struct TrustBundleTests {
  private let connected: TrustBench
  private let isolated: TrustBench
  private let signer: Certificate
  private let key: PrivateKey

  init() throws {
    connected = try TrustBench()
    isolated = try TrustBench()
    try connected.fill()
    _ = try connected.store.importItem(at: connected.source, at: TestTree.now)
    key = connected.tree.cardKey
    signer = try Self.signer(key)
  }

  private static func signer(
    _ key: PrivateKey, from start: String = "2026-01-01T00:00:00Z", to end: String = "2027-01-01T00:00:00Z"
  ) throws -> Certificate {
    let name = try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, "BUNDLES")]])
    return try CertificateBuilder(
      serialNumber: [1], issuer: name, subject: name, notBefore: moment(start), notAfter: moment(end),
      extensions: []
    ).certificate(for: key.publicKey, signedBy: key)
  }

  private func made(at time: Timestamp = TestTree.now) throws -> [UInt8] {
    try connected.store.bundle(signedBy: key, as: signer, at: time)
  }

  private func pin(_ certificate: Certificate) throws -> BundleSigner {
    try BundleSigner(Hexadecimal.encode(certificate.sha256))
  }

  @discardableResult
  private func taken(
    _ bundle: [UInt8], by pinned: Certificate? = nil, at time: Timestamp = TestTree.now
  ) throws -> TrustImport {
    let file = try isolated.write(bundle, "site.p7m")
    return try isolated.store.importItems(
      at: [file], bundlesBy: try pin(pinned ?? signer), at: time)
  }

  /// A bundle whose text says something else, signed by the right key.
  private func saying(_ change: (String) throws -> String) throws -> [UInt8] {
    let text = String(decoding: try SignedContent(der: made()).content, as: UTF8.self)
    return try SignedContent(signing: Array(change(text).utf8), by: key, as: signer).der
  }

  /// That a bundle is refused for this reason, and that the store is as it was.
  private func expectRefusal(
    of bundle: [UInt8], _ detail: String? = nil, by pinned: Certificate? = nil,
    at time: Timestamp = TestTree.now,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try isolated.contents()
    let result = try taken(bundle, by: pinned, at: time)
    #expect(result.isEmpty && result.refused.count == 1, sourceLocation: sourceLocation)
    if let detail {
      #expect(result.refused.first?.error == CPSError(.bundleRefused), sourceLocation: sourceLocation)
      #expect(result.refused.first?.error.reason?.contains(detail) == true, sourceLocation: sourceLocation)
    }
    #expect(try isolated.contents() == before, sourceLocation: sourceLocation)
  }

  @Test func `a site without a network logs cards in by a bundle`() throws {
    let result = try taken(try made())
    #expect(result.imported.count == 18 && result.refused.isEmpty)
    let loaded = try isolated.store.load(at: TestTree.now)
    #expect(loaded.faults.isEmpty)
    let professional = try isolated.tree.logIn(
      with: try LeafDraft(in: isolated.tree).der(), by: try isolated.tree.verifier(book: loaded.book))
    #expect(professional.revocation.number == "012c")
    #expect(try taken(try made()).unchanged.count == 18)
  }

  @Test func `openssl alone verifies a bundle and takes it apart`() async throws {
    let bundle = try made()
    let opened = try await OpenSSLCommand.run(
      [
        "cms", "-verify", "-inform", "DER", "-binary", "-in", "bundle", "-CAfile", "signer", "-purpose",
        "any",
        "-no_check_time",
      ], files: ["bundle": bundle, "signer": Array(try signer.pem().utf8)])
    #expect(opened.isSuccess, "\(opened.text)")
    let text = String(decoding: opened.bytes, as: UTF8.self)
    #expect(text.hasPrefix("CPSAUTH-TRUST-BUNDLE-V1\nenvironment: synthetic\nmade: 2026-11-21T12:00:00Z\n"))
    let members = try CertificateCollection(pem: text)
    #expect(members.certificates.count == 9 && members.revocationLists.count == 9)
    let changed = bundle.enumerated().map { $0 == bundle.count / 2 ? $1 ^ 1 : $1 }
    let refused = try await OpenSSLCommand.run(
      ["cms", "-verify", "-inform", "DER", "-binary", "-in", "bundle", "-noverify"],
      files: ["bundle": changed])
    #expect(!refused.isSuccess)
  }

  @Test func `a bundle without a pinned signer, or by another, is refused`() throws {
    let file = try isolated.write(try made(), "site.p7m")
    let result = try isolated.store.importItems(at: [file], at: TestTree.now)
    #expect(result.refused.map(\.error) == [CPSError(.bundleSignerMissing)])
    let other = try Self.signer(connected.tree.otherCardKey)
    try expectRefusal(of: try made(), "another", by: other)
    let forged = try connected.store.bundle(
      signedBy: connected.tree.otherCardKey, as: other, at: TestTree.now)
    try expectRefusal(of: forged, "another")
    #expect(!FileManager.default.fileExists(atPath: isolated.store.path))
  }

  @Test func `CA-13 a bundle with a bit changed anywhere, cut or lengthened leaves the store as it was`()
    throws
  {
    try taken(try made())
    try connected.fill(number: 301)
    _ = try connected.store.importItem(at: connected.source, at: TestTree.now)
    let bundle = try made()
    // A prime step reaches each line of each member and keeps the test short.
    for position in Array(stride(from: 0, to: bundle.count, by: 397)) + [bundle.count - 1] {
      var changed = bundle
      changed[position] ^= 1 << UInt8(position % 8)
      try expectRefusal(of: changed)
    }
    for length in [0, 1, 20, bundle.count / 2, bundle.count - 1] {
      let file = try isolated.write(Array(bundle.prefix(length)), "site.p7m")
      let result = try isolated.store.importItems(at: [file], bundlesBy: try pin(signer), at: TestTree.now)
      #expect(result.isEmpty && !result.refused.isEmpty)
    }
    try expectRefusal(of: bundle + [0])
    #expect(try taken(bundle).imported.count == 9)
  }

  @Test func `a member of another bundle put in the place of one is refused`() throws {
    let cards = try connected.tree.authority(.cards)
    let old = try ListDraft(of: cards).list()
    let new = try ListDraft(of: cards, number: 301).list()
    let bundle = try made()
    let swapped = bundle.replacing(try old.pem(), with: try new.pem())
    #expect(swapped != bundle && swapped.count == bundle.count)
    try expectRefusal(of: swapped)
  }

  @Test func `CA-07 a bundle adds no authority that no pin names`() throws {
    let impostor = try connected.tree.impostor.authority(.cards)
    let bundle = try saying { text in
      let first = try #require(text.firstRange(of: "-----BEGIN"))
      return text[..<first.lowerBound].replacing("9 authorities", with: "10 authorities")
        + (try impostor.certificate.pem()) + text[first.lowerBound...]
    }
    try expectRefusal(of: bundle)
    let lists = try saying { text in
      text.replacing("9 lists", with: "10 lists") + (try ListDraft(of: impostor).list().pem())
    }
    try expectRefusal(of: lists)
  }

  @Test(arguments: [
    ("V1", "V2"), ("environment: synthetic", "environment:  synthetic"), ("made: ", "when: "),
    ("Z\n", "Z\r\n"),
    ("9 authorities", "8 authorities"), ("9 lists", "9 lists."), ("9 lists\n\n", "9 lists\n"),
    ("-----END CERTIFICATE-----\n", "-----END CERTIFICATE-----\n\n"), ("2026-11-21T12", "2026-11-21T13+01"),
  ])
  func `a text of another form is refused, though it is signed`(part: String, other: String) throws {
    try expectRefusal(
      of: try saying { text in
        let place = try #require(text.firstRange(of: part))
        return text.replacingCharacters(in: place, with: other)
      }, "form")
  }

  @Test func `CA-07 a bundle of another environment is refused`() throws {
    for other in ["production", "test"] {
      try expectRefusal(
        of: try saying { $0.replacing("environment: synthetic", with: "environment: \(other)") },
        "environment")
    }
  }

  @Test func `HN-13 a bundle older than the one before is refused, the same one is not`() throws {
    let before = try made(at: TestTree.now - .seconds(3_600))
    let bundle = try made()
    try taken(bundle)
    try expectRefusal(of: before, "older")
    #expect(try taken(bundle).refused.isEmpty)
  }

  @Test func `HN-13 a bundle with an older list does not take the newer one back`() throws {
    let cards = try isolated.tree.authority(.cards)
    try taken(try made())
    let newer = try isolated.write(try ListDraft(of: cards, number: 305).list().der, "newer.crl")
    _ = try isolated.store.importItem(at: newer, at: TestTree.now)
    let result = try taken(try made(at: TestTree.now + .seconds(60)), at: TestTree.now + .seconds(60))
    #expect(result.refused.map(\.error) == [CPSError(.revocationListRefused)])
    #expect(result.unchanged.count == 17)
    let states = try isolated.store.load(at: TestTree.now).book.states(at: TestTree.now)
    #expect(states.compactMap(\.facts).contains { $0.number == "0131" })
  }

  @Test func `a bundle from the future, or made outside the life of its signer, is refused`() throws {
    try expectRefusal(of: try made(at: TestTree.now + .seconds(301)), "future")
    #expect(try taken(try made(at: TestTree.now + .seconds(299))).imported.count == 18)
    let past = try Self.signer(key, to: "2026-06-01T00:00:00Z")
    #expect(throws: CPSError(.bundleRefused)) {
      try connected.store.bundle(signedBy: key, as: past, at: TestTree.now)
    }
    let text = try SignedContent(der: made()).content
    try expectRefusal(
      of: try SignedContent(signing: text, by: key, as: past).der, "validity", by: past,
      at: TestTree.now + .seconds(400))
  }

  @Test func `a list that does not serve makes no bundle, nor does a store without authorities`() throws {
    #expect(throws: CPSError(.authorityMissing)) {
      try isolated.store.bundle(signedBy: key, as: signer, at: TestTree.now)
    }
    let list = try #require(try connected.contents().keys.first { $0.hasPrefix("lists/") })
    try Data([0x30, 0x00]).write(to: URL(filePath: "\(connected.store.path)/\(list)"))
    #expect(throws: CPSError(.revocationListMalformed)) { try made() }
  }

  @Test(arguments: ["", "00", "zz", String(repeating: "0", count: 63), String(repeating: "0", count: 66)])
  func `a pin of another form is refused`(text: String) {
    #expect(throws: CPSError(.configurationInvalid)) { try BundleSigner(text) }
  }

  @Test func `a pin may be written as openssl writes it`() throws {
    let plain = Hexadecimal.encode(signer.sha256)
    let pairs = stride(from: 0, to: 64, by: 2).map { plain.dropFirst($0).prefix(2).uppercased() }
    #expect(try BundleSigner(pairs.joined(separator: ":")) == (try pin(signer)))
  }
}

extension [UInt8] {
  fileprivate func replacing(_ part: String, with other: String) -> [UInt8] {
    guard let place = firstRange(of: Array(part.utf8)) else { return self }
    return Array(self[..<place.lowerBound]) + Array(other.utf8) + self[place.upperBound...]
  }
}
