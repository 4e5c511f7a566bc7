import CPSPrimitives
import OpenSSLKit
import Testing

@Suite struct DigestTests {
  @Test func sha256FollowsFIPS180() throws {
    #expect(
      Hexadecimal.encode(try Digest.sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hexadecimal.encode(try Digest.sha256([]))
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func hmacFollowsRFC4231() throws {
    let mac = try MessageAuthentication.hmacSHA256(
      key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8))
    #expect(
      Hexadecimal.encode(mac) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func hmacTakesAnEmptyKeyAsEmpty() throws {
    #expect(
      Hexadecimal.encode(try MessageAuthentication.hmacSHA256(key: [], message: []))
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test func comparisonLooksAtEveryByte() {
    #expect(MessageAuthentication.areEqual([1, 2], [1, 2]))
    #expect(!MessageAuthentication.areEqual([1, 2], [1, 3]))
    #expect(!MessageAuthentication.areEqual([1, 2], [1, 2, 0]))
  }
}
