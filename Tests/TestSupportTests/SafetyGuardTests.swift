import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@testable import TestSupport

/// “Nobody who owns a real reader and card can be harmed by the tests”.
@Suite struct SafetyGuardTests {
  private let safety = SafetyGuard(serials: ["99000001"], readerNames: ["Virtual CPS a1b2c3 00 00"])

  @Test(arguments: [
    "Virtual CPS a1b2c3 00 01", "virtual cps a1b2c3 00 00", "Virtual CPS a1b2c3 00 00 ", "",
    "Gemalto PC Twin Reader 00 00",
  ])
  func aReaderOfAnotherNameIsRefused(name: String) {
    #expect(throws: TestSupportError.self) { try safety.requireVirtual(name) }
  }

  @Test func theVirtualReaderIsAdmitted() throws {
    try safety.requireVirtual("Virtual CPS a1b2c3 00 00")
  }

  @Test(arguments: ["99000002", nil], GuardedTransport.guardedInstructions.sorted())
  func aForeignCardGetsNoCommandThatCouldChangeIt(serial: String?, instruction: UInt8) throws {
    let card = RecordingCard(serial: serial)
    let transport = safety.guarded(card)
    for cla: UInt8 in [0x00, 0x01, 0x0C, 0x10, 0x80] {
      let command: [UInt8] = [cla, instruction, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34]
      #expect(throws: CPSError(.internalFault)) { try transport.transmit(command.span) }
    }
    #expect(card.instructions.allSatisfy { $0 == 0xA4 || $0 == 0xB0 })
  }

  @Test func aForeignCardGetsNoPINFromAChannelEither() throws {
    let card = RecordingCard(serial: "12345678")
    var channel = CardChannel(over: safety.guarded(card), budget: CardBudget(exchanges: 9, bytes: 900))
    let pin = try PIN(SecretBytes(copying: Array("1234".utf8)))
    var refusal: CPSError?
    do throws(CPSError) {
      _ = try channel.present(pin, as: PINReference(cla: 0, number: 1, lengths: 4...4))
    } catch { refusal = error }
    #expect(refusal == CPSError(.pinStateUnknown))
    #expect(!card.instructions.contains(0x20))
  }

  @Test func aForeignCardMayBeRead() throws {
    let card = RecordingCard(serial: "12345678")
    let read: [UInt8] = [0x00, 0xB0, 0x00, 0x00, 0x0C]
    #expect(try safety.guarded(card).transmit(read.span).count == 14)
  }

  @Test func aFixtureTakesItsPINAndItsSerialIsReadOnce() throws {
    let card = RecordingCard(serial: "99000001")
    let transport = safety.guarded(card)
    let verify: [UInt8] = [0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34]
    #expect(try transport.transmit(verify.span) == [0x90, 0x00])
    #expect(try transport.transmit(verify.span) == [0x90, 0x00])
    #expect(card.instructions == [0xA4, 0xB0, 0x20, 0x20])
  }
}

/// A card that says yes to everything and remembers what it was asked.
private final class RecordingCard: CardTransport {
  let answerToReset: [UInt8] = [0x3B, 0x00]
  let transmissionProtocol = TransmissionProtocol.t0
  private let serial: String?
  private(set) var instructions: [UInt8] = []

  init(serial: String?) { self.serial = serial }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    instructions.append(command[1])
    guard command[1] == 0xB0 else { return [0x90, 0x00] }
    guard let serial, let digits = Hexadecimal.decode(serial) else { return [0x6A, 0x82] }
    return [0x5A, 0x0A, 0x80, 0x25, 0x00, 0x00, 0x01] + digits + [0x0F, 0x90, 0x00]
  }
}
