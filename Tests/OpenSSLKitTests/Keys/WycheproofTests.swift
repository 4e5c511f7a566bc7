import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import Testing

/// Project Wycheproof's vectors, where they lie beside the checkout.
@Suite struct WycheproofTests {
  private struct Case: Decodable {
    let id: String
    let alg: String
    let spki: String
    let msg: String
    let sig: String
    let expected: String
    let need: String
  }

  /// Five vectors, whose expectation depends on taste, are `info`: DigestInfo without NULL, which we refuse.
  @Test(.enabled(if: ReferenceData.isPresent, Comment(rawValue: ReferenceData.absence)))
  func `HC-15 HC-17 HC-18 every vector of every algorithm has its verdict`() async throws {
    var judged: [String: Int] = [:]
    for line in try await manifest().split(separator: "\n") {
      let vector = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      let scheme = try #require(SignatureScheme(name: vector.alg), "\(vector.alg)")
      let isValid = try verdict(of: vector, scheme)
      #expect(isValid == (vector.expected == "valid" && vector.need != "info"), "\(vector.id)")
      judged[vector.need, default: 0] += 1
    }
    #expect(judged == ["must": 1_735, "fail-closed": 2_066, "info": 5])
  }

  private func verdict(of vector: Case, _ scheme: SignatureScheme) throws -> Bool {
    guard let key = try? PublicKey(pem: vector.spki) else { return false }
    return try key.isValid(
      signature: Array(hexadecimal: vector.sig), for: Array(hexadecimal: vector.msg), scheme: scheme)
  }

  private func manifest() async throws -> String {
    let path = ReferenceData.path("conformance/wycheproof/manifest.jsonl.gz")
    return try await ChildProcess.run("gzip", ["-dc", path]).output
  }
}
