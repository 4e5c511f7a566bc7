import CPSDiagnostics
import CPSProof
import CPSPrimitives
import SmartCard
import Testing
import VirtualCPS

@testable import CPSCard

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
    return try CardLogin.prepare(over: &channel, cached: bench.cache, environment: .synthetic)
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

  @Test(arguments: [
    "3BDC18FF00001225006480000401009000", "3BDC11FF000012250064800104FF009000",
    "3BAC00400A001225006480FF04FF009000",
  ])
  func `HC-29 a CPS4 that fits the mask of the CPS3 is not taken for one`(answer: String) throws {
    #expect(try recognise(answer, status: [0x90, 0x00]).result.get() == .cps4T0)
  }

  @Test(arguments: [
    "3BAC11402A001225006480000310009000", "3BAC00402A001225006480110399009000",
    "3BAC00402A001225006480000210009000", "3BAC00402A001225006480FFFFFF009000",
  ])
  func `bytes that the published mask leaves out do not matter`(answer: String) throws {
    #expect(try recognise(answer, status: [0x90, 0x00]).result.get() == .cps3)
  }

  @Test(arguments: [
    "3BAC00402A001225016480000310009000", "3BAC00402A001225006480000310009001",
    "3BAC00402A011225006480000310009000", "3FAC00402A001225006480000310009000",
  ])
  func `bytes that the published mask holds do`(answer: String) throws {
    #expect(throws: CPSError(.notACPS)) { try recognise(answer, status: [0x90, 0x00]).result.get() }
  }

  @Test(arguments: [
    ("3B8F80010031B8640000ECC0739401808290000A", true), ("3B8F80010031B86404B0ECB17394018082900018", false),
  ])
  func `the published mask of the contactless card leaves out its variants`(
    answer: String, isContactless: Bool
  ) throws {
    var bytes = try #require(Hexadecimal.decode(answer))
    bytes[bytes.count - 1] = bytes.dropFirst().dropLast().reduce(0, ^)
    let pattern = try #require(AnswerToResetPattern.listed.first { $0.generation == .cps3Contactless })
    // The check byte belongs to the mask: only an answer of the very same sum fits it.
    #expect(!pattern.matches(bytes))
    bytes[bytes.count - 1] = 0x0E
    #expect(pattern.matches(bytes) == isContactless)
  }

  @Test(arguments: ["3B00", "3B6800000073C84013009000", "3BAC00402A001225016480000310009000"])
  func `the application and serial behind another answer to reset are a CPS that nobody drives`(
    answer: String
  ) throws {
    let error = #expect(throws: CPSError(.cardGenerationUnsupported)) { try prepare(answer) }
    #expect(error?.values["generation"] == "CPS ?")
  }

  @Test(arguments: [[0x6A, 0x82], [0x6E, 0x00], [0x6D, 0x00], [0x69, 0x85], [0x6F, 0x00]] as [[UInt8]])
  func `HC-28 the answer to reset of a CPS without its application is not one`(status: [UInt8]) throws {
    let (result, commands) = try recognise(Self.cps3, status: status)
    let error = #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(error?.reason?.contains("CPS3") == true)
    #expect(error?.reason?.contains(Hexadecimal.encode(status).uppercased()) == true)
    #expect(commands.count == 1)
  }

  /// The answers to reset of a Vitale card, of bank cards, of empty secure elements.
  private static let strangers = [
    "3B751300009C02020201", "3F65250052096A9000", "3B6500002063CB6800", "3B800181", "3B00",
  ]

  @Test(
    arguments: strangers,
    [[0x6A, 0x82], [0x6D, 0x00], [0x6E, 0x00], [0x67, 0x00], [0x69, 0x85]] as [[UInt8]])
  func `HC-31 a card that says no to everything is named so with one command and no VERIFY`(
    answer: String, status: [UInt8]
  ) throws {
    let (result, commands) = try recognise(answer, status: status)
    #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(commands.map(Hexadecimal.encode) == ["00a40400088025000001ff0100"])
  }

  @Test(arguments: strangers)
  func `HC-31 a card that says yes to everything is no CPS either`(answer: String) throws {
    let (result, commands) = try recognise(answer, status: [0x90, 0x00])
    #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(commands.count <= 4)
    #expect(commands.allSatisfy { [0xA4, 0xB0].contains($0[1]) })
  }

  @Test(arguments: [[0x69, 0x85], [0x68, 0x81]] as [[UInt8]])
  func `HC-31 a CPS4 that never lets itself be selected is given up after four commands`(
    status: [UInt8]
  ) throws {
    let (result, commands) = try recognise("3B9B188001001225006480040100009044", status: status)
    #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(commands.map { $0[1] } == [0xA4, 0xA4, 0xA4, 0xA4])
    #expect(commands.map { $0[0] } == [0x01, 0x01, 0x00, 0x01])
  }

  @Test(arguments: [cps3, "3B9B188001001225006480040100009044"])
  func `HC-28 the application of a CPS without the serial of one is not one`(answer: String) throws {
    let bench = try Bench()
    let answer = try #require(Hexadecimal.decode(answer))
    let transport = InterposedTransport(to: bench.card, answerToReset: answer) {
      (command, _) throws(CPSError) in
      #expect([0xA4, 0xB0].contains(command[1]))
      return command[1] == 0xA4 ? [0x90, 0x00] : [UInt8](repeating: 0, count: 12) + [0x90, 0x00]
    }
    var channel = CardChannel(over: transport, budget: CardLogin.preparationBudget)
    let error = #expect(throws: CPSError(.notACPS)) {
      try CardLogin.prepare(over: &channel, cached: bench.cache, environment: .synthetic)
    }
    #expect(error?.reason?.contains(Hexadecimal.encode(answer)) == true)
    #expect(error?.reason?.contains("without a serial") == true)
    #expect(channel.count.exchanges <= 4)
  }

  @Test(arguments: ["", "3B", "2BAC00402A001225006480000310009000", "3BAC00402A0012250064800003100090"])
  func `HC-27 a broken answer to reset ends before any command`(answer: String) throws {
    let (result, commands) = try recognise(answer, status: [0x90, 0x00])
    #expect(throws: CPSError(.notACPS)) { try result.get() }
    #expect(commands.isEmpty)
  }

  @Test func `a card without contact is refused with a reason of its own, after one command`() throws {
    let bench = try Bench(TestCards.image(.cps3Contactless))
    #expect(throws: CPSError(.cardContactless)) { try bench.prepare() }
    #expect(bench.recorder.count.exchanges == 1)
    #expect(throws: CPSError(.cardContactless)) { try CodeBench(TestCards.image(.cps3Contactless)).prepare() }
  }

  @Test func `HC-29 a release candidate logs in where tests are made, and nowhere else`() throws {
    for environment in TrustEnvironment.allCases {
      let bench = try Bench(TestCards.image(.cps4ReleaseCandidate))
      guard environment == .production else {
        #expect(try bench.prepare(environment).generation == .cps4ReleaseCandidate)
        continue
      }
      let error = #expect(throws: CPSError(.cardForTestsOnly)) { try bench.prepare(environment) }
      #expect(error?.values["generation"] == "CPS4 RC")
      #expect(bench.verifications == 0)
    }
  }

  @Test(arguments: ["00049900", "80050100", "FFFFFFFF"])
  func `HC-29 a CPS4 with other pre-issuing bytes is one for tests`(bytes: String) throws {
    var answer = try #require(
      Hexadecimal.decode("3B9B1880010012250064 80".filter { $0 != " " } + bytes + "90"))
    answer.append(answer.dropFirst().reduce(0, ^))
    let text = Hexadecimal.encode(answer)
    #expect(try recognise(text, status: [0x90, 0x00]).result.get() == .cps4ReleaseCandidate)
    answer[answer.count - 1] ^= 1
    #expect(throws: CPSError(.notACPS)) {
      try recognise(Hexadecimal.encode(answer), status: [0x90, 0x00]).result.get()
    }
  }

  @Test(arguments: [VirtualCardGeneration.cps3, .cps4, .cps4T0])
  func `an issued card logs in everywhere`(generation: VirtualCardGeneration) throws {
    for environment in TrustEnvironment.allCases {
      #expect(try Bench(TestCards.image(generation)).prepare(environment).pinStatus.triesLeft == 3)
    }
  }
}
