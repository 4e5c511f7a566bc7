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

  private static let algorithms: [String: SignatureAlgorithm] = [
    "RS256": .rs256, "PS256": .ps256, "ES256-p1363": .es256,
  ]

  @Test(.enabled(if: ReferenceData.isPresent, Comment(rawValue: ReferenceData.absence)))
  func `HC-17 every vector of our three algorithms has its verdict`() async throws {
    let lines = try await manifest().split(separator: "\n")
    var judged = 0
    for line in lines {
      let vector = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      guard let algorithm = Self.algorithms[vector.alg], vector.need == "must" else { continue }
      judged += 1
      #expect(try verdict(of: vector, algorithm) == (vector.expected == "valid"), "\(vector.id)")
    }
    #expect(judged == 1_251)
  }

  private func verdict(of vector: Case, _ algorithm: SignatureAlgorithm) throws -> Bool {
    let base64 = vector.spki.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    let bytes = Array(try #require(Data(base64Encoded: base64)))
    guard let key = try? PublicKey(subjectPublicKeyInfo: bytes) else { return false }
    let message = try Array(hexadecimal: vector.msg)
    return try key.isValid(signature: Array(hexadecimal: vector.sig), for: message, algorithm: algorithm)
  }

  private func manifest() async throws -> String {
    let path = ReferenceData.path("conformance/wycheproof/manifest.jsonl.gz")
    return try await ChildProcess.run("gzip", ["-dc", path]).output
  }
}
