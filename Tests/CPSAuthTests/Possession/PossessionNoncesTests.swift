import CPSDiagnostics
import Testing

@testable import CPSAuth

@Suite struct PossessionNoncesTests {
  private let nonces = PossessionNonces()

  private func nonce(_ bucket: Int64, making count: inout Int) throws -> String {
    try nonces.nonce(ofBucket: bucket) {
      count += 1
      return "\(bucket)"
    }
  }

  @Test func `a nonce is made once, and forgotten behind the last four`() throws {
    var made = 0
    for bucket: Int64 in [7, 7, 6, 7, 6] { #expect(try nonce(bucket, making: &made) == "\(bucket)") }
    #expect(made == 2)
    for bucket: Int64 in 8...10 { _ = try nonce(bucket, making: &made) }
    #expect(made == 5)
    _ = try nonce(6, making: &made)
    #expect(made == 5)
    _ = try nonce(7, making: &made)
    #expect(made == 6)
  }

  @Test func `CA-15 what could not be made is not kept`() throws {
    #expect(throws: CPSError(.processForked)) {
      try nonces.nonce(ofBucket: 1) { () throws(CPSError) in throw CPSError(.processForked) }
    }
    var made = 0
    #expect(try nonce(1, making: &made) == "1")
    #expect(made == 1)
  }
}
