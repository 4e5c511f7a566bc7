import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SmartCard
import Testing

@testable import VirtualCPS

/// The files of a fresh card, against what was seen on a real one.
@Suite struct VirtualCardMakerTests {
  private func content(_ identifier: UInt16) throws -> String {
    let image = try Bench.image()
    let files = image.masterFile.files + image.masterFile.directories[0].files
    return Hexadecimal.encode(try #require(files.first { $0.identifier == identifier }).content)
  }

  @Test func `EF.DIR has its two records in 0x65 bytes`() throws {
    let text = try content(0x2F00)
    #expect(text.count == 2 * 0x65)
    #expect(
      text.hasPrefix("61324f0de828bd080f8025000001ff0020500a43505820494153 20434c5104".filter { $0 != " " }))
    #expect(text.contains("612f4f0de828bd080f8025000001ff0010500743505820494153" + "51043f000001730f4f0d"))
  }

  @Test func `EF.ATR is that of the real card`() throws {
    #expect(
      try content(0x2F01)
        == "80" + "4301b8" + "460404b0ecc1" + "4703940180" + "4f0880250000" + "01ff0100"
        + "e01002020104020201040202010002020100" + "780806062b8122f87802" + "82029000")
  }

  @Test func `EF.SN ends with the check digit of the real card`() throws {
    #expect(try content(0xD003) == "5a0a8025000001992138450f")
  }

  @Test(arguments: [("79927398713", UInt8(3)), ("0", 0), ("1", 8)])
  func checkDigits(digits: String, sum: UInt8) {
    // The known number 79927398713 is valid: its last digit is the check digit of those before it.
    let values = Array(digits.utf8).map { $0 & 0x0F }
    #expect(SerialNumber.checkDigit(values.count > 1 ? values.dropLast() : values) == sum)
  }

  @Test func `PrKDF holds the real entry byte for byte, after the signature key`() throws {
    let text = try content(0x7002)
    let real =
      "3059302a0c0c4350535f505249565f415554030205e00401013013300703020001040101300803030600400401013"
      + "01f040ee828bd080f8025000001ff0010020302056001 01ff030204b002020082a10a3008300204000202 0800"
    #expect(text.hasSuffix(real.filter { $0 != " " }))
    #expect(text.contains("0c0c4350535f505249565f534947"))
    #expect(text.contains("0303060040" + "0101ff" + "030204b0" + "02020081"))
  }

  @Test func `every directory file is whole DER and every path in it leads to a file`() throws {
    let image = try Bench.image()
    let application = image.masterFile.directories[0]
    for identifier: UInt16 in [0x5031, 0x5032, 0x7001, 0x7002, 0x7004, 0x7005] {
      let file = try #require(application.files.first { $0.identifier == identifier })
      #expect(try !TLV.sequence(in: file.content).isEmpty)
      let text = Hexadecimal.encode(file.content)
      for path in text.ranges(of: "04063f000001") {
        let name = text[path.upperBound...].prefix(4)
        #expect(application.files.contains { $0.identifier == UInt16(name, radix: 16) })
      }
    }
  }

  @Test func `identity objects tell of the fictitious holder, and private ones want the PIN`() throws {
    let image = try Bench.image()
    let files = image.masterFile.directories[0].files
    let objects = try #require(try? TLV.sequence(in: files.first { $0.identifier == 0x7005 }?.content ?? []))
    #expect(objects.count == 8)
    #expect(try content(0xD101) == "3013" + "0c06464943544946" + "0c0953594e544845544943")
    #expect(try content(0xD103) == "3011" + "130c383939393030303030303030" + "02010a")
    for file in files where (0xD120...0xD12F).contains(file.identifier) {
      #expect(file.access.read == .userAuthentication(environment: 1))
    }
    #expect(
      files.map(\.identifier).filter { (0xD120...0xD12F).contains($0) } == [0xD120, 0xD121, 0xD126])
  }

  @Test func `no serial number stands in the token information`() throws {
    #expect(try !content(0x5032).contains("99213845"))
  }

  @Test(arguments: [
    ("1234567", "1234", "12345678"), ("1234567a", "1234", "12345678"), ("123456789", "1234", "12345678"),
    ("12345678", "123", "12345678"), ("12345678", "12345", "12345678"), ("12345678", "１２３４", "12345678"),
    ("12345678", "1234", "1234567"), ("12345678", "1234", ""),
  ])
  func `wrong digits are refused`(serial: String, pin: String, puk: String) throws {
    let credential = VirtualCardMaker.Credential(
      privateKey: try Bench.signatureKey.pkcs8(), certificate: Bench.certificate(length: 100))
    #expect(throws: CPSError(.virtualCardProfileInvalid)) {
      try VirtualCardMaker(
        serialDigits: serial, pin: pin, puk: puk, signature: credential, authentication: credential)
    }
  }

  @Test func `another kind of key, or no certificate, is refused`() throws {
    let good = VirtualCardMaker.Credential(
      privateKey: try Bench.signatureKey.pkcs8(), certificate: Bench.certificate(length: 100))
    let curve = try PrivateKey.generateP256().pkcs8()
    for bad in [
      VirtualCardMaker.Credential(privateKey: curve, certificate: good.certificate),
      VirtualCardMaker.Credential(privateKey: [], certificate: good.certificate),
      VirtualCardMaker.Credential(privateKey: good.privateKey, certificate: []),
      VirtualCardMaker.Credential(
        privateKey: good.privateKey, certificate: [UInt8](repeating: 0, count: 4_097)),
    ] {
      #expect(throws: CPSError(.virtualCardProfileInvalid)) {
        try VirtualCardMaker(
          serialDigits: "12345678", pin: "1234", puk: "12345678", signature: good, authentication: bad)
      }
    }
  }
}

/// The answers to reset of every generation.
@Suite struct AnswerToResetTests {
  @Test(arguments: [
    (VirtualCardGeneration.cps3, TransmissionProtocol.t0, nil as UInt8?), (.cps3Contactless, .t1, nil),
    (.cps4, .t1, 0x18), (.cps4ReleaseCandidate, .t1, 0x18), (.cps4T0, .t0, 0x18),
  ])
  func `each is well formed and says its speed`(
    generation: VirtualCardGeneration, wire: TransmissionProtocol, speed: UInt8?
  ) throws {
    let card = try VirtualCard(Bench.image(generation))
    let answer = try AnswerToReset(card.answerToReset)
    #expect(answer.interfaceByteTA1 == speed)
    #expect(card.transmissionProtocol == wire)
  }

  @Test(arguments: VirtualCardGeneration.allCases)
  func `an image of each reads back as it was written`(generation: VirtualCardGeneration) throws {
    var image = try Bench.image(generation)
    #expect(try VirtualCardImage(json: image.json()) == image)
    image.traits = VirtualCardTraits(
      probabilisticRefusal: .init(0x6A88, at: .computeDigitalSignature), refusesSelection: true)
    #expect(try VirtualCardImage(json: image.json()) == image)
  }
}
