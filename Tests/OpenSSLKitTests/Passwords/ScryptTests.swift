import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import Testing

/// The vectors of RFC 7914, section 12, but the last, which takes a gigabyte.
@Suite struct ScryptTests {
  private func derive(
    _ password: String, _ salt: String, _ cost: ScryptCost, length: Int = 64
  ) throws -> String {
    let secret = try SecretBytes(copying: Array(password.utf8))
    let derived = try secret.withBytes { (bytes) throws(CPSError) in
      try Scrypt.derive(length, from: bytes, salt: Array(salt.utf8), cost: cost)
    }
    return Hexadecimal.encode(derived)
  }

  @Test func `RFC 7914, an empty password and an empty salt`() throws {
    #expect(
      try derive("", "", ScryptCost(log2N: 4, blockSize: 1)) == """
        77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
        fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
        """)
  }

  @Test func `RFC 7914, several lanes`() throws {
    #expect(
      try derive("password", "NaCl", ScryptCost(log2N: 10, parallelization: 16)) == """
        fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
        2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
        """)
  }

  @Test func `RFC 7914, sixteen megabytes`() throws {
    #expect(
      try derive("pleaseletmein", "SodiumChloride", ScryptCost(log2N: 14)) == """
        7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
        d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
        """)
  }

  @Test func `each of password, salt and cost matters`() throws {
    let cost = try ScryptCost(log2N: 5)
    let all = [
      try derive("a", "s", cost), try derive("b", "s", cost), try derive("a", "t", cost),
      try derive("a", "s", ScryptCost(log2N: 6)), try derive("a", "s", ScryptCost(log2N: 5, blockSize: 9)),
      try derive("a", "s", ScryptCost(log2N: 5, parallelization: 2)),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test(arguments: [(0, 8, 1), (-1, 8, 1), (25, 8, 1), (62, 8, 1), (17, 0, 1), (17, 33, 1), (17, 8, 0)])
  func `parameters that are none are refused`(log2N: Int, blockSize: Int, parallelization: Int) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try ScryptCost(log2N: log2N, blockSize: blockSize, parallelization: parallelization)
    }
  }

  @Test func `the memory is bounded, whatever a stored hash asks for`() throws {
    #expect(ScryptCost.standard.memory == 134_220_800)
    #expect(try ScryptCost(log2N: 18).memory < ScryptCost.maximumMemory)
    #expect(throws: CPSError(.configurationInvalid)) { try ScryptCost(log2N: 19) }
    #expect(throws: CPSError(.configurationInvalid)) { try ScryptCost(log2N: 17, blockSize: 32) }
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(ScryptCost.self, from: Data(#"{"n":24,"r":8,"p":1}"#.utf8))
    }
    let cost = try ScryptCost(log2N: 7, blockSize: 4, parallelization: 2)
    #expect(try JSONDecoder().decode(ScryptCost.self, from: JSONEncoder().encode(cost)) == cost)
  }

  @Test(arguments: [0, -1, 1_025])
  func `a length that is none is refused`(length: Int) throws {
    #expect(throws: CPSError(.cryptographyFailed)) {
      try derive("a", "s", ScryptCost(log2N: 4), length: length)
    }
  }
}
