import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SmartCard
import Testing

@testable import VirtualCPS

/// A virtual card on the workbench: spoken to in hexadecimal.
struct Bench {
  static let pin = "1234"
  static let puk = "87654321"
  /// The serial number printed in the public trace.
  static let serial = "99213845"

  private static let keys = Result { () throws -> (signature: PrivateKey, authentication: PrivateKey) in
    (try .generateRSA(bits: 2_048), try .generateRSA(bits: 2_048))
  }

  /// A stand-in for a certificate: the card does not look into it.
  static func certificate(length: Int) -> [UInt8] {
    [0x30, 0x82, UInt8((length - 4) >> 8), UInt8((length - 4) & 0xFF)]
      + (4..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  }

  static var signatureKey: PrivateKey { get throws { try keys.get().signature } }
  static var authenticationKey: PrivateKey { get throws { try keys.get().authentication } }

  /// A fresh card with certificates of 1,500 and 1,328 bytes, a CPS3 unless said otherwise.
  static func image(_ generation: VirtualCardGeneration = .cps3) throws -> VirtualCardImage {
    let maker = try VirtualCardMaker(
      serialDigits: serial, pin: pin, puk: puk,
      signature: .init(privateKey: signatureKey.pkcs8(), certificate: certificate(length: 1_500)),
      authentication: .init(privateKey: authenticationKey.pkcs8(), certificate: certificate(length: 1_328)))
    return maker.image(generation)
  }

  /// The same card with the answer to reset of one that offers T=1, to see the rules of that protocol.
  static func imageOnT1() throws -> VirtualCardImage {
    var image = try image()
    image.answerToReset = try #require(Hexadecimal.decode("3B8F80010031B86404B0ECC1739401808290000E"))
    return image
  }

  let card: VirtualCard

  init(
    _ image: VirtualCardImage? = nil, storage: (any VirtualCardStorage)? = nil,
    recorder: ExchangeRecorder? = nil
  ) throws {
    card = try VirtualCard(image ?? Self.image(), storage: storage, recorder: recorder)
    card.powerOn()
  }

  /// Sends a command and gives the answer, both in hexadecimal.
  @discardableResult
  func send(_ command: String) throws -> String {
    let bytes = try #require(Hexadecimal.decode(command))
    guard case .answer(let answer) = card.transmit(bytes) else { return "nothing" }
    return Hexadecimal.encode(answer)
  }

  /// Sends a command whose answer waits behind 61xx, and fetches it whole.
  func fetch(_ command: String) throws -> String {
    let first = try send(command)
    #expect(first.hasPrefix("61"))
    return try send("00C00000\(first.suffix(2))")
  }

  /// Sends commands one after the other, spaces in them not counting, and gives the last answer.
  @discardableResult
  func send(all commands: String...) throws -> String {
    var answer = ""
    for command in commands { answer = try send(command.filter { $0 != " " }) }
    return answer
  }

  /// Opens logical channel 1 of a CPS4 by selecting ChipDoc on it.
  func openChannel() throws { #expect(try send("01A4040C08" + "8025000001FF0100") == "9000") }
  func presentPINOnChannel() throws { #expect(try send("0120000104" + "31323334") == "9000") }

  func selectMasterFile() throws { #expect(try send("00A4090C023F00") == "9000") }
  func selectApplication() throws { #expect(try send("00A4090C043F000001") == "9000") }
  func presentPIN() throws { #expect(try send("0020000104" + "31323334") == "9000") }
  func presentPUK() throws { #expect(try send("0020000208" + "3837363534333231") == "9000") }
  func presentWrongPIN() throws -> String { try send("0020000104" + "39393939") }
}
