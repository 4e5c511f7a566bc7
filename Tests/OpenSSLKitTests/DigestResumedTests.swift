import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

/// Digests that were begun elsewhere: chaining values after one block of 64 zeros, computed by FIPS 180-4.
@Suite struct DigestResumedTests {
  private static let block = [UInt8](repeating: 0, count: 64)
  private static let sha1 = "92b404e556588ced6c1acd4ebf053f6809f73a93"
  private static let sha256 = "da5698be17b9b46962335799779fbeca8ce5d491c0d26243bafef9ea1837a9d8"

  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 200])
  func theEndIsThatOfTheWholeMessage(length: Int) throws {
    let rest = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    let sha1 = try #require(Hexadecimal.decode(Self.sha1))
    let sha256 = try #require(Hexadecimal.decode(Self.sha256))
    #expect(
      try Digest.finishSHA1(state: sha1, processedBits: 512, last: rest) == Digest.sha1(Self.block + rest))
    #expect(
      try Digest.finishSHA256(state: sha256, processedBits: 512, last: rest)
        == Digest.sha256(Self.block + rest))
  }

  @Test(arguments: [(31, UInt64(512)), (33, 512), (0, 512), (32, 511), (32, 1)])
  func aStateThatIsNoneIsRefused(length: Int, bits: UInt64) {
    let state = [UInt8](repeating: 0, count: length)
    #expect(throws: CPSError(.cryptographyFailed)) {
      try Digest.finishSHA256(state: state, processedBits: bits, last: [0])
    }
  }
}
