import CPSDiagnostics
import OpenSSLKit
import Testing

@Suite struct AuthenticatedCipherTests {
  private let key = [UInt8](0..<32)
  private let nonce = [UInt8](repeating: 7, count: 12)

  /// The GCM Specification of McGrew and Viega, test cases 13 and 14.
  @Test func publishedVectors() throws {
    let zeros = [UInt8](repeating: 0, count: 32)
    let start = [UInt8](repeating: 0, count: 12)
    #expect(
      try AuthenticatedCipher.seal([], key: zeros, nonce: start, authenticating: [])
        == start + (try [UInt8](hexadecimal: "530f8afbc74536b9a963b4f1c4cb738b")))
    #expect(
      try AuthenticatedCipher.seal(
        [UInt8](repeating: 0, count: 16), key: zeros, nonce: start, authenticating: [])
        == start
        + (try [UInt8](hexadecimal: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")))
  }

  @Test(arguments: [0, 1, 13, 16, 1_000])
  func whatIsSealedOpens(length: Int) throws {
    let message = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    let sealed = try AuthenticatedCipher.seal(message, key: key, nonce: nonce, authenticating: [1, 2])
    #expect(sealed.count == 12 + length + 16)
    #expect(try AuthenticatedCipher.open(sealed, key: key, authenticating: [1, 2]) == message)
  }

  @Test func whatWasAlteredDoesNotOpen() throws {
    let sealed = try AuthenticatedCipher.seal([1, 2, 3], key: key, nonce: nonce, authenticating: [9])
    for bit in 0..<sealed.count * 8 {
      var altered = sealed
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try AuthenticatedCipher.open(altered, key: key, authenticating: [9]) == nil)
    }
    for length in 0..<sealed.count {
      #expect(
        try AuthenticatedCipher.open(Array(sealed.prefix(length)), key: key, authenticating: [9]) == nil)
    }
    #expect(try AuthenticatedCipher.open(sealed, key: key, authenticating: []) == nil)
    #expect(try AuthenticatedCipher.open(sealed, key: key.reversed(), authenticating: [9]) == nil)
  }

  @Test func keysAndNoncesOfOtherLengthsAreRefused() {
    for length in [0, 16, 31, 33] {
      let other = [UInt8](repeating: 1, count: length)
      #expect(throws: CPSError(.cryptographyFailed)) {
        try AuthenticatedCipher.seal([1], key: other, nonce: nonce, authenticating: [])
      }
      #expect(throws: CPSError(.cryptographyFailed)) {
        try AuthenticatedCipher.seal([1], key: key, nonce: other, authenticating: [])
      }
      #expect(throws: CPSError(.cryptographyFailed)) {
        try AuthenticatedCipher.open([UInt8](repeating: 0, count: 40), key: other, authenticating: [])
      }
    }
  }
}
