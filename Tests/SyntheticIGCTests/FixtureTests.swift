import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import SyntheticIGC
import Testing
import TestSupport

/// `Fixtures/pki` and `Fixtures/cards` as they lie in the package.
@Suite struct FixtureTests {
  @Test func `the same keys give the files that are there, to the byte, and none is over`() throws {
    let made = try FixtureFiles { request throws(CPSError) in
      guard let data = FileManager.default.contents(atPath: PackageRoot.path("Fixtures/\(request.path)"))
      else {
        throw CPSError(.inputMissing, ["path": request.path], reason: request.path)
      }
      return try PrivateKey(pem: String(decoding: data, as: UTF8.self))
    }
    var present: Set<String> = []
    for folder in ["pki", "cards"] {
      let root = PackageRoot.path("Fixtures/\(folder)")
      for name in try FileManager.default.subpathsOfDirectory(atPath: root) where name.contains(".") {
        present.insert("\(folder)/\(name)")
      }
    }
    #expect(present.subtracting(made.contents.keys) == ["pki/README.md"])
    for (path, bytes) in made.contents {
      let data = FileManager.default.contents(atPath: PackageRoot.path("Fixtures/\(path)"))
      #expect(data.map(Array.init) == bytes, "\(path)")
    }
  }

  @Test func `certificates have the lengths of real ones, and the short one 1,328 bytes`() throws {
    for card in SyntheticCard.all {
      let length = try SyntheticCardFiles(card, in: Fixture.cards).authentication.der.count
      if card.particularity == .compact {
        #expect(length == 1_328)
      } else {
        // Real ones: 2,168 to 2,317 bytes (igc-sante.md, section 1.4).
        #expect((2_168...2_317).contains(length), "\(card.name): \(length)")
      }
    }
    #expect(try SyntheticCardFiles(.physician, in: Fixture.cards).authentication.der.count == 2_235)
  }

  @Test func `keys, certificates and descriptions belong together`() throws {
    for card in SyntheticCard.all {
      let files = try SyntheticCardFiles(card, in: Fixture.cards)
      #expect(files.authentication.publicKey == files.authenticationKey.publicKey)
      #expect(files.signature.publicKey == files.signatureKey.publicKey)
      #expect(files.authenticationKey.publicKey.kind == .rsa(bits: 2_048, exponent: [1, 0, 1]))
      let data = try Data(contentsOf: URL(filePath: "\(Fixture.cards)/\(card.name)/card.json"))
      let description = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(description["serial"] as? String == card.serial)
      #expect(description["cardNumber"] as? String == card.cardNumber)
      #expect(description["checkDigit"] as? Int == card.checkDigit)
      #expect(description["pin"] as? String == SyntheticCard.pin)
      #expect(description["puk"] as? String == SyntheticCard.puk)
      let number = DEREncoding.string(.printable, "8025000001/\(card.cardNumber)")
      #expect(files.authentication.extensions("1.2.250.1.71.1.2.3").map(\.value) == [number])
    }
  }

  @Test func `no two cards share a number, a key or a certificate's serial number`() throws {
    let files = try SyntheticCard.all.map { try SyntheticCardFiles($0, in: Fixture.cards) }
    let certificates = files.flatMap { [$0.authentication, $0.signature] }
    #expect(Set(SyntheticCard.all.map(\.serial)).count == SyntheticCard.all.count)
    #expect(Set(SyntheticCard.all.map(\.name)).count == SyntheticCard.all.count)
    #expect(Set(certificates.map(\.publicKey)).count == certificates.count)
    #expect(Set(certificates.map(\.serialNumber)).count == certificates.count)
    #expect(certificates.allSatisfy { $0.serialNumber.count == 16 })
    #expect(Set(certificates.map { $0.serialNumber.prefix(8) }).count == 1)
  }

  @Test func `the check digit of EF.SN is that of the one real number that was printed`() {
    // cps-card.md, section 3.1: EF.SN ends with 99213845 0F.
    let real = SyntheticCard(
      name: "printed", serial: "99213845", professional: .physician, particularity: .none)
    #expect(real.checkDigit == 0)
    #expect(SyntheticCard.all.allSatisfy { $0.serial.count == 8 && $0.cardNumber.count == 10 })
  }

  @Test(arguments: [SyntheticProfessional.physician, .pharmacist, .nurse, .dentist])
  func `national identifiers are of the test range and pass Luhn`(professional: SyntheticProfessional) {
    let digits = professional.nationalIdentifier.dropFirst().utf8.map { Int($0) - 0x30 }
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = digit.offset.isMultiple(of: 2) ? digit.element : 2 * digit.element
      return sum + value / 10 + value % 10
    }
    #expect(professional.nationalIdentifier.hasPrefix("899") && digits.count == 11 && sum % 10 == 0)
  }

  @Test func `a folder without a tree is refused`() {
    #expect(throws: CPSError(.inputMissing)) { try SyntheticTree.load(from: Fixture.cards) }
    #expect(throws: CPSError(.inputMissing)) { try SyntheticCardFiles(.nurse, in: Fixture.pki) }
  }
}
