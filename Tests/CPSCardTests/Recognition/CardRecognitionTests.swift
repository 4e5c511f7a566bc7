import CPSCard
import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing
import VirtualCPS

@Suite struct CardRecognitionTests {
  private static let cps3 = "3BAC00402A001225006480000310009000"

  /// A card with this answer to reset, which answers every command with `status`; and how many it saw.
  private func recognise(
    _ answerToReset: String, status: [UInt8]
  ) throws -> (result: Result<CardGeneration, CPSError>, commands: [[UInt8]]) {
    let answer = try #require(Hexadecimal.decode(answerToReset))
    var commands: [[UInt8]] = []
    let transport = InterposedTransport(
      to: try VirtualCard(try TestCards.image()), answerToReset: answer
    ) { (command, _) throws(CPSError) in
      commands.append(command)
      return status
    }
    var channel = CardChannel(over: transport, budget: CardLogin.preparationBudget)
    do throws(CPSError) {
      return (.success(try CardRecognition.recognise(&channel)), commands)
    } catch {
      return (.failure(error), commands)
    }
  }

  /// A CPS3 behind another answer to reset, which lets itself be selected in every class.
  private func prepare(_ answerToReset: String) throws -> PreparedCard {
    let answer = try #require(Hexadecimal.decode(answerToReset))
    let bench = try Bench()
    let transport = InterposedTransport(
      to: bench.card, answerToReset: answer
    ) { (command, card) throws(CPSError) in
      command[1] == 0xA4 && command[2] == 0x04 ? [0x90, 0x00] : try card(command)
    }
    var channel = CardChannel(over: transport, budget: CardLogin.preparationBudget)
    return try CardLogin.prepare(over: &channel, cached: bench.cache)
  }

  @Test(arguments: [
    (cps3, CardGeneration.cps3),
    ("3B8F80010031B86404B0ECC1739401808290000E", .cps3Contactless),
    ("3B9B1880010012250064800401000090 44", .cps4),
    ("3B9B1880010012250064800004010090 44", .cps4ReleaseCandidate),
    ("3BDC18FF000012250064800004010090 00", .cps4T0),
  ])
  func `every generation is named by its answer to reset and its application`(
    answer: String, generation: CardGeneration
  ) throws {
    let (result, commands) = try recognise(answer, status: [0x90, 0x00])
    #expect(try result.get() == generation)
    #expect(commands.count == 1)
  }

  @Test func `HC-29 the CPS4 that fits the mask of the CPS3 is not taken for one`() throws {
    let answer = "3BDC18FF00001225006480000401009000"
    #expect(try recognise(answer, status: [0x90, 0x00]).result.get() == .cps4T0)
    #expect(throws: CPSError(.cardGenerationUnsupported)) { try prepare(answer) }
  }

  @Test(arguments: ["3BAC11402A001225006480000310009000", "3BAC00402A001225006480110399009000"])
  func `bytes that the mask leaves out do not matter`(answer: String) throws {
    #expect(try recognise(answer, status: [0x90, 0x00]).result.get() == .cps3)
  }

  @Test(arguments: ["3BAC00402A001225006480000210009000", "3B00", "3B6800000073C84013009000"])
  func `the application behind another answer to reset is a CPS that nobody drives`(answer: String) throws {
    #expect(try recognise(answer, status: [0x90, 0x00]).result.get() == .unlisted)
  }

  @Test(arguments: [[0x6A, 0x82], [0x6E, 0x00], [0x6D, 0x00], [0x69, 0x85], [0x6F, 0x00]] as [[UInt8]])
  func `HC-28 the answer to reset of a CPS without its application is not one`(status: [UInt8]) throws {
    let (result, commands) = try recognise(Self.cps3, status: status)
    let error = #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(error?.reason?.contains("CPS3") == true)
    #expect(error?.reason?.contains(Hexadecimal.encode(status).uppercased()) == true)
    #expect(commands.count == 1)
  }

  /// A Vitale card, a bank card, an empty secure element.
  @Test(arguments: [
    "3B751300009C02020201", "3F65250052096A9000", "3B6500002063CB6800", "3B800181", "3B00",
  ])
  func `HC-31 another card is named so with at most four commands and no VERIFY`(answer: String) throws {
    let (result, commands) = try recognise(answer, status: [0x6A, 0x82])
    #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(commands.count <= 4)
    #expect(commands.allSatisfy { $0[1] == 0xA4 })
  }

  @Test(arguments: ["", "3B", "2BAC00402A001225006480000310009000", "3BAC00402A0012250064800003100090"])
  func `HC-27 a broken answer to reset ends before any command`(answer: String) throws {
    let (result, commands) = try recognise(answer, status: [0x90, 0x00])
    #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(commands.isEmpty)
  }

  @Test(arguments: [
    ("3B8F80010031B86404B0ECC1739401808290000E", "CPS3 NFC"),
    ("3B9B188001001225006480040100009044", "CPS4"),
  ])
  func `a generation without a driver is refused by its name`(answer: String, name: String) throws {
    let error = #expect(throws: CPSError(.cardGenerationUnsupported)) { try prepare(answer) }
    #expect(error?.values["generation"] == name)
  }
}
