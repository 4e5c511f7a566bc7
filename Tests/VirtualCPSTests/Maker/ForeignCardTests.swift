import CPSPrimitives
import SmartCard
import Testing

@testable import VirtualCPS

/// Cards that are no CPS.
@Suite struct ForeignCardTests {
  @Test(arguments: ForeignCard.allCases)
  func `HC-31 nothing is found on it, and its image is one`(card: ForeignCard) throws {
    let image = card.image
    #expect(try VirtualCardImage(json: image.json()) == image)
    let bench = try Bench(image)
    let zero = bench.card.transmissionProtocol == .t0 ? "00" : ""
    for command in [
      "00A4040008" + "8025000001FF0100", "01A4040C08" + "8025000001FF0100", "00A4090C023F00", "00B0000010",
      "0020000104" + "31323334", "00200001" + zero, "A0A40000023F00", "0084000008",
    ] {
      #expect(try bench.send(command) == "6a82")
    }
    #expect(bench.card.image == image)
  }

  @Test func `their answers to reset are well formed and of no CPS`() throws {
    let ours = try VirtualCardGeneration.allCases.map { try Bench.image($0).answerToReset }
    for card in ForeignCard.allCases {
      let answer = card.image.answerToReset
      #expect(try AnswerToReset(answer).bytes == answer)
      #expect(!ours.contains(answer))
    }
  }
}
