import CPSAuth
import CPSAuthTesting
import CPSPrimitives
import Testing

@Suite struct OneUseCodeTests {
  private let random = SeededRandomSource(seed: 7)

  @Test func `a code is that of its name and of the secret, in whatever case it is typed`() throws {
    let secret = try ServiceSecret(from: random)
    let codes = OneUseCode(under: secret)
    let code = try codes.text(of: "name")
    #expect(code.count == 9)
    #expect(try codes.text(of: "name") == code)
    for entry in [
      code, code.lowercased(), code.replacing("-", with: ""), " \(code.replacing("-", with: " ")) ",
      code.replacing("0", with: "O").replacing("1", with: "l"), code.replacing("1", with: "I"),
    ] {
      #expect(try codes.isText(entry, of: "name"), "\(entry)")
    }
    for entry in ["", "-", String(code.dropLast()), code + "0", "ÀÀÀÀ-ÀÀÀÀ", String(code.reversed()) + "0"] {
      #expect(try !codes.isText(entry, of: "name"), "\(entry)")
    }
    #expect(try !codes.isText(code, of: "other"))
    #expect(try !OneUseCode(under: ServiceSecret(from: random)).isText(code, of: "name"))
  }

  @Test func `a code outlives the exchange of the secret`() throws {
    let old = try ServiceSecret(from: random)
    let next = try ServiceSecret(SecretBytes(copying: try random.bytes(32)), alsoAccepting: [old])
    let code = try OneUseCode(under: old).text(of: "name")
    #expect(try OneUseCode(under: next).isText(code, of: "name"))
    #expect(try OneUseCode(under: next).text(of: "name") != code)
  }

  @Test func `no code has a sign that is taken for another`() throws {
    let codes = OneUseCode(under: try ServiceSecret(from: random))
    for number in 0..<200 {
      let code = try codes.text(of: "\(number)")
      #expect(code.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ-".contains($0) }, "\(code)")
    }
  }
}
