import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

@testable import CPSAuthSafeguards

@Suite struct TelephoneKeyTests {
  private func secret(_ bytes: [UInt8]) throws(CPSError) -> SecretBytes { try SecretBytes(copying: bytes) }

  private func code(_ characters: String, _ account: String, _ key: TelephoneKey) throws -> [UInt8] {
    try key.code(of: try BankCharacters(characters), for: try AccountName(account))
  }

  @Test func `a code is the HMAC of tag, length, account and characters`() throws {
    let key = try TelephoneScene.key("e", 1)
    let message = Array("cpsauth telephone 1\0".utf8) + [0, 0, 0, 2] + Array("ab13M02".utf8)
    let expected = try MessageAuthentication.hmacSHA256(key: (0..<32).map { 1 + $0 }, message: message)
    #expect(try code("13m02", "ab", key) == expected)
  }

  @Test func `another account, other characters and another key give another code`() throws {
    let key = try TelephoneScene.key("e", 1)
    let first = try code("13M02", "a", key)
    #expect(try code("13M02", "a1", key) != first)
    #expect(try code("13M03", "a", key) != first)
    #expect(try code("13M02", "a", try TelephoneScene.key("e", 2)) != first)
  }

  @Test func `a key that is short, even or of no epoch is refused`() throws {
    let long = (0..<32).map { UInt8($0) }
    #expect(throws: CPSError(.configurationInvalid)) {
      try TelephoneKey(epoch: "e", secret(Array(long.dropLast())))
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      try TelephoneKey(epoch: "e", secret([UInt8](repeating: 7, count: 32)))
    }
    for epoch in ["", "a\u{7}", String(repeating: "e", count: 33)] {
      #expect(throws: CPSError(.configurationInvalid)) { try TelephoneKey(epoch: epoch, secret(long)) }
    }
  }

  @Test func `an epoch keeps its key, also under another secret of the service`() async throws {
    let scene = try TelephoneScene()
    let marks = TelephoneKeyMarks(in: scene.store, sealedBy: scene.secret)
    let other = try TelephoneKeyRing(TelephoneScene.key("2026-11", 2))
    for _ in 0..<2 { try await marks.adopt(scene.ring) }
    await #expect(throws: CPSError(.configurationInvalid)) { try await marks.adopt(other) }
    let next = try TelephoneKeyRing(
      TelephoneScene.key("2026-12", 2), before: [TelephoneScene.key("2026-11", 1)])
    try await marks.adopt(next)
    let turned = try TelephoneKeyRing(
      TelephoneScene.key("2026-13", 3), before: [TelephoneScene.key("2026-12", 1)])
    await #expect(throws: CPSError(.configurationInvalid)) { try await marks.adopt(turned) }
    await #expect(throws: CPSError(.configurationInvalid)) { try await marks.adopt(other) }
  }

  @Test func `a copy of another secret is told`() throws {
    let key = try TelephoneScene.key("e", 1)
    #expect(try key.isCopy(of: secret((0..<32).map { 1 + $0 })))
    #expect(try !key.isCopy(of: secret((0..<33).map { 1 + $0 })))
    #expect(try !key.isCopy(of: secret((0..<32).map { 2 + $0 })))
  }

  @Test func `a ring has one key an epoch, and one epoch a key`() throws {
    let (first, second) = (try TelephoneScene.key("a", 1), try TelephoneScene.key("b", 2))
    _ = try TelephoneKeyRing(first, before: [second])
    let copies: [[TelephoneKey]] = [
      [try TelephoneScene.key("a", 3)], [try TelephoneScene.key("c", 1)],
      [second, try TelephoneScene.key("c", 2)],
      try (0..<5).map { try TelephoneScene.key("k\($0)", 10 + $0) },
    ]
    for former in copies {
      #expect(throws: CPSError(.configurationInvalid)) { try TelephoneKeyRing(first, before: former) }
    }
  }

  @Test func `a claim shows nothing`() throws {
    let ring = try TelephoneKeyRing(try TelephoneScene.key("a", 1))
    let claim = try ring.claim(of: try BankCharacters("13M02"), for: try AccountName("ab"))
    #expect("\(claim)" == "TelephoneClaim")
    #expect(String(reflecting: claim) == "TelephoneClaim")
    var text = ""
    dump(claim, to: &text)
    #expect(!text.contains("codes"))
  }

  @Test func `a claim matches nothing that is not registered, not even the decoy`() throws {
    let ring = try TelephoneKeyRing(try TelephoneScene.key("a", 1))
    let claim = try ring.claim(of: try BankCharacters("13M02"), for: try AccountName("ab"))
    let palindrome = [UInt8](repeating: 5, count: 32)
    #expect(!claim.matches(nil, orElse: palindrome))
    let strange: [TelephoneRecord.Details] = [
      .init(epoch: "gone", code: palindrome), .init(epoch: "gone", code: claim.details.code),
      .init(epoch: "a", code: []),
    ]
    for details in strange { #expect(!claim.matches(details, orElse: palindrome)) }
    #expect(claim.matches(claim.details, orElse: palindrome))
  }
}
